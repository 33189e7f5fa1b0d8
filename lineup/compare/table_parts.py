"""The part of a table around a cell or a row: enough to know it by, whatever the table's size."""

from dataclasses import dataclass

from lineup.compare.blocks import Cells
from lineup.compare.shortening import shortened

_MOST_OF_ROW = 8
"""How many columns are told of a row; of a wider table those around the cell, and the first, which names the row."""

_BESIDE = 2
_LONGEST = 80


@dataclass(frozen=True)
class TablePart:
    """A row of a side's table under the heads of its columns, as far as it is told; long texts are cut.

    `columns` are the told columns' positions and `row` is the row's, all counted from 0; row 0 is the heads themselves.
    `marked` is the position of the cell that it is about, None for the whole row.
    """

    row: int
    columns: tuple[int, ...]
    heads: tuple[str, ...]
    texts: tuple[str, ...]
    width: int
    """How many columns the table has."""
    marked: int | None = None


def part_around(cells: Cells, row: int, column: int | None) -> TablePart:
    """Return the part around a cell; around a whole row, given as no column, its beginning."""
    width = len(cells[row])
    is_whole = column is None or width <= _MOST_OF_ROW
    columns = tuple(range(min(width, _MOST_OF_ROW)) if is_whole else _near(column or 0, width))
    return TablePart(
        row=row,
        columns=columns,
        heads=tuple(shortened(cells[0][at], _LONGEST) for at in columns),
        texts=tuple(shortened(cells[row][at], _LONGEST) for at in columns),
        width=width,
        marked=column,
    )


def _near(column: int, width: int) -> list[int]:
    near = range(max(column - _BESIDE, 0), min(column + _BESIDE + 1, width))
    return sorted({0, *near})
