"""Executions and their steps in the store. Every change is a named transition that says what happens when it comes late."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.executions import Execution, ExecutionList, Section
from lineup.contract.records import ExecutionRecord
from lineup.contract.statuses import ExecutionStatus, StepStatus
from lineup.contract.wire import JsonObject
from lineup.databases.opening import noting, writing
from lineup.engine.callers import Caller
from lineup.engine.errors import NotFound
from lineup.engine.store.announcements import (
    announce_started,
    announce_step_ended,
    announce_step_started,
    announce_submitted,
)
from lineup.engine.store.cache import find_cached, keep
from lineup.engine.store.delivery_rows import Webhook, add_delivery
from lineup.engine.store.document_use import hold_document
from lineup.engine.store.execution_changes import (
    break_off,
    complete_step,
    end_execution,
    fail_step,
    take_over,
)
from lineup.engine.store.execution_lookup import (
    find,
    find_step,
    locked,
    to_checkpoint,
    to_stored_execution,
    to_stored_step,
)
from lineup.engine.store.execution_rows import to_execution, to_record
from lineup.engine.store.execution_texts import keep_texts
from lineup.engine.store.holds import hold_for_run, hold_results
from lineup.engine.store.listing import newest_first
from lineup.engine.store.open_runs import require_room
from lineup.engine.store.section_rows import add_section_rows, sections_of
from lineup.engine.store.steps import (
    Checkpoint,
    FinishedStep,
    NewSection,
    ReusedStep,
    StoredExecution,
    StoredStep,
)
from lineup.engine.store.tables import ExecutionRow, StepRow
from lineup.engine.store.usage import count_execution
from lineup.ids import new_id


@dataclass(frozen=True)
class NewExecution:
    """What a run request came to: which version's steps, on which document, with which options and rates.

    `blob_key` is None while the document is still to be fetched from `input_config["file_url"]`. The first steps may be
    taken over from the execution that this one runs again, and so may some of its sections.
    """

    pipeline_id: str
    pipeline_version: int
    steps: tuple[JsonObject, ...]
    document_name: str | None
    blob_key: str | None
    config_snapshot: JsonObject
    input_config: JsonObject
    rate_breakdown: JsonObject
    caller: Caller
    source_execution_id: str | None = None
    taken_over: tuple[ReusedStep, ...] = ()
    sections: tuple[NewSection, ...] = ()
    webhook: Webhook | None = None


class ExecutionStore:
    """Reads and changes executions."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_execution(
        self, new: NewExecution, enqueue: Callable[[Connection, str], None]
    ) -> Execution:
        """Add a pending execution and, in the same transaction, its place in the queue.

        Raises TooManyRequests if the caller has as many open ones as it may, NotPossible if what it takes over is gone.
        """
        row = ExecutionRow(
            execution_id=new_id("pex_"),
            pipeline_id=new.pipeline_id,
            pipeline_version=new.pipeline_version,
            status=ExecutionStatus.PENDING,
            document_name=new.document_name,
            blob_key=new.blob_key,
            created=self._clock(),
            source_execution_id=new.source_execution_id,
            config_snapshot=new.config_snapshot,
            input_config=new.input_config,
            rate_breakdown=new.rate_breakdown,
            key_id=new.caller.key_id,
            steps=_new_steps(new.steps),
        )
        for step, earlier in zip(row.steps, new.taken_over, strict=False):
            take_over(row, step, earlier, self._clock())
        for step, section in zip(add_section_rows(row, new.sections), new.sections, strict=True):
            if section.earlier is not None:
                take_over(row, step, section.earlier, self._clock())
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

    def get_execution(self, execution_id: str) -> Execution:
        """Return the execution with its steps, raising NotFound."""
        with Session(self._engine) as session:
            return to_execution(find(session, execution_id))

    def get_record(self, execution_id: str) -> ExecutionRecord:
        """Return what happened to the execution, raising NotFound."""
        with Session(self._engine) as session:
            return to_record(find(session, execution_id))

    def get_stored(self, execution_id: str) -> StoredExecution:
        """Return the execution as the runner, or one that takes its results over, sees it; raises NotFound."""
        with Session(self._engine) as session:
            return to_stored_execution(find(session, execution_id))

    def list_executions(self, pipeline_id: str, *, limit: int, offset: int) -> ExecutionList:
        """Return one page of a pipeline's executions, newest first."""
        with Session(self._engine) as session:
            rows, total = newest_first(session, pipeline_id, limit=limit, offset=offset)
            return ExecutionList(executions=[to_execution(row) for row in rows], total=total)

    def find_checkpoint(self, checkpoint_id: str) -> Checkpoint:
        """Return the checkpoint of a completed step, raising NotFound."""
        query = select(StepRow).where(StepRow.checkpoint_id == checkpoint_id)
        with Session(self._engine) as session:
            step = session.scalar(query)
            found = None if step is None else _checkpoint(session, step)
            if found is None:
                message = f"There is no checkpoint {checkpoint_id!r}: give one of a completed convert step."
                raise NotFound(message)
            return found

    def find_cached(self, cache_key: str, attempt: int) -> ReusedStep | None:
        """Return the result that was kept under the key, for this attempt at a step to take over."""
        with Session(self._engine) as session:
            return find_cached(session, cache_key, attempt)

    def find_step(self, execution_id: str, step_index: int) -> StoredStep:
        """Return one step, raising NotFound."""
        with Session(self._engine) as session:
            row = find(session, execution_id)
            return to_stored_step(row, find_step(row, step_index))

    def find_lookup(self, lookup_key: str) -> StoredStep:
        """Return the step with the lookup key, raising NotFound."""
        with Session(self._engine) as session:
            found = session.scalar(select(StepRow).where(StepRow.lookup_key == lookup_key))
            if found is None:
                message = f"There is no request {lookup_key!r}."
                raise NotFound(message)
            row = session.get_one(ExecutionRow, found.execution)
            return to_stored_step(row, found)

    def list_open(self) -> list[str]:
        """Return the ids of the executions that have not ended."""
        ended = [status for status in ExecutionStatus if status.is_terminal]
        query = select(ExecutionRow.execution_id).where(ExecutionRow.status.not_in(ended))
        with Session(self._engine) as session:
            return list(session.scalars(query))

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


def _checkpoint(session: Session, step: StepRow) -> Checkpoint | None:
    return to_checkpoint(session.get_one(ExecutionRow, step.execution), step)


def _new_steps(steps: tuple[JsonObject, ...]) -> list[StepRow]:
    return [
        StepRow(
            step_index=index,
            step_type=step["type"],
            status=StepStatus.PENDING,
            attempt=0,
            lookup_key=new_id("req_"),
            source_step_type=steps[index - 1]["type"] if index else None,
        )
        for index, step in enumerate(steps)
    ]


def _has_counted(step: StepRow, attempt: int) -> bool:
    return step.status == StepStatus.COMPLETED and step.attempt == attempt


def _is_current(step: StepRow, attempt: int) -> bool:
    return step.attempt == attempt and not StepStatus(step.status).is_terminal
