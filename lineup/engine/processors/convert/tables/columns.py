"""The columns of a table: where its rows leave white space from top to bottom."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from lineup.engine.processors.convert.tables.pieces import Line, Piece, overlapping

Span = tuple[float, float]
"""Where a column begins and ends, from left to right."""

_MAX_CROSSING = (
    0.3  # of the rows may cross a space between columns: headings over several, wide notes
)
_ENOUGH_ALIKE = 2  # rows with a text in each column show where the columns are


def find_columns(lines: Sequence[Line]) -> list[Span]:
    """Return the columns: as many as most rows with several texts show."""
    rows = [_spans(row) for row in overlapping(lines)]
    counts = Counter(len(row) for row in rows if len(row) > 1)
    if not counts:
        return []
    wanted = max(counts, key=lambda count: (counts[count], count))
    alike = _of_alike([row for row in rows if len(row) == wanted])
    return _with_unfilled(alike, rows[0]) if alike else _of_spaces(rows, wanted)


def columns_under(piece: Piece, columns: Sequence[Span]) -> tuple[int, int]:
    """Return the first and the last column that the piece stands in."""
    left, right = piece.box[0], piece.box[2]
    spanned = [at for at, (begin, end) in enumerate(columns) if left <= (begin + end) / 2 <= right]
    if len(spanned) > 1:
        return spanned[0], spanned[-1]
    places = range(len(columns))
    at = max(places, key=lambda at: _common(columns[at], (left, right)))
    if _common(columns[at], (left, right)) <= 0:
        at = min(places, key=lambda at: _distance(columns[at], (left, right)))
    return at, at


def _distance(column: Span, span: Span) -> float:
    """Return how far both are from beginning, ending, or having their middles at the same place."""
    begin, end = abs(column[0] - span[0]), abs(column[1] - span[1])
    return min(begin, end, abs(sum(column) - sum(span)) / 2)


def _common(column: Span, span: Span) -> float:
    """Return how far both are beside each other; less than nothing for the space between them."""
    return min(column[1], span[1]) - max(column[0], span[0])


def _spans(row: Iterable[Line]) -> list[Span]:
    """Return where the texts of the row are, those that stand above each other as one."""
    ordered = sorted((piece.box[0], piece.box[2]) for line in row for piece in line.pieces)
    return _merged(ordered)


def _merged(ordered: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for begin, end in ordered:
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _of_alike(rows: Sequence[Sequence[Span]]) -> list[Span]:
    """Return the columns that rows with the same number of texts make; none where they don't stand below each other."""
    if len(rows) < _ENOUGH_ALIKE:
        return []
    columns = [
        (min(span[0] for span in column), max(span[1] for span in column))
        for column in zip(*rows, strict=True)
    ]
    is_apart = all(before[1] < after[0] for before, after in pairwise(columns))
    return columns if is_apart else []


def _with_unfilled(columns: Sequence[Span], first_row: Sequence[Span]) -> list[Span]:
    """Return the columns and those that only have a heading: at the right, or where there are more headings."""
    lonely = [span for span in first_row if all(_common(column, span) <= 0 for column in columns)]
    has_more = len(first_row) > len(columns)
    more = [span for span in lonely if has_more or span[0] > columns[-1][1]]
    return sorted([*columns, *more])


def _of_spaces(rows: Sequence[Sequence[Span]], wanted: int) -> list[Span]:
    """Return what the spaces leave that as few rows as possible cross."""
    columns: list[Span] = []
    for crossing in range(int(_MAX_CROSSING * len(rows)) + 1):
        found = _between_spaces(rows, crossing)
        if len(found) > len(columns):
            columns = found
        if len(columns) >= wanted:
            break
    return _without_halves(columns, rows, wanted)


def _between_spaces(rows: Iterable[Iterable[Span]], crossing: int) -> list[Span]:
    """Return what lies between the spaces that no more rows than `crossing` cross."""
    edges = sorted(edge for row in rows for span in row for edge in ((span[0], 1), (span[1], -1)))
    columns: list[Span] = []
    depth, begin = 0, 0.0
    for place, step in edges:
        was_open = depth > crossing
        depth += step
        if not was_open and depth > crossing:
            begin = place
        elif was_open and depth <= crossing:
            columns.append((begin, place))
    return _merged(columns)


def _without_halves(
    columns: Sequence[Span], rows: Sequence[Sequence[Span]], wanted: int
) -> list[Span]:
    """Return the columns with neighbours joined of which no row fills both: a heading and figures set to the right."""
    joined = list(columns)
    while len(joined) > wanted:
        halves = [
            (after[0] - before[1], at)
            for at, (before, after) in enumerate(pairwise(joined))
            if not any(_fills(row, before) and _fills(row, after) for row in rows)
        ]
        if not halves:
            break
        at = min(halves)[1]
        joined[at : at + 2] = [(joined[at][0], joined[at + 1][1])]
    return joined


def _fills(row: Sequence[Span], column: Span) -> bool:
    return any(_common(column, span) > 0 for span in row)
