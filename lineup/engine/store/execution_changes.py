"""What transitions have in common: how a step completes, how an execution is broken off, and how it ends."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from lineup.contract.records import Reuse
from lineup.contract.statuses import ExecutionStatus, StepStatus
from lineup.contract.wire import JsonObject
from lineup.engine.billing import bill_step, billed_cents, close_bill, entry_of, microcents
from lineup.engine.store.announcements import announce_ended, announce_step_ended
from lineup.engine.store.delivery_rows import make_due
from lineup.engine.store.execution_rows import seconds_between
from lineup.engine.store.execution_texts import keep_texts
from lineup.engine.store.section_rows import billable_of_section, section_of, sections_of
from lineup.engine.store.steps import FinishedStep, ReusedStep
from lineup.engine.store.tables import DocumentRow, ExecutionRow, StepRow
from lineup.engine.store.usage import count_usage
from lineup.ids import new_id


def complete_step(row: ExecutionRow, step: StepRow, finished: FinishedStep, now: datetime) -> None:
    """Write down what a step left, and bill it."""
    step.status, step.finished_at = StepStatus.COMPLETED, now
    step.result_key, step.checkpoint_key = finished.result_key, finished.checkpoint_key
    step.cache_key = finished.cache_key
    step.page_count, step.has_errors = finished.page_count, finished.has_errors
    step.billable_pages = _billable_pages(row, step, finished)
    step.checkpoint_id = new_id("ckpt_")
    reused = None if step.reused is None else Reuse(step.reused)
    row.rate_breakdown = bill_step(row.rate_breakdown, step.step_index, step.billable_pages, reused)
    step.billed_microcents = microcents(billed_cents(entry_of(row.rate_breakdown, step.step_index)))


def take_over(row: ExecutionRow, step: StepRow, earlier: ReusedStep, now: datetime) -> None:
    """Complete a step with an earlier result: no work, no charge."""
    step.reused, step.reused_from = earlier.reused, earlier.execution_id
    step.started_at = step.started_at or now
    complete_step(row, step, earlier.finished, now)


def break_off(session: Session, row: ExecutionRow, message: str, now: datetime) -> None:
    """End an execution early: the step that runs fails with the sentence, else the first open one; the rest is skipped.

    What completed is billed.
    """
    still_open = [step for step in row.steps if not StepStatus(step.status).is_terminal]
    if still_open:
        running = [step for step in still_open if step.status == StepStatus.RUNNING]
        broken = (running or still_open)[0]
        fail_step(row, broken, message, now)
        _skip_open(row)
        announce_step_ended(session, row, broken)
    end_execution(session, row, now)


def fail_step(row: ExecutionRow, step: StepRow, message: str, now: datetime) -> None:
    """Write down why a step failed, and that the steps after it will not run; after a section's node the others do."""
    step.status, step.finished_at, step.error_message = StepStatus.FAILED, now, message
    if step.section is None:
        _skip_open(row)


def _skip_open(row: ExecutionRow) -> None:
    for other in row.steps:
        if not StepStatus(other.status).is_terminal:
            other.status = StepStatus.SKIPPED


def end_execution(session: Session, row: ExecutionRow, now: datetime) -> None:
    """Write down the end that the steps came to, with pages, time and cost, and add it to the day's sums."""
    row.status, row.completed_at = _final_status(row), now
    row.seconds = seconds_between(row.started_at, now)
    row.error_message = next((s.error_message for s in row.steps if s.error_message), None)
    row.page_count = max(
        (s.page_count for s in row.steps if s.page_count is not None), default=None
    )
    row.rate_breakdown = close_bill(row.rate_breakdown, page_count=row.page_count)
    row.input_config = row.input_config | _document_pages(session, row)
    row.billed_cents = int(Decimal(str(row.rate_breakdown["billed_cents"])))
    keep_texts(session, row)
    make_due(session, row.execution_id, now)
    count_usage(session, row, now)
    announce_ended(session, row)


def _document_pages(session: Session, row: ExecutionRow) -> JsonObject:
    """Return how many pages the document has, if that could be counted; the run may have processed fewer."""
    sha256 = row.input_config.get("sha256")
    document = None if sha256 is None else session.get(DocumentRow, sha256)
    return {} if document is None or document.pages is None else {"page_count": document.pages}


def _billable_pages(row: ExecutionRow, step: StepRow, finished: FinishedStep) -> int:
    """Return how many pages are billed: a pipeline's price is pages times the sum of its steps' rates (contract §5.2).

    So a step that doesn't count for itself takes over the count of the step before, if it worked on the same pages.
    """
    section = section_of(step)
    if section is not None:
        return billable_of_section(row, step, section)
    if sections_of(row, step.step_index):
        return 0
    if finished.billable_pages is not None:
        return finished.billable_pages
    before = row.steps[step.step_index - 1] if step.step_index else None
    if before is not None and before.page_count == finished.page_count:
        return before.billable_pages or finished.page_count
    return finished.page_count


def _final_status(row: ExecutionRow) -> ExecutionStatus:
    """Return the end that the pipeline's own steps came to: one that merges sections has errors where one of them failed."""
    if any(step.status != StepStatus.COMPLETED for step in row.steps if step.section is None):
        return ExecutionStatus.FAILED
    if any(step.has_errors for step in row.steps):
        return ExecutionStatus.COMPLETED_WITH_ERRORS
    return ExecutionStatus.COMPLETED
