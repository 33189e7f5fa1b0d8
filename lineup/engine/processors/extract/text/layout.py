"""From a document's lines, or from its blocks where it has no lines, to rows of segments."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lineup.engine.processors.convert.model.blocks import Block, Box, union_box
from lineup.engine.processors.convert.model.contents import Grid
from lineup.engine.processors.convert.model.document import Document, Page
from lineup.engine.processors.convert.model.inline import plain_text
from lineup.engine.processors.convert.model.lines import Line
from lineup.engine.processors.convert.quality import block_text
from lineup.engine.processors.convert.render.scene import block_id
from lineup.engine.processors.extract.search.names import is_legal_form, is_name
from lineup.engine.processors.extract.text.segments import Segment
from lineup.engine.processors.extract.text.sheet import Sheet

_SAME_ROW = 0.55  # of the lower one's height
_LINE, _CELL = 12.0, 120.0  # made-up sizes where a format knows no places
_MAX_TEXT = 2_000
_BULLETS = frozenset("●•·|∙‧")


def lay_out(document: Document) -> Sheet:
    """Return the document's rows."""
    rows: list[tuple[Segment, ...]] = []
    for page in document.pages:
        for row in _rows(_segments(page)):
            joined = _joined(row)
            rows.append(
                tuple(replace(each, row=len(rows), at=at) for at, each in enumerate(joined))
            )
    return Sheet(document, tuple(rows))


def _segments(page: Page) -> list[Segment]:
    if page.lines:
        return [
            Segment(line.text[:_MAX_TEXT], page.index, line.box, 0, 0, line=line)
            for line in page.lines
            if line.text.strip() and not _is_turned(line)
        ]
    return list(_made_up(page))


def _is_turned(line: Line) -> bool:
    """Whether a line runs up or down the page, as copyright notes at an edge do."""
    width, height = line.box[2] - line.box[0], line.box[3] - line.box[1]
    return len(line.text) > 3 and height > 1.5 * width  # noqa: PLR2004 (a word)


def _rows(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    row: list[Segment] = []
    for segment in sorted(segments, key=lambda each: (each.middle[1], each.left)):
        if row and not _is_level(row, segment):
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(segment)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _joined(row: list[Segment]) -> list[Segment]:
    """Return the row with the parts of one line that a bullet sets apart joined again."""
    joined: list[Segment] = []
    for segment in row:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, segment):
            text = f"{before.text} {segment.text}"
            box = union_box([before.box, segment.box]) or segment.box
            joined[-1] = replace(before, text=text, box=box, line=None)
        else:
            joined.append(segment)
    return joined


def _goes_on(before: Segment, segment: Segment) -> bool:
    """Whether a segment begins with a bullet, or is the legal form of a firm whose name is spaced widely."""
    gap = (segment.left - before.box[2]) / (segment.height or 1.0)
    if segment.text[:1] in _BULLETS:
        return gap < 2  # noqa: PLR2004 (heights)
    return gap < 4 and is_legal_form(segment.text) and is_name(before.text)  # noqa: PLR2004


def _is_level(row: list[Segment], segment: Segment) -> bool:
    first = row[0]
    height = min(first.height, segment.height) or 1.0
    return abs(segment.middle[1] - first.middle[1]) < _SAME_ROW * height


def _made_up(page: Page) -> Iterator[Segment]:
    """Yield segments of blocks, each line below the one before, a table's cells beside one another."""
    top = 0.0
    for block in page.walk():
        if block.children:
            continue
        name = block_id(page, block)
        if isinstance(block.content, Grid):
            yield from _cells(block.content, page.index, top, name)
            top += _LINE * (block.content.rows + 1)
            continue
        for text in _lines(block):
            box: Box = (0.0, top, _CELL * 4, top + _LINE * 0.8)
            yield Segment(text[:_MAX_TEXT], page.index, box, 0, 0, name)
            top += _LINE


def _cells(grid: Grid, page: int, top: float, block: str) -> Iterator[Segment]:
    for cell in grid.cells:
        text = " ".join(plain_text(cell.runs).split())
        if text:
            left, upper = cell.column * _CELL, top + cell.row * _LINE
            right = left + _CELL * cell.columns - 2
            yield Segment(text[:_MAX_TEXT], page, (left, upper, right, upper + 9.0), 0, 0, block)


def _lines(block: Block) -> Iterator[str]:
    yield from (line for line in block_text(block).splitlines() if line.strip())
