"""Taking archived results away for good, when their document is deleted."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lineup.workspace.tables import ExecutionRow

DELETED = "The document was deleted from the workspace, and its results with it."
"""Why a result of a deleted document is not there."""


def purge_executions_of(session: Session, sha256: str, when: datetime) -> set[str]:
    """Mark a document's archived executions as purged and return the contents that nothing else needs."""
    asked = select(ExecutionRow).where(
        ExecutionRow.document == sha256, ExecutionRow.purged.is_(None)
    )
    rows = session.scalars(asked.with_for_update()).all()
    held = {str(name) for row in rows for name in row.results.values()}
    for row in rows:
        row.missing = row.missing | dict.fromkeys(row.results, DELETED)
        row.results = {}
        row.purged = when
    session.flush()
    return held - _still_needed(session, held)


def _still_needed(session: Session, names: set[str]) -> set[str]:
    """Return those that another execution holds: the same result may have come of two documents."""
    if not names:
        return set()
    others = session.scalars(select(ExecutionRow.results).where(ExecutionRow.purged.is_(None)))
    return {str(name) for results in others for name in results.values()} & names
