"""Rows that several stores look up."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lineup.workspace.comparison_model import ComparedSide, Comparison
from lineup.workspace.errors import UnknownError
from lineup.workspace.tables import ComparisonRow

_AT_ONCE = 500


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


def comparison_of(row: ComparisonRow) -> Comparison:
    """Return the comparison that a row holds."""
    return Comparison(
        comparison_id=row.comparison_id,
        name=row.name,
        server=row.server,
        sides=tuple(ComparedSide.from_json(side) for side in row.sides),
        options=row.options,
        rules=row.rules,
        created=row.created,
        created_by=row.created_by,
        stopped=row.stopped,
    )


def portions(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield the names a few hundred at a time: a database takes only so many in one question."""
    told = list(names)
    for start in range(0, len(told), _AT_ONCE):
        yield told[start : start + _AT_ONCE]
