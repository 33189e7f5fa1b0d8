"""Events of executions, logged once the transaction that made them true has been committed."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from lineup.engine.store.execution_rows import seconds_between
from lineup.engine.store.tables import ExecutionRow, StepRow
from lineup.events import Event, Fact, log_event


def announce_submitted(session: Session, row: ExecutionRow) -> None:
    """Log that an execution was asked for, and the steps that it takes over."""
    version = row.pipeline_version
    _announce(session, Event.EXECUTION_SUBMITTED, row, pipeline_id=row.pipeline_id, version=version)
    for step in row.steps:
        if step.reused is not None:
            announce_step_ended(session, row, step)


def announce_started(session: Session, row: ExecutionRow) -> None:
    """Log that work on an execution began, or began again after a crash."""
    _announce(session, Event.EXECUTION_STARTED, row)


def announce_ended(session: Session, row: ExecutionRow) -> None:
    """Log how an execution ended, with its seconds, pages and cents."""
    _announce(
        session,
        Event.EXECUTION_ENDED,
        row,
        pipeline_id=row.pipeline_id,
        status=row.status,
        is_cancelled=row.cancelled_at is not None,
        seconds=_rounded(row.seconds),
        pages=row.page_count,
        cents=row.billed_cents,
    )


def announce_step_started(session: Session, row: ExecutionRow, step: StepRow) -> None:
    """Log that an attempt at a step began."""
    _announce_step(session, Event.STEP_STARTED, row, step)


def announce_step_ended(session: Session, row: ExecutionRow, step: StepRow) -> None:
    """Log how a step ended, with its seconds and pages, and whether an earlier result stood in for its own."""
    _announce_step(
        session,
        Event.STEP_ENDED,
        row,
        step,
        status=step.status,
        seconds=_rounded(seconds_between(step.started_at, step.finished_at)),
        pages=step.page_count,
        reused=step.reused,
    )


def _announce_step(
    session: Session, what: Event, row: ExecutionRow, step: StepRow, **facts: Fact
) -> None:
    own: dict[str, Fact] = {
        "step_index": step.step_index,
        "step_type": step.step_type,
        "attempt": step.attempt,
    }
    _announce(session, what, row, **own, **facts)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


def _announce(session: Session, what: Event, row: ExecutionRow, **facts: Fact) -> None:
    told: dict[str, Fact] = {"execution_id": row.execution_id, **facts}
    event.listen(session, "after_commit", lambda _: log_event(what, **told), once=True)
