"""Blocks that liteparse made of lines of different looks: titles in their text, and words whose look it took for all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from liteparse import LayoutBlock

from lineup.engine.processors.convert.pdf.formulas import bare_text, is_latex
from lineup.engine.processors.convert.pdf.line_items import LineItem, is_bold, is_italic
from lineup.engine.processors.convert.pdf.line_owners import lines_by_owner
from lineup.engine.processors.convert.pdf.paragraphs import blocks_of_lines, text_of_lines

_JUMP = 1.25  # from one line's size to the next: not one text
_MOST_PARTS = 4
_MOSTLY = 0.5  # of the characters


def apart_by_look(
    blocks: Sequence[LayoutBlock], lines: Sequence[LineItem]
) -> tuple[LayoutBlock, ...]:
    """Return the blocks, those with titles in their text parted, and each with the look that most of it has."""
    held = lines_by_owner(blocks, lines)
    return tuple(
        part for block, its in zip(blocks, held, strict=True) for part in _parts(block, its)
    )


def _parts(block: LayoutBlock, lines: Sequence[LineItem]) -> Iterator[LayoutBlock]:
    if block.kind not in {"paragraph", "heading", "list_item"} or not lines:
        yield block
    elif (
        block.kind == "paragraph"
        and _has_title(lines)
        and not is_latex(bare_text(block.text or ""))
    ):
        yield from blocks_of_lines(lines)
    else:
        yield _with_own_look(block, lines)


def _has_title(lines: Sequence[LineItem]) -> bool:
    """Whether the type's size jumps between lines, once or twice and not to and fro."""
    ordered = sorted(lines, key=lambda line: line.box[1])
    jumps = [
        max(before.size, line.size) > _JUMP * min(before.size, line.size)
        and line.box[1] > before.box[1] + before.height / 2
        for before, line in pairwise(ordered)
    ]
    return 0 < sum(jumps) < _MOST_PARTS


def _with_own_look(block: LayoutBlock, lines: Sequence[LineItem]) -> LayoutBlock:
    """Return the block, its words with their own looks where most of it has another than liteparse says."""
    items = [item for line in lines for item in line.items]
    count = sum(len(item.text) for item in items)
    bold = sum(len(item.text) for item in items if is_bold(item)) > _MOSTLY * count
    italic = sum(len(item.text) for item in items if is_italic(item)) > _MOSTLY * count
    if block.kind == "heading" or (bold >= block.bold and italic >= block.italic):
        return block
    text = text_of_lines(lines, is_marked=True)
    marker = f"{block.marker or ''}".strip()
    bare = text.removeprefix("\\").removeprefix(marker).lstrip() if marker else text
    return replace(block, text=bare, bold=False, italic=False)
