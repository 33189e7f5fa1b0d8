"""Where tables stand on a page that liteparse missed or cut up, and the words in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from liteparse import ParsedPage

from lineup.engine.processors.convert.model.blocks import Box, union_box
from lineup.engine.processors.convert.pdf.line_items import LineItem
from lineup.engine.processors.convert.pdf.rules import Rules, rules_of, stacks
from lineup.engine.processors.convert.tables.pieces import Line, Piece, lines_of, overlapping

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_NUMBER = re.compile(
    r"[-–−+(]?\s*[$€£]?\s*\d[\d.,' ]*\s*(?:%|€|\$|£|[A-Z]{3})?\)?|[-–—]|N/?A", re.IGNORECASE
)
_MARGIN = 3.0
_BESIDE = 0.1  # of a line's height, by which another one overlaps it
_INDENT = 20.0
_PROSE_LINES = 8  # so many lines of long text side by side are columns of prose
_LONG_PIECE = 24
_ROW_SPACE = 2.2  # of a line's height
_FEWEST_ROWS = 3
_TITLE_AND_PAGE = 2
_SHORT_PIECE = 22


@dataclass(frozen=True)
class TableRegion:
    """A part of a page that looks like a table: the pieces of text in it, and the heights of its horizontal lines."""

    pieces: tuple[Piece, ...]
    rules: tuple[float, ...] = ()

    @property
    def box(self) -> Box:
        """The box around its text."""
        return union_box([piece.box for piece in self.pieces]) or (0.0, 0.0, 0.0, 0.0)


def table_regions(page: ParsedPage, lines: Sequence[LineItem]) -> list[TableRegion]:
    """Return the regions between horizontal lines, and the ones of aligned short text, that hold a table."""
    if not _are_beside(lines):
        return []
    pieces = [Piece(line.text, line.box, line.is_bold) for line in lines]
    if any(_RIGHT_TO_LEFT.search(piece.text) for piece in pieces if not piece.text.isascii()):
        return []
    rules = rules_of(page)
    ruled = list(_ruled(pieces, rules))
    boxes = [region.box for region in ruled]
    rest = [piece for piece in pieces if not any(_inside(piece, box) for box in boxes)]
    return [*ruled, *_aligned(lines_of(rest))]


def _are_beside(lines: Sequence[LineItem]) -> bool:
    """Whether any line stands beside another: else there is no table, and most pages of prose end here."""
    ordered = sorted((line.box[1], line.box[3]) for line in lines)
    return any(
        after[0] < before[1] - _BESIDE * (before[1] - before[0])
        for before, after in pairwise(ordered)
    )


def regions_in(
    boxes: Sequence[Box], page: ParsedPage, lines: Sequence[LineItem]
) -> list[TableRegion]:
    """Return the regions that the boxes are, for what stands in them is known to be a table."""
    pieces = [Piece(line.text, line.box, line.is_bold) for line in lines]
    level = rules_of(page).level if boxes else []
    return [
        TableRegion(
            tuple(piece for piece in pieces if _inside(piece, box)),
            tuple(sorted(rule[1] for rule in level if _crosses(rule, box))),
        )
        for box in boxes
    ]


def _crosses(rule: Box, box: Box) -> bool:
    """Whether the line runs over most of the box's width."""
    shared = min(rule[2], box[2]) - max(rule[0], box[0])
    inside = box[1] - _MARGIN <= rule[1] <= box[3] + _MARGIN
    return inside and shared > (box[2] - box[0]) / 2


def _ruled(pieces: Sequence[Piece], rules: Rules) -> Iterator[TableRegion]:
    for stack in stacks(rules.level):
        for run in _runs(stack, pieces):
            box = (run[0][0], run[0][1], run[0][2], run[-1][3])
            inside = [piece for piece in pieces if _inside(piece, box)]
            if not _is_gridded(box, rules.upright) and not _is_prose(lines_of(inside)):
                yield TableRegion(tuple(inside), tuple(rule[1] for rule in run))


