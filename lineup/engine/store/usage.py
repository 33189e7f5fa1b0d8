"""What an execution adds to the sums of its day (UTC): counted once, in the transaction that ends it."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from lineup.contract.statuses import ExecutionStatus, StepStatus
from lineup.contract.wire import JsonObject
from lineup.databases.upserts import insert_into
from lineup.engine.billing import MICROCENTS, entry_of, microcents, price
from lineup.engine.store.tables import ExecutionRow, PipelineRow, StepRow, UsageRow

EXECUTIONS = ""
"""The step type under which whole executions are counted."""

_KEYS = ("day", "pipeline_id", "pipeline_version", "step_type")


@dataclass(frozen=True)
class Addition:
    """What is added to the sums of a step type, or of executions."""

    completed: int = 0
    with_errors: int = 0
    failed: int = 0
    cancelled: int = 0
    skipped: int = 0
    reused: int = 0
    pages: int = 0
    milliseconds: int = 0
    billed_microcents: int = 0
    estimated_microcents: int = 0
    saved_microcents: int = 0


SUMS = tuple(field.name for field in fields(Addition))
"""The columns that are summed up."""


def count_usage(session: Session, row: ExecutionRow, ended: datetime) -> None:
    """Add an execution that has just ended, and its steps, to the sums of the day it ended on.

    Always in the order of step types: of two transactions that add to the same rows, none holds what the other waits for.
    """
    steps = [(step.step_type, _of_step(row, step)) for step in row.steps]
    own = (EXECUTIONS, _of_execution(row, [addition for _, addition in steps]))
    lines = [
        dict(
            zip(
                _KEYS, (ended.date(), row.pipeline_id, row.pipeline_version, step_type), strict=True
            )
        )
        | asdict(addition)
        for step_type, addition in sorted([own, *steps], key=lambda each: each[0])
    ]
    insert = insert_into(session, UsageRow)
    raised = {name: getattr(UsageRow, name) + insert.excluded[name] for name in SUMS}
    adding = insert.on_conflict_do_update(index_elements=_KEYS, set_=raised)
    session.flush()
    session.connection().execute(adding, lines)


def count_execution(session: Session, pipeline_id: str) -> None:
    """Add one to the executions that the pipeline has had, ended or not."""
    own = PipelineRow.pipeline_id == pipeline_id
    raised = {PipelineRow.execution_count: PipelineRow.execution_count + 1}
    session.execute(update(PipelineRow).where(own).values(raised))


def _of_execution(row: ExecutionRow, steps: list[Addition]) -> Addition:
    return Addition(
        completed=int(row.status == ExecutionStatus.COMPLETED),
        with_errors=int(row.status == ExecutionStatus.COMPLETED_WITH_ERRORS),
        failed=int(row.status == ExecutionStatus.FAILED),
        cancelled=int(row.cancelled_at is not None),
        reused=int(any(step.reused for step in steps)),
        pages=row.page_count or 0,
        milliseconds=_milliseconds(row.started_at, row.completed_at),
        billed_microcents=(row.billed_cents or 0) * MICROCENTS,
        estimated_microcents=sum(step.estimated_microcents for step in steps),
        saved_microcents=sum(step.saved_microcents for step in steps),
    )


def _of_step(row: ExecutionRow, step: StepRow) -> Addition:
    is_completed = step.status == StepStatus.COMPLETED
    is_failed = step.status == StepStatus.FAILED
    entry, billed = entry_of(row.rate_breakdown, step.step_index), step.billed_microcents or 0
    money = Addition(
        milliseconds=_milliseconds(step.started_at, step.finished_at),
        billed_microcents=billed,
        estimated_microcents=billed if entry.get("assumed") else 0,
        saved_microcents=_full_price(step, entry) if step.reused is not None else 0,
    )
    if step.section is not None:
        return money  # the step that it is part of counts, with the same pages
    return replace(
        money,
        completed=int(is_completed and not step.has_errors),
        with_errors=int(is_completed and step.has_errors),
        failed=int(is_failed),
        cancelled=int(is_failed and row.cancelled_at is not None),
        skipped=int(step.status == StepStatus.SKIPPED),
        reused=int(step.reused is not None),
        pages=step.page_count or 0,
    )


def _full_price(step: StepRow, entry: JsonObject) -> int:
    return microcents(price(entry, step.billable_pages or 0))


def _milliseconds(begin: datetime | None, end: datetime | None) -> int:
    return 0 if begin is None or end is None else (end - begin) // timedelta(milliseconds=1)
