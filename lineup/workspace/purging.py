"""Taking archived results away for good, when their document is deleted."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lineup.contract.wire import JsonObject
from lineup.workspace.tables import ExecutionRow

DELETED = "The document was deleted from the workspace, and its results with it."
"""Why a result of a deleted document is not there."""


def purge_executions_of(session: Session, sha256: str, when: datetime) -> set[str]:
    """Mark a document's archived executions as purged and return the contents that nothing else needs."""
    asked = select(ExecutionRow).where(
        ExecutionRow.document == sha256, ExecutionRow.purged.is_(None)
    )
    rows = session.scalars(asked.with_for_update()).all()
    held = {name for row in rows for name in _contents(row.results, row.images)}
    for row in rows:
        row.missing = row.missing | dict.fromkeys(row.results, DELETED)
        row.results, row.images = {}, {}
        row.purged = when
    session.flush()
    return held - _still_needed(session, held)


def _still_needed(session: Session, names: set[str]) -> set[str]:
    """Return those that another execution holds: the same result may have come of two documents."""
    if not names:
        return set()
    held = select(ExecutionRow.results, ExecutionRow.images).where(ExecutionRow.purged.is_(None))
    others = session.execute(held)
    return {name for results, images in others for name in _contents(results, images)} & names


def _contents(results: JsonObject, images: JsonObject) -> Iterator[str]:
    yield from map(str, (*results.values(), *images.values()))