def _runs(stack: Sequence[Box], pieces: Sequence[Piece]) -> Iterator[list[Box]]:
    """Yield the lines that follow each other with cells between them, two or more."""
    run = [stack[0]]
    for before, rule in pairwise(stack):
        band = (rule[0], before[3], rule[2], rule[1])
        lines = lines_of(piece for piece in pieces if _inside(piece, band))
        if _has_cells(lines) or (len(run) > 1 and _is_first_column(lines, band)):
            run.append(rule)
            continue
        if len(run) > 1:
            yield run
        run = [rule]
    if len(run) > 1:
        yield run


def _has_cells(lines: Sequence[Line]) -> bool:
    return any(_count(row) > 1 for row in overlapping(lines))


def _is_first_column(lines: Sequence[Line], band: Box) -> bool:
    """Whether short texts stand at the left of the band alone: a table to be filled in."""
    middle = (band[0] + band[2]) / 2
    return bool(lines) and all(
        line.box[2] < middle and line.box[0] - band[0] < _INDENT for line in lines
    )


def _is_gridded(box: Box, upright: Sequence[Box]) -> bool:
    """Whether upright lines part the cells too: liteparse reads such tables well."""
    return any(
        box[0] + _MARGIN < line[0] < box[2] - _MARGIN
        and box[1] - _MARGIN <= line[1]
        and line[3] <= box[3] + _MARGIN
        for line in upright
    )


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether it is columns of running text rather than a table."""
    long = sum(sum(len(piece.text) > _LONG_PIECE for piece in line.pieces) > 1 for line in lines)
    return long >= _PROSE_LINES and long * 2 > len(lines)


def _aligned(lines: Sequence[Line]) -> Iterator[TableRegion]:
    """Yield the runs of rows whose short texts stand below each other."""
    run: list[list[Line]] = []
    for row in overlapping(lines):
        if run and not _goes_on(run[-1], row):
            yield from _region(run)
            run = []
        if run or _count(row) > 1:
            run.append(row)
    yield from _region(run)


def _goes_on(before: Sequence[Line], row: Sequence[Line]) -> bool:
    height = row[0].box[3] - row[0].box[1]
    space = row[0].box[1] - max(line.box[3] for line in before)
    return space < _ROW_SPACE * height and _count(row) > 1


def _region(run: Sequence[Sequence[Line]]) -> Iterator[TableRegion]:
    lines = [line for row in run for line in row]
    is_table = len(run) >= _FEWEST_ROWS and _is_short(lines) and _has_numbers(run)
    if is_table and not _is_contents(lines):
        yield TableRegion(tuple(piece for line in lines for piece in line.pieces))


def _count(row: Sequence[Line]) -> int:
    return sum(len(line.pieces) for line in row)


def _is_short(lines: Sequence[Line]) -> bool:
    texts = [piece.text for line in lines for piece in line.pieces]
    return sum(len(text) <= _SHORT_PIECE for text in texts) * 4 >= 3 * len(texts)


def _has_numbers(run: Sequence[Sequence[Line]]) -> bool:
    """Whether most rows have a number behind something else, as rows of figures do."""
    with_number = sum(any(_NUMBER.fullmatch(one.text) for one in _behind_first(row)) for row in run)
    return with_number * 3 >= 2 * len(run)


def _behind_first(row: Sequence[Line]) -> list[Piece]:
    pieces = sorted((piece for line in row for piece in line.pieces), key=lambda one: one.box[0])
    return pieces[1:]


def _is_contents(lines: Sequence[Line]) -> bool:
    """Whether it is a table of contents: a text and a page number on each line, the numbers rising."""
    last = [line.pieces[-1].text for line in lines]
    numbers = [int(text) for text in last if text.isdecimal()]
    return (
        all(len(line.pieces) <= _TITLE_AND_PAGE for line in lines)
        and len(numbers) * 4 >= 3 * len(lines)
        and numbers == sorted(numbers)
    )


def _inside(piece: Piece, box: Box) -> bool:
    middle = (piece.box[0] + piece.box[2]) / 2
    return (
        box[0] - _MARGIN <= middle <= box[2] + _MARGIN and box[1] - 1 <= piece.middle <= box[3] + 1
    )
