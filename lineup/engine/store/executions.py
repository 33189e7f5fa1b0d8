"""Executions and their steps in the store. Every change is a named transition that says what happens when it comes late."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.executions import Execution, Section
from lineup.contract.statuses import ExecutionStatus, StepStatus
from lineup.databases.opening import noting, writing
from lineup.engine.callers import Caller
from lineup.engine.store.announcements import (
    announce_started,
    announce_step_ended,
    announce_step_started,
    announce_submitted,
)
from lineup.engine.store.cache import keep
from lineup.engine.store.delivery_rows import add_delivery
from lineup.engine.store.document_use import hold_document
from lineup.engine.store.execution_changes import (
    break_off,
    complete_step,
    end_execution,
    fail_step,
    take_over,
)
from lineup.engine.store.execution_lookup import (
    find_step,
    locked,
    to_stored_step,
)
from lineup.engine.store.execution_reads import ExecutionReads
from lineup.engine.store.execution_rows import to_execution
from lineup.engine.store.execution_texts import keep_texts
from lineup.engine.store.holds import hold_for_run, hold_results
from lineup.engine.store.new_executions import NewExecution, new_row
from lineup.engine.store.open_runs import require_room
from lineup.engine.store.section_rows import add_section_rows, sections_of
from lineup.engine.store.steps import (
    FinishedStep,
    NewSection,
    ReusedStep,
    StoredStep,
)
from lineup.engine.store.tables import StepRow
from lineup.engine.store.usage import count_execution


class ExecutionStore(ExecutionReads):
    """Reads and changes executions."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        super().__init__(engine)
        self._clock = clock

    def add_execution(
        self, new: NewExecution, enqueue: Callable[[Connection, str], None]
    ) -> Execution:
        """Add a pending execution and, in the same transaction, its place in the queue.

        Raises TooManyRequests if the caller has as many open ones as it may, NotPossible if what it takes over is gone.
        """
        row = new_row(new, self._clock())
        with writing(self._engine) as session:
            require_room(session, new.caller)
            hold_for_run(session, new.blob_key, new.source_execution_id if new.taken_over else None)
            session.add(row)
            session.flush()
            enqueue(session.connection(), row.execution_id)
            keep_texts(session, row)
            count_execution(session, row.pipeline_id)
            add_delivery(session, row, new.webhook)
            announce_submitted(session, row)
            return to_execution(row)

    def require_room(self, caller: Caller) -> None:
        """Raise TooManyRequests if the caller has as many open executions as it may, before any work is put into one.

        It is `add_execution` that keeps to the limit: others may come in between.
        """
        with Session(self._engine) as session:
            require_room(session, caller)

    def mark_running(self, execution_id: str) -> int:
        """Record that work on the execution began, and return how many steps its pipeline has; 0 for one that has ended.

        After a crash this comes again: the first start stays.
        """
        with noting(self._engine) as session:
            row = locked(session, execution_id)
            if ExecutionStatus(row.status).is_terminal:
                return 0
            row.status = ExecutionStatus.RUNNING
            row.started_at = row.started_at or self._clock()
            announce_started(session, row)
            return sum(1 for step in row.steps if step.section is None)

    def add_sections(self, execution_id: str, sections: Sequence[Section]) -> list[int]:
        """Add a pending node for each section of one step, and return their indexes.

        Those that are there already stay: after a crash this comes again. An execution that has ended gets none.
        """
        with writing(self._engine) as session:
            row = locked(session, execution_id)
            known = [step for each in sections[:1] for step in sections_of(row, each.planned_step)]
            if not known and not ExecutionStatus(row.status).is_terminal:
                known = add_section_rows(row, [NewSection(section) for section in sections])
            return [step.step_index for step in known]

    def mark_fetched(self, execution_id: str, blob_key: str, document_name: str) -> None:
        """Record where the document of a URL lies. The same address fetched again after a crash replaces the first."""
        with writing(self._engine) as session:
            hold_document(session, blob_key)
            row = locked(session, execution_id)
            row.blob_key, row.document_name = blob_key, document_name
            row.input_config = row.input_config | {
                "filename": document_name,
                "sha256": blob_key.rpartition("/")[2],
            }
            keep_texts(session, row)

    def mark_step_running(self, execution_id: str, step_index: int) -> StoredStep:
        """Record that a step began, and return it with its new attempt.

        A completed step stays completed: the runner asks again after a crash and must not do its work twice.
        """
        with noting(self._engine) as session:
            row = locked(session, execution_id)
            step = find_step(row, step_index)
            if not StepStatus(step.status).is_terminal:
                step.status = StepStatus.RUNNING
                step.attempt += 1
                step.started_at = self._clock()
                announce_step_started(session, row, step)
            return to_stored_step(row, step)

    def mark_step_completed(
        self, execution_id: str, step_index: int, finished: FinishedStep
    ) -> bool:
        """Record a step's result, for later runs too, and return whether it counts.

        A step that ended meanwhile keeps its first end, so nothing is billed twice. An attempt that a newer one has
        replaced, because its worker was taken for dead, changes nothing: the newer one will report. The same report once
        more, because the database's answer to the first was lost, counts still.
        """
        with writing(self._engine) as session:
            row = locked(session, execution_id)
            step = find_step(row, step_index)
            if not _is_current(step, finished.attempt):
                return _has_counted(step, finished.attempt)
            complete_step(row, step, finished, self._clock())
            keep(session, row, step, self._clock())
            announce_step_ended(session, row, step)
            return True

    def mark_step_reused(self, execution_id: str, step_index: int, earlier: ReusedStep) -> bool:
        """Record that an earlier result stands in for a step's own, and return whether it counts: late as above.

        It does not where the earlier result has been deleted meanwhile.
        """
        with writing(self._engine) as session:
            row = locked(session, execution_id)
            step = find_step(row, step_index)
            if not _is_current(step, earlier.finished.attempt):
                return _has_counted(step, earlier.finished.attempt)
            if not hold_results(session, earlier.execution_id):
                return False
            take_over(row, step, earlier, self._clock())
            announce_step_ended(session, row, step)
            return True

    def mark_step_failed(
        self, execution_id: str, step_index: int, message: str, attempt: int | None = None
    ) -> None:
        """Record why a step failed, and that the steps after it will not run; after a section's node the others still do.

        A step that ended keeps its first end, and an attempt that a newer one has replaced changes nothing. Without an
        attempt the step fails whichever it is at, as when its document can't be had.
        """
        with writing(self._engine) as session:
            row = locked(session, execution_id)
            step = find_step(row, step_index)
            if _is_current(step, step.attempt if attempt is None else attempt):
                fail_step(row, step, message, self._clock())
                announce_step_ended(session, row, step)

    def mark_ended(self, execution_id: str) -> Execution:
        """Record the end that the steps came to, with pages and cost.

        An execution that has ended stays as it is, and so does one with a step that another worker has taken over.
        """
        with writing(self._engine) as session:
            row = locked(session, execution_id)
            is_open = any(not StepStatus(step.status).is_terminal for step in row.steps)
            if not ExecutionStatus(row.status).is_terminal and not is_open:
                end_execution(session, row, self._clock())
            return to_execution(row)

    def mark_abandoned(self, execution_id: str, message: str) -> None:
        """Record that the engine gave up on an execution; its open steps fail with the sentence.

        One that ended meanwhile stays as it is.
        """
        with writing(self._engine) as session:
            row = locked(session, execution_id)
            if not ExecutionStatus(row.status).is_terminal:
                break_off(session, row, message, self._clock())

    def mark_cancelled(self, execution_id: str, message: str) -> Execution:
        """Record that somebody cancelled an execution; what had completed stays, and stays billed.

        One that ended meanwhile stays as it is. What its worker still reports changes nothing: its steps have ended.
        """
        with writing(self._engine) as session:
            row = locked(session, execution_id)
            if not ExecutionStatus(row.status).is_terminal:
                row.cancelled_at = self._clock()
                break_off(session, row, message, row.cancelled_at)
            return to_execution(row)


def _has_counted(step: StepRow, attempt: int) -> bool:
    return step.status == StepStatus.COMPLETED and step.attempt == attempt


def _is_current(step: StepRow, attempt: int) -> bool:
    return step.attempt == attempt and not StepStatus(step.status).is_terminal
