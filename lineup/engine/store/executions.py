"""Executions and their steps in the store. Every change is a named transition that says what happens when it comes late."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, Engine, Select, select
from sqlalchemy.orm import Session

from lineup.contract.executions import Execution, ExecutionList
from lineup.contract.statuses import ExecutionStatus, StepStatus
from lineup.contract.wire import JsonObject
from lineup.engine.callers import Caller
from lineup.engine.clock import Clock
from lineup.engine.errors import NotFound
from lineup.engine.ids import new_id
from lineup.engine.rates import bill
from lineup.engine.store.database import writing
from lineup.engine.store.execution_rows import to_execution
from lineup.engine.store.listing import newest_first
from lineup.engine.store.open_runs import require_room
from lineup.engine.store.tables import ExecutionRow, StepRow

_SKIPPABLE = {StepStatus.PENDING, StepStatus.DISPATCHED, StepStatus.RUNNING}


@dataclass(frozen=True)
class NewExecution:
    """What a run request came to: which version's steps, on which document, with which options and rates.

    `blob_key` is None while the document is still to be fetched from `input_config["file_url"]`.
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


@dataclass(frozen=True)
class FinishedStep:
    """What a step left: where its result and its checkpoint lie, and how many pages it processed."""

    result_key: str
    checkpoint_key: str
    page_count: int
    has_errors: bool


@dataclass(frozen=True)
class StoredStep:
    """What the runner and the result reader need of a step; `definition` is the step as the snapshot froze it."""

    execution_id: str
    step_index: int
    step_type: str
    status: StepStatus
    attempt: int
    definition: JsonObject
    result_key: str | None
    checkpoint_key: str | None
    error_message: str | None


class ExecutionStore:
    """Reads and changes executions."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_execution(
        self, new: NewExecution, enqueue: Callable[[Connection, str], None]
    ) -> Execution:
        """Add a pending execution and, in the same transaction, its place in the queue.

        Raises TooManyRequests if the caller has as many open ones as it may.
        """
        row = ExecutionRow(
            execution_id=new_id("pex_"),
            pipeline_id=new.pipeline_id,
            pipeline_version=new.pipeline_version,
            status=ExecutionStatus.PENDING,
            document_name=new.document_name,
            blob_key=new.blob_key,
            created=self._clock(),
            config_snapshot=new.config_snapshot,
            input_config=new.input_config,
            rate_breakdown=new.rate_breakdown,
            key_id=new.caller.key_id,
            steps=_new_steps(new.steps),
        )
        with writing(self._engine) as session:
            require_room(session, new.caller)
            session.add(row)
            session.flush()
            enqueue(session.connection(), row.execution_id)
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
            return to_execution(_find(session, execution_id))

    def list_executions(self, pipeline_id: str, *, limit: int, offset: int) -> ExecutionList:
        """Return one page of a pipeline's executions, newest first."""
        with Session(self._engine) as session:
            rows, total = newest_first(session, pipeline_id, limit=limit, offset=offset)
            return ExecutionList(executions=[to_execution(row) for row in rows], total=total)

    def get_document(self, execution_id: str) -> tuple[str | None, str | None, JsonObject]:
        """Return the document's blob key, its name, and the run's input configuration."""
        with Session(self._engine) as session:
            row = _find(session, execution_id)
            return row.blob_key, row.document_name, row.input_config

    def find_step(self, execution_id: str, step_index: int) -> StoredStep:
        """Return one step, raising NotFound."""
        with Session(self._engine) as session:
            row = _find(session, execution_id)
            return _to_stored(row, _step(row, step_index))

    def find_lookup(self, lookup_key: str) -> StoredStep:
        """Return the step with the lookup key, raising NotFound."""
        with Session(self._engine) as session:
            found = session.scalar(select(StepRow).where(StepRow.lookup_key == lookup_key))
            if found is None:
                message = f"There is no request {lookup_key!r}."
                raise NotFound(message)
            row = session.get_one(ExecutionRow, found.execution)
            return _to_stored(row, found)

    def list_open(self) -> list[str]:
        """Return the ids of the executions that have not ended."""
        ended = [status for status in ExecutionStatus if status.is_terminal]
        query = select(ExecutionRow.execution_id).where(ExecutionRow.status.not_in(ended))
        with Session(self._engine) as session:
            return list(session.scalars(query))

    def mark_running(self, execution_id: str) -> int:
        """Record that work on the execution began, and return how many steps it has.

        After a crash this comes again: the first start stays.
        """
        with writing(self._engine) as session:
            row = _locked(session, execution_id)
            if not ExecutionStatus(row.status).is_terminal:
                row.status = ExecutionStatus.RUNNING
                row.started_at = row.started_at or self._clock()
            return len(row.steps)

    def mark_fetched(self, execution_id: str, blob_key: str, document_name: str) -> None:
        """Record where the document of a URL lies. The same address fetched again after a crash replaces the first."""
        with writing(self._engine) as session:
            row = _locked(session, execution_id)
            row.blob_key, row.document_name = blob_key, document_name
            row.input_config = row.input_config | {"filename": document_name}

    def mark_step_running(self, execution_id: str, step_index: int) -> StoredStep:
        """Record that a step began, and return it with its new attempt.

        A completed step stays completed: the runner asks again after a crash and must not do its work twice.
        """
        with writing(self._engine) as session:
            row = _locked(session, execution_id)
            step = _step(row, step_index)
            if not StepStatus(step.status).is_terminal:
                step.status = StepStatus.RUNNING
                step.attempt += 1
                step.started_at = self._clock()
            return _to_stored(row, step)

    def mark_step_completed(
        self, execution_id: str, step_index: int, finished: FinishedStep
    ) -> None:
        """Record a step's result. A step that ended meanwhile keeps its first end, so nothing is billed twice."""
        with writing(self._engine) as session:
            step = _step(_locked(session, execution_id), step_index)
            if StepStatus(step.status).is_terminal:
                return
            step.status, step.finished_at = StepStatus.COMPLETED, self._clock()
            step.result_key, step.checkpoint_key = finished.result_key, finished.checkpoint_key
            step.page_count, step.has_errors = finished.page_count, finished.has_errors
            step.checkpoint_id = new_id("ckpt_")

    def mark_step_failed(self, execution_id: str, step_index: int, message: str) -> None:
        """Record why a step failed, and that the steps after it will not run. A step that ended keeps its first end."""
        with writing(self._engine) as session:
            row = _locked(session, execution_id)
            step = _step(row, step_index)
            if StepStatus(step.status).is_terminal:
                return
            step.status, step.finished_at = StepStatus.FAILED, self._clock()
            step.error_message = message
            _skip_open(row)

    def mark_ended(self, execution_id: str) -> Execution:
        """Record the end that the steps came to, with pages and cost. An execution that has ended stays as it is."""
        with writing(self._engine) as session:
            row = _locked(session, execution_id)
            if not ExecutionStatus(row.status).is_terminal:
                self._end(session, row)
            return to_execution(row)

    def mark_abandoned(self, execution_id: str, message: str) -> None:
        """Record that the engine gave up on an execution; its open steps fail with the sentence.

        One that ended meanwhile stays as it is.
        """
        with writing(self._engine) as session:
            row = _locked(session, execution_id)
            if ExecutionStatus(row.status).is_terminal:
                return
            first_open = next((s for s in row.steps if not StepStatus(s.status).is_terminal), None)
            if first_open is not None:
                first_open.status, first_open.error_message = StepStatus.FAILED, message
                first_open.finished_at = self._clock()
                _skip_open(row)
            self._end(session, row)

    def _end(self, _session: Session, row: ExecutionRow) -> None:
        row.status, row.completed_at = _final_status(row), self._clock()
        row.error_message = next((s.error_message for s in row.steps if s.error_message), None)
        row.page_count = max(
            (s.page_count for s in row.steps if s.page_count is not None), default=None
        )
        pages = {
            step.step_index: step.page_count or 0
            for step in row.steps
            if step.status == StepStatus.COMPLETED
        }
        row.rate_breakdown = bill(row.rate_breakdown, pages, page_count=row.page_count)
        row.billed_cents = int(Decimal(str(row.rate_breakdown["billed_cents"])))


