"""Deleting what executions left behind: the rows first, so that nobody is handed what is about to go."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, func, literal, select
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.statuses import ExecutionStatus
from lineup.databases.opening import writing
from lineup.engine.errors import NotPossible
from lineup.engine.store.document_use import Discard, discard_unused, is_of_execution, is_used
from lineup.engine.store.execution_lookup import locked
from lineup.engine.store.tables import (
    CacheRow,
    ComparisonDocumentRow,
    ComparisonRunRow,
    DocumentRow,
    ExecutionRow,
    StepRow,
)

_REFERENCES = (
    StepRow.result_key,
    StepRow.checkpoint_key,
    CacheRow.result_key,
    CacheRow.checkpoint_key,
    ComparisonDocumentRow.result_key,
)
"""The columns that say where blobs lie; each has an index."""


@dataclass(frozen=True)
class Leftovers:
    """What the rows of a deleted execution no longer refer to: blobs of its steps, and its document."""

    blob_keys: frozenset[str]
    document: str | None


class ResultDeletion:
    """Finds and marks what is to be deleted; the blobs themselves are deleted by who asks."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def list_expired(self, ended_before: datetime, limit: int) -> list[str]:
        """Return the ids of executions that ended before a moment and still have their results, oldest first."""
        query = (
            select(ExecutionRow.execution_id)
            .where(ExecutionRow.completed_at < ended_before)
            .where(ExecutionRow.results_deleted_at.is_(None))
            .order_by(ExecutionRow.completed_at)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def mark_results_deleted(self, execution_id: str, stored: Iterable[str]) -> Leftovers:
        """Record that an execution's results are deleted, and return what nothing refers to any more.

        `stored` are the blobs found under its name, those of attempts that did not count too. What a run that reused a
        result refers to is not among the leftovers: it goes with the last of them. Deleting twice keeps the first time,
        and returns what may be left of the first. Raises NotPossible for an execution that has not ended.
        """
        with writing(self._engine) as session:
            row = locked(session, execution_id)
            if not ExecutionStatus(row.status).is_terminal:
                raise NotPossible(_still_open(row.status))
            row.results_deleted_at = row.results_deleted_at or self._clock()
            keys = set(stored)
            for step in row.steps:
                keys |= {key for key in (step.result_key, step.checkpoint_key) if key is not None}
                step.result_key = step.checkpoint_key = None
            keys |= _forget_comparisons(session, execution_id)
            session.execute(delete(CacheRow).where(CacheRow.execution_id == execution_id))
            session.flush()
            return Leftovers(frozenset(keys - _referenced(session, keys)), row.blob_key)

    def discard_document(self, blob_key: str, discard: Discard) -> None:
        """Discard what neither a file nor an execution with results needs of a document."""
        with self._engine.connect() as connection:
            if connection.scalar(select(is_of_execution(blob_key))):
                return  # it will be asked again when that one's results are deleted
        with writing(self._engine) as session:
            discard_unused(session, blob_key, discard)

    def list_unused_documents(self, counted_before: datetime) -> list[str]:
        """Return the SHA-256 of documents that were looked into before a moment and that nothing needs now."""
        sha256 = DocumentRow.sha256
        blob_key = literal("documents/") + func.substr(sha256, 1, 2) + literal("/") + sha256
        query = select(sha256).where(DocumentRow.counted < counted_before, ~is_used(blob_key))
        with self._engine.connect() as connection:
            return list(connection.scalars(query))

    def list_ended(self, execution_ids: Collection[str]) -> set[str]:
        """Return which of the executions there are and have ended."""
        ended = [status for status in ExecutionStatus if status.is_terminal]
        query = select(ExecutionRow.execution_id).where(
            ExecutionRow.execution_id.in_(execution_ids), ExecutionRow.status.in_(ended)
        )
        with self._engine.connect() as connection:
            return set(connection.scalars(query))

    def list_referenced(self, blob_keys: Collection[str]) -> set[str]:
        """Return which of the blobs a step or the cache refers to."""
        with Session(self._engine) as session:
            return _referenced(session, blob_keys)


def _forget_comparisons(session: Session, execution_id: str) -> set[str]:
    """Take the differences that quote an execution's results out of its comparisons, and return where they lie.

    How the variants fared stays: those are numbers only.
    """
    its_runs = select(ComparisonRunRow.document).where(
        ComparisonRunRow.execution_id == execution_id
    )
    documents = session.scalars(
        select(ComparisonDocumentRow)
        .where(
            ComparisonDocumentRow.id.in_(its_runs), ComparisonDocumentRow.result_key.is_not(None)
        )
        .with_for_update()
    ).all()
    keys = {row.result_key for row in documents if row.result_key is not None}
    for row in documents:
        row.result_key = None
    return keys


def _referenced(session: Session, blob_keys: Collection[str]) -> set[str]:
    return {
        key
        for column in _REFERENCES
        for key in session.scalars(select(column).where(column.in_(blob_keys)))
        if key is not None
    }


def _still_open(status: str) -> str:
    return f"The execution is {status}: its results can be deleted once it has ended; cancel it to end it now."
