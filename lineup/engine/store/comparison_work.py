"""What workers do about comparisons: start their runs, and compare what has ended. Any number of workers may share it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.executions import Execution
from lineup.contract.wire import JsonObject
from lineup.databases.opening import writing
from lineup.engine.callers import Caller, Limits
from lineup.engine.store.execution_rows import to_execution
from lineup.engine.store.holds import hold_results
from lineup.engine.store.tables import (
    ComparisonDocumentRow,
    ComparisonRow,
    ComparisonRunRow,
    ExecutionRow,
)

CLAIM_TIME = timedelta(seconds=150)
"""How long a document is one worker's to compare: longer than that may take. Then the worker counts as gone."""

_AT_ONCE = 50
"""How many runs of a comparison are looked at in one go."""

GONE = (
    "The results of a variant were deleted before they could be compared: run the comparison again."
)

_RUN, _DOCUMENT = ComparisonRunRow, ComparisonDocumentRow
_WAITING = and_(_RUN.execution_id.is_(None), _RUN.problem.is_(None))


class StartedBeforeError(Exception):
    """Another worker has started the run in the meantime."""


@dataclass(frozen=True)
class WaitingRun:
    """A run to be started: the frozen steps of its variant on a stored document, for the caller who asked."""

    run_id: int
    pipeline_id: str
    pipeline_version: int
    steps: tuple[JsonObject, ...]
    file_name: str
    reference: str
    blob_key: str
    caller: Caller


@dataclass(frozen=True)
class EndedRun:
    """A variant's run as it ended: its execution, None where none was started, and where its steps' results lie."""

    run_id: int
    variant: str
    execution: Execution | None
    result_keys: Mapping[int, str]
    problem: str | None


@dataclass(frozen=True)
class DocumentClaim:
    """A document that one worker compares now, with its runs in the order of the variants."""

    document_id: int
    comparison: int
    file_id: int
    compared_step: str
    blob_key: str
    runs: tuple[EndedRun, ...]
    until: datetime


@dataclass(frozen=True)
class RunTally:
    """How a variant fared on one document; not compared where it left nothing to compare."""

    is_compared: bool
    won: int = 0
    decided: int = 0
    undecided: int = 0


