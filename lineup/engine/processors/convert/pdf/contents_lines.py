"""The lines of a table of contents, each an item of its own: liteparse runs them together."""

import re
from collections.abc import Iterator, Sequence

from liteparse import LayoutBlock

from lineup.engine.processors.convert.model.blocks import union_box
from lineup.engine.processors.convert.pdf.line_items import LineItem
from lineup.engine.processors.convert.pdf.line_owners import lines_by_owner
from lineup.engine.processors.convert.pdf.paragraphs import blocks_of_lines, escaped, rect_of

_DOTS = re.compile(r"(?:[.·…]\s?){4,}")
_LONGEST = 400  # characters: more is no line
_PAGE = re.compile(r"\d{1,5}|[ivxlc]{1,7}", re.IGNORECASE)
_FEWEST = 2
_STEP = 8.0  # points: an entry that begins further right is one level deeper
_TEXT = {"paragraph", "heading", "list_item", "table"}

_Row = list[LineItem]


def with_contents(
    blocks: Sequence[LayoutBlock], lines: Sequence[LineItem]
) -> tuple[LayoutBlock, ...]:
    """Return the blocks with each entry of a table of contents as an item of its own."""
    if sum(_DOTS.search(line.text[-_LONGEST:]) is not None for line in lines) < _FEWEST:
        return tuple(blocks)
    rows = [row for row in _rows(lines) if _is_entry(row)]
    members = {id(line) for row in rows for line in row}
    held = lines_by_owner(blocks, lines)
    parts = {
        at
        for at, (block, its) in enumerate(zip(blocks, held, strict=True))
        if block.kind in _TEXT and its and sum(id(line) in members for line in its) * 2 >= len(its)
    }
    if len(rows) < _FEWEST or not parts:
        return tuple(blocks)
    own = [line for at in parts for line in held[at]]
    items = _items(own, min(line.box[0] for line in own))
    first = min(parts)
    return tuple(
        one
        for at, block in enumerate(blocks)
        for one in (items if at == first else [] if at in parts else [block])
    )


def _rows(lines: Sequence[LineItem]) -> list[_Row]:
    """Return the lines that stand beside each other together, from left to right."""
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda one: one.box[1] + one.box[3]):
        if rows and line.box[1] < (rows[-1][0].box[1] + rows[-1][0].box[3]) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.box[0]) for row in rows]


def _is_entry(row: _Row) -> bool:
    """Whether the row is a title, dots, and the number of a page."""
    text = " ".join(line.text for line in row)
    dots = list(_DOTS.finditer(text)) if len(text) <= _LONGEST else []
    if not dots:
        return False
    title, page = text[: dots[0].start()].strip(), text[dots[-1].end() :].strip(" .·…")
    return bool(title) and _PAGE.fullmatch(page) is not None


def _items(lines: Sequence[LineItem], left: float) -> list[LayoutBlock]:
    return [block for row in _rows(lines) for block in _of_row(row, left)]


def _of_row(row: _Row, left: float) -> Iterator[LayoutBlock]:
    box = union_box([line.box for line in row])
    if box is None or not _is_entry(row):
        yield from blocks_of_lines(row)
        return
    depth = round((box[0] - left) / _STEP)
    text = escaped(" ".join(line.text for line in row))
    yield LayoutBlock("list_item", text, depth, ordered=False, marker="-", bbox=rect_of(box))
