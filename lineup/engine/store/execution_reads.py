"""Executions and their steps as they stand in the store."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lineup.contract.executions import Execution, ExecutionList
from lineup.contract.records import ExecutionRecord
from lineup.contract.statuses import ExecutionStatus
from lineup.engine.errors import NotFound
from lineup.engine.store.cache import find_cached
from lineup.engine.store.execution_lookup import (
    find,
    find_step,
    to_checkpoint,
    to_stored_execution,
    to_stored_step,
)
from lineup.engine.store.execution_rows import to_execution, to_record
from lineup.engine.store.listing import newest_first
from lineup.engine.store.steps import Checkpoint, ReusedStep, StoredExecution, StoredStep
from lineup.engine.store.tables import ExecutionRow, StepRow


class ExecutionReads:
    """Reads executions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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


def _checkpoint(session: Session, step: StepRow) -> Checkpoint | None:
    return to_checkpoint(session.get_one(ExecutionRow, step.execution), step)