class ComparisonWork:
    """Finds what is to be done about comparisons, and records what was."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def list_waiting(self) -> list[int]:
        """Return the comparisons that have runs to be started, the oldest first."""
        query = (
            select(_DOCUMENT.comparison)
            .join(_RUN, _RUN.document == _DOCUMENT.id)
            .where(_WAITING)
            .distinct()
            .order_by(_DOCUMENT.comparison)
        )
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def list_runs(self, comparison: int) -> list[WaitingRun]:
        """Return the next runs of a comparison that are to be started, document by document."""
        query = (
            select(_RUN, _DOCUMENT)
            .join(_DOCUMENT, _DOCUMENT.id == _RUN.document)
            .where(_WAITING, _DOCUMENT.comparison == comparison)
            .order_by(_DOCUMENT.id, _RUN.variant)
            .limit(_AT_ONCE)
        )
        with Session(self._engine) as session:
            row = session.get_one(ComparisonRow, comparison)
            return [_to_waiting(row, document, run) for run, document in session.execute(query)]

    def mark_started(self, connection: Connection, run_id: int, execution_id: str) -> None:
        """Record a run's execution as part of the transaction that adds it, so that none is started twice.

        Raises StartedBeforeError where another worker was quicker: then this transaction leaves nothing.
        """
        change = update(_RUN).where(_RUN.id == run_id, _WAITING).values(execution_id=execution_id)
        if connection.execute(change).rowcount != 1:
            raise StartedBeforeError

    def mark_not_started(self, run_id: int, problem: str) -> None:
        """Record why a run can't be started. One that was started meanwhile stays."""
        with writing(self._engine) as session:
            session.execute(update(_RUN).where(_RUN.id == run_id, _WAITING).values(problem=problem))

    def release_claims(self) -> None:
        """Give back what was claimed: for a worker that starts and is the only one, as on SQLite."""
        with writing(self._engine) as session:
            is_open = _DOCUMENT.compared_at.is_(None)
            session.execute(update(_DOCUMENT).where(is_open).values(claimed_until=None))

    def claim_next(self) -> DocumentClaim | None:
        """Return a document all of whose runs have ended and that now is this worker's to compare; None without one."""
        ready = select(_DOCUMENT).where(*self._ready()).order_by(_DOCUMENT.id).limit(1)
        with Session(
            self._engine
        ) as session:  # a look costs nothing; a transaction that writes does
            if session.scalar(ready) is None:
                return None
        with writing(self._engine) as session:
            row = session.scalar(ready.with_for_update(skip_locked=True))
            if row is None:
                return None
            row.claimed_until = self._clock() + CLAIM_TIME
            return _claim(session, row, row.claimed_until)

    def mark_compared(
        self, claim: DocumentClaim, result_key: str, tallies: Mapping[int, RunTally]
    ) -> None:
        """Record where a document's differences lie and how its runs fared, by their ids.

        A document that was settled meanwhile, because this worker was taken for dead, stays as it is. Where results that
        were compared have been deleted meanwhile, the differences between them are not kept either.
        """
        with writing(self._engine) as session:
            is_held = _hold(session, claim)  # before the document, as whoever deletes results does
            row = _locked(session, claim)
            if row.compared_at is not None:
                return
            row.compared_at = self._clock()
            if not is_held:
                row.problem = GONE
                return
            row.result_key = result_key
            for run_id, tally in tallies.items():
                run = session.get_one(_RUN, run_id)
                run.is_compared, run.won = tally.is_compared, tally.won
                run.decided, run.undecided = tally.decided, tally.undecided

    def mark_not_compared(self, claim: DocumentClaim, problem: str) -> None:
        """Record why a document can't be compared. One that was settled meanwhile stays as it is."""
        with writing(self._engine) as session:
            row = _locked(session, claim)
            if row.compared_at is None:
                row.compared_at, row.problem = self._clock(), problem

    def _ready(self) -> tuple[ColumnElement[bool], ...]:
        open_execution = exists().where(
            ExecutionRow.execution_id == _RUN.execution_id,
            ExecutionRow.status.in_(("pending", "running")),
        )
        open_run = exists().where(_RUN.document == _DOCUMENT.id, or_(_WAITING, open_execution))
        claimed = _DOCUMENT.claimed_until
        is_free = or_(claimed.is_(None), claimed < self._clock())
        return _DOCUMENT.compared_at.is_(None), is_free, ~open_run


def _to_waiting(
    row: ComparisonRow, document: ComparisonDocumentRow, run: ComparisonRunRow
) -> WaitingRun:
    limits = Limits(concurrent_runs=row.concurrent_runs)
    return WaitingRun(
        run_id=run.id,
        pipeline_id=row.pipeline_id,
        pipeline_version=row.pipeline_version,
        steps=tuple(row.plans[run.variant]["steps"]),
        file_name=document.file_name,
        reference=document.reference,
        blob_key=document.blob_key,
        caller=Caller(row.key_id, row.key_name, limits, "comparisons"),
    )


def _claim(session: Session, row: ComparisonDocumentRow, until: datetime) -> DocumentClaim:
    comparison = session.get_one(ComparisonRow, row.comparison)
    runs = session.scalars(select(_RUN).where(_RUN.document == row.id).order_by(_RUN.variant))
    return DocumentClaim(
        document_id=row.id,
        comparison=row.comparison,
        file_id=row.file_id,
        compared_step=comparison.compared_step,
        blob_key=row.blob_key,
        runs=tuple(_ended(session, run, comparison.variants[run.variant]["name"]) for run in runs),
        until=until,
    )


def _ended(session: Session, run: ComparisonRunRow, name: str) -> EndedRun:
    query = select(ExecutionRow).where(ExecutionRow.execution_id == run.execution_id)
    execution = session.scalar(query)
    if execution is None:
        return EndedRun(run.id, name, None, {}, run.problem)
    keys = {
        step.step_index: step.result_key
        for step in execution.steps
        if step.result_key is not None and step.section is None
    }
    return EndedRun(run.id, name, to_execution(execution), keys, None)


def _locked(session: Session, claim: DocumentClaim) -> ComparisonDocumentRow:
    query = select(_DOCUMENT).where(_DOCUMENT.id == claim.document_id)
    return session.scalars(query.with_for_update()).one()


def _hold(session: Session, claim: DocumentClaim) -> bool:
    """Return whether the results that were compared are still there; then they stay until the transaction ends."""
    executions = [run.execution.execution_id for run in claim.runs if run.execution]
    return all(hold_results(session, execution_id) for execution_id in sorted(executions))
