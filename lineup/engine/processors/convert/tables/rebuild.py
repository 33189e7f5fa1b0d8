"""A table from the words in its region, by the white space between them.

Cells get their boxes, and a text over several columns spans them. Rows and columns are found from left to right: a
table in a script from right to left is not for it.
"""

from collections.abc import Iterable, Sequence

from lineup.engine.processors.convert.model.blocks import Box, union_box
from lineup.engine.processors.convert.model.contents import Cell, Grid
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.tables.columns import Span, columns_under, find_columns
from lineup.engine.processors.convert.tables.pieces import Piece, lines_of
from lineup.engine.processors.convert.tables.rows import Row, find_rows

_LEAST = 2  # rows, and columns


def rebuild_table(pieces: Iterable[Piece], rules: Sequence[float] = ()) -> Grid | None:
    """Return the table that the words in a region make, or None where they make none.

    `pieces` may be single words or whole cells. `rules` are the heights of the region's horizontal lines, if known:
    above the second of few stands the header.
    """
    lines = lines_of(pieces)
    columns = find_columns(lines)
    if len(columns) < _LEAST:
        return None
    rows = find_rows(lines, columns, rules)
    if len(rows) < _LEAST:
        return None
    headers = _header_count(rows, rules)
    cells = [
        cell
        for at, row in enumerate(rows)
        for cell in _cells(row, at, columns, is_header=at < headers)
    ]
    return Grid(len(rows), len(columns), tuple(cells))


def _header_count(rows: Sequence[Row], rules: Sequence[float]) -> int:
    above = [row for row in rows if len(rules) > _LEAST and row[0].box[1] < rules[1]]
    if 0 < len(above) < len(rows):
        return len(above)
    return int(_is_bold(rows[0]) and not all(map(_is_bold, rows[1:])))


def _is_bold(row: Row) -> bool:
    return all(piece.is_bold for line in row for piece in line.pieces)


def _cells(row: Row, at: int, columns: Sequence[Span], *, is_header: bool) -> Iterable[Cell]:
    places: dict[tuple[int, int], list[Piece]] = {}
    for line in row:
        for piece in line.pieces:
            places.setdefault(columns_under(piece, columns), []).append(piece)
    for (first, last), pieces in sorted(_apart(places).items()):
        text = " ".join(piece.text.strip() for piece in pieces)
        box = union_box([piece.box for piece in pieces])
        yield Cell(plain(text), at, first, 1, last - first + 1, is_header, box)


def _apart(places: dict[tuple[int, int], list[Piece]]) -> dict[tuple[int, int], list[Piece]]:
    """Return the pieces by columns of which none is covered twice: what overlaps goes to the first column of it."""
    taken: dict[tuple[int, int], list[Piece]] = {}
    for (first, last), pieces in sorted(places.items()):
        before = next((place for place in taken if place[0] <= first <= place[1]), None)
        if before is None:
            taken[first, last] = pieces
        else:
            merged = taken.pop(before) + pieces
            taken[before[0], max(before[1], last)] = sorted(merged, key=_reading_order)
    return taken


def _reading_order(piece: Piece) -> tuple[float, float]:
    return (round(piece.middle), piece.box[0])


def box_of(grid: Grid) -> Box | None:
    """Return the box around all cells."""
    return union_box([cell.box for cell in grid.cells])
