"""An execution's row as the wire shows it."""

from datetime import datetime
from decimal import Decimal

from lineup.contract.executions import Execution, ExecutionStep, Section
from lineup.contract.records import ExecutionRecord, StepRecord
from lineup.contract.statuses import StepStatus
from lineup.engine.billing import MICROCENTS
from lineup.engine.store.tables import ExecutionRow, StepRow


def result_path(execution_id: str, step_index: int) -> str:
    """Return the relative URL of a step's result, as the service writes it (contract §1.5)."""
    return f"/api/v1/pipelines/executions/{execution_id}/steps/{step_index}/result"


def to_execution(row: ExecutionRow) -> Execution:
    """Return the execution with its steps."""
    return Execution(
        execution_id=row.execution_id,
        pipeline_id=row.pipeline_id,
        pipeline_version=row.pipeline_version,
        status=row.status,
        steps=tuple(_to_step(row.execution_id, step) for step in row.steps),
        started_at=row.started_at,
        completed_at=row.completed_at,
        created=row.created,
        config_snapshot=row.config_snapshot,
        input_config=row.input_config,
        rate_breakdown=row.rate_breakdown,
    )


def to_record(row: ExecutionRow) -> ExecutionRecord:
    """Return what the contract's execution has no place for."""
    return ExecutionRecord(
        execution_id=row.execution_id,
        source_execution_id=row.source_execution_id,
        cancelled_at=row.cancelled_at,
        results_deleted_at=row.results_deleted_at,
        page_count=row.page_count,
        billed_cents=None if row.billed_cents is None else Decimal(row.billed_cents),
        seconds=row.seconds,
        steps=tuple(_to_step_record(step) for step in row.steps),
    )


def seconds_between(begin: datetime | None, end: datetime | None) -> float | None:
    """Return the seconds from one moment to the other, None until both are known."""
    return None if begin is None or end is None else (end - begin).total_seconds()


def _to_step(execution_id: str, step: StepRow) -> ExecutionStep:
    is_done = step.status == StepStatus.COMPLETED
    return ExecutionStep(
        step_index=step.step_index,
        step_type=step.step_type,
        status=step.status,
        lookup_key=step.lookup_key if step.attempt or is_done else None,
        result_url=result_path(execution_id, step.step_index) if is_done else None,
        started_at=step.started_at,
        finished_at=step.finished_at,
        error_message=step.error_message,
        source_step_type=step.source_step_type,
        checkpoint_id=step.checkpoint_id,
        section=None if step.section is None else Section.model_validate(step.section),
    )


def _to_step_record(step: StepRow) -> StepRecord:
    billed = step.billed_microcents
    return StepRecord(
        step_index=step.step_index,
        step_type=step.step_type,
        status=step.status,
        attempt=step.attempt,
        reused=step.reused,
        reused_from=step.reused_from,
        page_count=step.page_count,
        billable_pages=step.billable_pages,
        billed_cents=None if billed is None else Decimal(billed) / MICROCENTS,
        seconds=seconds_between(step.started_at, step.finished_at),
    )
