"""The rows of a comparison's runs."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from lineup.workspace.comparison_model import Cell, CellState, ComparedDocument, ComparedSide
from lineup.workspace.tables import CellRow

_NONE_KNOWN = "No past execution of this document was given for this side."


def add_cells(
    session: Session,
    comparison: int,
    documents: Iterable[ComparedDocument],
    sides: Sequence[ComparedSide],
    past: Mapping[tuple[str, str], str] | None = None,
    *,
    repeat: int = 0,
) -> None:
    """Want a run of each document on each side. One of the past is only read: it runs already, or is not there."""
    for document in documents:
        for side in sides:
            execution_id = (past or {}).get((document.key, side.key))
            session.add(
                CellRow(
                    comparison=comparison,
                    document=document.key,
                    name=document.name,
                    side=side.key,
                    repeat=repeat,
                    attempt=0,
                    state=_first_state(side, execution_id),
                    execution_id=execution_id,
                    error=None if side.is_run or execution_id else _NONE_KNOWN,
                )
            )


def cells_of(session: Session, comparison: int) -> list[Cell]:
    """Return a comparison's runs in the order they were wanted."""
    asked = select(CellRow).where(CellRow.comparison == comparison).order_by(CellRow.id)
    return [_cell(row) for row in session.scalars(asked)]


def retry_cells(
    session: Session, comparison: int, sides: Iterable[str], document: str | None
) -> int:
    """Want the failed runs on these sides anew, of one document or of all, and return how many."""
    asked = select(CellRow).where(
        CellRow.comparison == comparison,
        CellRow.state == CellState.FAILED.value,
        CellRow.side.in_(list(sides)),
    )
    if document is not None:
        asked = asked.where(CellRow.document == document)
    cells = session.scalars(asked).all()
    for cell in cells:
        cell.state, cell.attempt = CellState.WAITING, cell.attempt + 1
        cell.execution_id = cell.error = cell.starting = None
    return len(cells)


def _first_state(side: ComparedSide, execution_id: str | None) -> CellState:
    if side.is_run:
        return CellState.WAITING
    return CellState.RUNNING if execution_id else CellState.FAILED


def _cell(row: CellRow) -> Cell:
    return Cell(
        cell_id=row.id,
        document=ComparedDocument(row.document, row.name),
        side=row.side,
        repeat=row.repeat,
        attempt=row.attempt,
        state=CellState(row.state),
        starting=row.starting,
        execution_id=row.execution_id,
        error=row.error,
    )
