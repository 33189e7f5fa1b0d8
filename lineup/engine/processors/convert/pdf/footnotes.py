"""Footnotes: the last lines of a page or column, in smaller type, behind a number or a sign."""

import re
from collections.abc import Sequence
from dataclasses import replace

from liteparse import LayoutBlock

from lineup.engine.processors.convert.pdf.line_items import LineItem
from lineup.engine.processors.convert.pdf.line_owners import lines_by_owner

KIND = "footnote"
"""The kind of such a block, beside liteparse's own."""

_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3})[.)]?\s?(?=\D)")
_SMALLER = 0.93  # than the page's text
_LOWER_PART = 0.5  # of the page's height


def with_footnotes(
    blocks: Sequence[LayoutBlock], lines: Sequence[LineItem], usual_size: float, page_height: float
) -> tuple[LayoutBlock, ...]:
    """Return the blocks with notes told apart from text and lists."""
    if not any(_may_be_note(block, page_height) for block in blocks):
        return tuple(blocks)
    held = lines_by_owner(blocks, lines)
    return tuple(
        _as_note(block) if _is_note(block, its, usual_size, page_height) else block
        for block, its in zip(blocks, held, strict=True)
    )


def _is_note(
    block: LayoutBlock, lines: Sequence[LineItem], usual_size: float, page_height: float
) -> bool:
    if not lines or not _may_be_note(block, page_height):
        return False
    size = max(line.size for line in lines)
    first = min(lines, key=lambda line: (round(line.box[1]), line.box[0]))
    return bool(size <= _SMALLER * usual_size and _MARK.match(first.text))


def _may_be_note(block: LayoutBlock, page_height: float) -> bool:
    """Whether the block is low on its page and begins with a number or a sign."""
    rect = block.bbox
    if block.kind not in {"paragraph", "list_item"} or rect is None:
        return False
    text = (block.text or "").lstrip("\\")
    is_marked = block.kind == "list_item" or text[:1].isdecimal() or text[:1] in "*†‡§¶"
    return bool(is_marked and rect.y > _LOWER_PART * page_height)


def _as_note(block: LayoutBlock) -> LayoutBlock:
    """Return the block as a note, an item's number being its text again."""
    text = block.text or ""
    marked = f"{block.marker} {text}" if block.kind == "list_item" and block.marker else text
    return replace(block, kind=KIND, text=marked, level=None, marker=None, ordered=None)