def _new_steps(steps: tuple[JsonObject, ...]) -> list[StepRow]:
    return [
        StepRow(
            step_index=index,
            step_type=step["type"],
            status=StepStatus.PENDING,
            lookup_key=new_id("req_"),
            source_step_type=steps[index - 1]["type"] if index else None,
        )
        for index, step in enumerate(steps)
    ]


def _find(session: Session, execution_id: str) -> ExecutionRow:
    return _required(session.scalar(_by_id(execution_id)), execution_id)


def _locked(session: Session, execution_id: str) -> ExecutionRow:
    """Return the execution, held until the transaction ends: two transitions of one execution wait for each other."""
    return _required(session.scalar(_by_id(execution_id).with_for_update()), execution_id)


def _by_id(execution_id: str) -> Select[ExecutionRow]:
    return select(ExecutionRow).where(ExecutionRow.execution_id == execution_id)


def _required(row: ExecutionRow | None, execution_id: str) -> ExecutionRow:
    if row is None:
        message = f"There is no execution {execution_id!r}."
        raise NotFound(message)
    return row


def _step(row: ExecutionRow, step_index: int) -> StepRow:
    for step in row.steps:
        if step.step_index == step_index:
            return step
    message = f"Execution {row.execution_id!r} has no step {step_index}: it has {len(row.steps)}, counted from 0."
    raise NotFound(message)


def _to_stored(row: ExecutionRow, step: StepRow) -> StoredStep:
    return StoredStep(
        execution_id=row.execution_id,
        step_index=step.step_index,
        step_type=step.step_type,
        status=StepStatus(step.status),
        attempt=step.attempt,
        definition=row.config_snapshot["steps"][step.step_index],
        result_key=step.result_key,
        checkpoint_key=step.checkpoint_key,
        error_message=step.error_message,
    )


def _skip_open(row: ExecutionRow) -> None:
    for step in row.steps:
        if StepStatus(step.status) in _SKIPPABLE:
            step.status = StepStatus.SKIPPED


def _final_status(row: ExecutionRow) -> ExecutionStatus:
    if any(step.status != StepStatus.COMPLETED for step in row.steps):
        return ExecutionStatus.FAILED
    if any(step.has_errors for step in row.steps):
        return ExecutionStatus.COMPLETED_WITH_ERRORS
    return ExecutionStatus.COMPLETED
