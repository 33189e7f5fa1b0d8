"""Finding an execution's row, its steps, and what others need to know of them."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lineup.contract.executions import Section
from lineup.contract.statuses import StepStatus
from lineup.engine.errors import NotFound
from lineup.engine.store.section_rows import bill_of, section_of, sections_of
from lineup.engine.store.steps import (
    Checkpoint,
    FinishedStep,
    StoredExecution,
    StoredSection,
    StoredStep,
)
from lineup.engine.store.tables import ExecutionRow, StepRow


def find(session: Session, execution_id: str) -> ExecutionRow:
    """Return the execution, raising NotFound."""
    return _required(session.scalar(_by_id(execution_id)), execution_id)


def locked(session: Session, execution_id: str) -> ExecutionRow:
    """Return the execution, held until the transaction ends: two transitions of one execution wait for each other."""
    return _required(session.scalar(_by_id(execution_id).with_for_update()), execution_id)


def find_step(row: ExecutionRow, step_index: int) -> StepRow:
    """Return one of the execution's steps, raising NotFound."""
    for step in row.steps:
        if step.step_index == step_index:
            return step
    message = f"Execution {row.execution_id!r} has no step {step_index}: it has {len(row.steps)}, counted from 0."
    raise NotFound(message)


def to_stored_step(row: ExecutionRow, step: StepRow) -> StoredStep:
    """Return the step as those who work on it see it."""
    section = section_of(step)
    planned = step.step_index if section is None else section.planned_step
    return StoredStep(
        execution_id=row.execution_id,
        step_index=step.step_index,
        step_type=step.step_type,
        status=StepStatus(step.status),
        attempt=step.attempt,
        definition=row.config_snapshot["steps"][planned],
        result_key=step.result_key,
        checkpoint_key=step.checkpoint_key,
        checkpoint_id=step.checkpoint_id,
        error_message=step.error_message,
        results_deleted_at=row.results_deleted_at,
        bill=bill_of(row, step),
        section=section,
        section_steps=tuple(each.step_index for each in sections_of(row, step.step_index)),
    )


def to_stored_execution(row: ExecutionRow) -> StoredExecution:
    """Return the execution as the runner, or one that takes its results over, sees it."""
    return StoredExecution(
        execution_id=row.execution_id,
        pipeline_id=row.pipeline_id,
        pipeline_version=row.pipeline_version,
        source_execution_id=row.source_execution_id,
        document_name=row.document_name,
        blob_key=row.blob_key,
        config_snapshot=row.config_snapshot,
        input_config=row.input_config,
        are_results_deleted=row.results_deleted_at is not None,
        holds_pages=row.pages_in_flight is not None,
        results=tuple(_finished(step) for step in row.steps if step.section is None),
        sections=tuple(
            StoredSection(
                step.step_index,
                Section.model_validate(step.section),
                _finished(step),
                step.error_message,
            )
            for step in row.steps
            if step.section is not None
        ),
    )


def to_checkpoint(row: ExecutionRow, step: StepRow) -> Checkpoint | None:
    """Return what a completed step left for others to begin with; None once that was deleted."""
    finished = _finished(step)
    if step.checkpoint_id is None or finished is None:
        return None
    return Checkpoint(step.checkpoint_id, step.step_type, to_stored_execution(row), finished)


def _finished(step: StepRow) -> FinishedStep | None:
    if step.result_key is None or step.checkpoint_key is None or step.page_count is None:
        return None
    return FinishedStep(
        result_key=step.result_key,
        checkpoint_key=step.checkpoint_key,
        page_count=step.page_count,
        has_errors=step.has_errors,
        billable_pages=step.billable_pages,
        attempt=step.attempt,
    )


def _by_id(execution_id: str) -> Select[ExecutionRow]:
    return select(ExecutionRow).where(ExecutionRow.execution_id == execution_id)


def _required(row: ExecutionRow | None, execution_id: str) -> ExecutionRow:
    if row is None:
        message = f"There is no execution {execution_id!r}."
        raise NotFound(message)
    return row
