"""The rows of a table: which of its lines belong together."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from lineup.engine.processors.convert.tables.columns import Span, columns_under
from lineup.engine.processors.convert.tables.pieces import Line, Piece, overlapping

Row = list[Line]
"""The lines of a row."""

_CLEAR_STEP = 0.3  # of a line's height, between spaces in a row and spaces between rows
_LONG_TEXT = 18  # characters: cells of more on average run over several lines

_FILLED = 0.75  # of its column's width, by a text that goes on below


def find_rows(lines: Sequence[Line], columns: Sequence[Span], rules: Sequence[float]) -> list[Row]:
    """Return the rows from top to bottom; `rules` are the heights of horizontal lines, which no row crosses."""
    rows: list[Row] = []
    for band in _bands(lines, rules):
        rows += _rows_in_band(band, columns, is_ruled=len(rules) > _FEW_RULES)
    return rows


_FEW_RULES = 4  # above, below the header, and below; with more, each row has its own


def _bands(lines: Sequence[Line], rules: Sequence[float]) -> list[Row]:
    bands: dict[int, Row] = {}
    for line in lines:
        middle = (line.box[1] + line.box[3]) / 2
        bands.setdefault(sum(rule < middle for rule in rules), []).append(line)
    return [bands[at] for at in sorted(bands)]


def _rows_in_band(band: Row, columns: Sequence[Span], *, is_ruled: bool) -> list[Row]:
    rows = overlapping(band)
    if is_ruled and sum(_is_full(row, columns) for row in rows) <= 1:
        return [band]
    by_space = _by_space(rows, columns)
    return _continued(rows, columns) if by_space is None else by_space


def _by_space(rows: list[Row], columns: Sequence[Span]) -> list[Row] | None:
    """Return the rows joined where the space between is clearly smaller; None if that tells nothing."""
    spaces = [_top(after) - _bottom(before) for before, after in pairwise(rows)]
    ordered = sorted(spaces)
    steps = [after - before for before, after in pairwise(ordered)]
    height = median(line.box[3] - line.box[1] for row in rows for line in row)
    if not steps or max(steps) < _CLEAR_STEP * height:
        return None
    at = steps.index(max(steps))
    limit = (ordered[at] + ordered[at + 1]) / 2
    joined = [rows[0]]
    for space, row in zip(spaces, rows[1:], strict=True):
        if space < limit:
            joined[-1] = joined[-1] + row
        else:
            joined.append(row)
    return joined if _is_sound(rows, joined, columns) else None


def _is_sound(rows: list[Row], joined: list[Row], columns: Sequence[Span]) -> bool:
    """Whether no joined row swallows full rows, unless its cells are of long text."""
    texts = [len(piece.text) for row in rows for line in row for piece in line.pieces]
    if sum(texts) / len(texts) > _LONG_TEXT:
        return True
    full = sum(_is_full(row, columns) for row in rows)
    return full <= sum(_is_full(row, columns) for row in joined)


def _continued(rows: list[Row], columns: Sequence[Span]) -> list[Row]:
    """Return the rows with those that begin nothing, their first column being empty, joined to the one before."""
    joined: list[Row] = []
    for row in rows:
        filled = _filled(row, columns)
        begins = 0 in filled or len(filled) * 2 > len(columns)
        is_rest = not begins and bool(joined) and 0 in _filled(joined[-1], columns)
        if joined and (is_rest or _wraps(joined[-1][-1], row, columns)):
            joined[-1] = joined[-1] + row
        else:
            joined.append(row)
    return joined


def _wraps(before: Line, row: Row, columns: Sequence[Span]) -> bool:
    """Whether every text of the row goes on one of long text that fills its column on the line before."""
    above = {columns_under(piece, columns): piece for piece in before.pieces}
    pieces = [piece for line in row for piece in line.pieces]
    return all(_is_rest(piece, above, columns) for piece in pieces)


def _is_rest(piece: Piece, above: dict[tuple[int, int], Piece], columns: Sequence[Span]) -> bool:
    place = columns_under(piece, columns)
    begun = above.get(place)
    width = columns[place[1]][1] - columns[place[0]][0]
    return (
        begun is not None
        and len(begun.text) > _LONG_TEXT
        and begun.box[2] - begun.box[0] >= _FILLED * width
    )


def _is_full(row: Row, columns: Sequence[Span]) -> bool:
    return len(_filled(row, columns)) * 3 >= len(columns) * 2


def _filled(row: Row, columns: Sequence[Span]) -> set[int]:
    return {columns_under(piece, columns)[0] for line in row for piece in line.pieces}


def _top(row: Row) -> float:
    return min(line.box[1] for line in row)


def _bottom(row: Row) -> float:
    return max(line.box[3] for line in row)
