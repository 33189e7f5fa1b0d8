"""Rows that several stores look up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lineup.workspace.errors import UnknownError
from lineup.workspace.tables import ComparisonRow


def comparison_row(
    session: Session, comparison_id: str, *, is_locked: bool = False
) -> ComparisonRow:
    """Return a comparison's row, raising UnknownError; a locked one is nobody else's until the transaction ends."""
    asked = select(ComparisonRow).where(ComparisonRow.comparison_id == comparison_id)
    row = session.scalar(asked.with_for_update() if is_locked else asked)
    if row is None:
        message = f"There is no comparison {comparison_id!r} in the workspace."
        raise UnknownError(message)
    return row
