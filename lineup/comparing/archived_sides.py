"""The sides of a document as the archive has them, ready to be compared."""

from collections.abc import Mapping, Sequence
from typing import Any

from lineup.compare.sides import Side
from lineup.contract.wire import JsonObject
from lineup.workspace.archive import Archive, Archived
from lineup.workspace.comparison_model import Cell, CellState, ComparedSide

Runs = Mapping[tuple[str, str, int], Cell]
"""A comparison's runs by document key, side key and repeat."""

MOST_CHARACTERS = 20_000_000
"""The longest result that is compared, all its formats together: about two minutes of work."""

_WAITING = "It has not been run yet."
_RUNNING = "It has not ended yet."
_NOT_KEPT = "Its execution is no longer in the workspace."


def runs_of(cells: Sequence[Cell]) -> Runs:
    """Return runs by what they are of."""
    return {(cell.document.key, cell.side, cell.repeat): cell for cell in cells}


def archived_of(archive: Archive, server: str, cells: Sequence[Cell]) -> dict[str, Archived]:
    """Return what the archive has of runs, by the executions' ids."""
    return archive.find(server, [cell.execution_id for cell in cells if cell.execution_id])


def side_of(
    archive: Archive, side: ComparedSide, cell: Cell | None, archived: Mapping[str, Archived]
) -> Side:
    """Return a side of a document: its execution with every result there is, and in a sentence why there is none."""
    key = side.key if cell is None or not cell.repeat else f"{side.key}#{cell.repeat}"
    kept = archived.get(cell.execution_id or "") if cell else None
    if kept is None:
        return Side(key, side.label, None, gone=_why(cell))
    results, missing = archive.results(kept)
    characters = sum(_characters(result) for result in results.values())
    if characters > MOST_CHARACTERS:
        sentence = (
            f"Its result has {characters:,} characters, and at most {MOST_CHARACTERS:,} are "
            "compared: run it on fewer pages."
        )
        return Side(key, side.label, kept.execution, {}, kept.record, sentence)
    gone = None if results else next(iter(missing.values()), None)
    return Side(key, side.label, kept.execution, results, kept.record, gone)


def _characters(result: JsonObject) -> int:
    """Return how much there is to read in a result, pictures left out. Without recursion: it may be hostile."""
    found = 0
    left: list[Any] = [result]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += [inner for name, inner in value.items() if name != "images"]
        elif isinstance(value, list):
            left += value
        elif isinstance(value, str):
            found += len(value)
    return found


def _why(cell: Cell | None) -> str | None:
    if cell is None:
        return None
    match cell.state:
        case CellState.WAITING | CellState.STARTING:
            return _WAITING
        case CellState.RUNNING:
            return _RUNNING
        case CellState.DONE | CellState.FAILED:
            return cell.error or _NOT_KEPT
