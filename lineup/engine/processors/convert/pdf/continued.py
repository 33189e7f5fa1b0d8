"""Paragraphs that liteparse broke off in the middle of a sentence.

It does so at a line that begins with a bold word, and beside each rule of a table in another column.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from liteparse import LayoutBlock

from lineup.engine.processors.convert.model.blocks import union_box
from lineup.engine.processors.convert.pdf.formulas import bare_text, is_latex
from lineup.engine.processors.convert.pdf.line_items import LineItem
from lineup.engine.processors.convert.pdf.line_owners import lines_by_owner
from lineup.engine.processors.convert.pdf.paragraphs import rect_of, text_of_lines

_ALIKE = 0.15  # of a size: a line has that of its first word, such as a smaller one of program text
_LEADING = 0.6  # of a line's height, between the lines of one paragraph
_FREE = 1.5  # of a line's height, where the next word would not have fitted: the line goes on below
_INDENT = 3.0
_ENDED = re.compile(r"[.!?:;]['\"’”)\]]*$")
_NO_BEGINNING = "/<~&%=+"
_BULLET = 2  # characters
_FEWEST_WORDS = 4  # a line of fewer may be a label


@dataclass(frozen=True)
class _Part:
    block: LayoutBlock
    lines: tuple[LineItem, ...]


def whole_paragraphs(
    blocks: Sequence[LayoutBlock], lines: Sequence[LineItem]
) -> tuple[LayoutBlock, ...]:
    """Return the blocks with the rest of each paragraph joined to its beginning."""
    parts: list[_Part] = []
    for block, its in zip(blocks, lines_by_owner(blocks, lines), strict=True):
        texts = [line for line in its if len(line.text) > _BULLET] or its
        ordered = tuple(sorted(texts, key=lambda line: line.box[1]))
        part = _Part(block, ordered)
        at = _place_before(parts, part)
        is_cut = at < len(parts) - 1
        if at >= 0 and _goes_on(parts[at], part, is_cut=is_cut):
            parts[at] = _joined(parts[at], part)
        else:
            parts.append(part)
    return tuple(part.block for part in parts)


def _place_before(parts: Sequence[_Part], part: _Part) -> int:
    """Return where the last part is that isn't a rule beside this one, such as one of a table in the next column."""
    at = len(parts) - 1
    while at >= 0 and _is_beside(parts[at].block, part.block):
        at -= 1
    return at


def _is_beside(rule: LayoutBlock, block: LayoutBlock) -> bool:
    if rule.kind != "rule" or rule.bbox is None or block.bbox is None:
        return False
    is_left = rule.bbox.x + rule.bbox.width <= block.bbox.x
    is_right = block.bbox.x + block.bbox.width <= rule.bbox.x
    return bool(is_left or is_right)


def _goes_on(before: _Part, part: _Part, *, is_cut: bool) -> bool:
    """Return whether the part ends what was begun; where a rule beside them cut the two, it may begin in any way."""
    if before.block.kind not in {"paragraph", "list_item"} or part.block.kind != "paragraph":
        return False
    if not before.lines or not part.lines:
        return False
    last, first = before.lines[-1], part.lines[0]
    space = first.box[1] - last.box[3]
    right = max(line.box[2] for line in (*before.lines, *part.lines))
    begun, rest = before.block.text or "", bare_text(part.block.text or "")
    is_next = (
        -_LEADING * last.height < space < _LEADING * last.height
        and abs(first.size - last.size) <= _ALIKE * last.size
        and abs(first.box[0] - before.lines[-1].box[0]) < _INDENT * last.height
    )
    left_free = right - last.box[2] - _first_word(first)
    is_full = left_free < _FREE * last.height and len(begun.split()) >= _FEWEST_WORDS
    return (
        is_next
        and is_full
        and _ENDED.search(begun) is None
        and not is_latex(rest)
        and (
            is_cut
            or rest[:1].islower()
            or rest[:1] in _NO_BEGINNING
            or before.block.bold
            or before.block.kind == "list_item"
        )
    )


def _first_word(line: LineItem) -> float:
    """Return about how wide the line's first word is."""
    word = line.text.split(maxsplit=1)[0]
    return (line.box[2] - line.box[0]) * len(word) / len(line.text)


def _joined(before: _Part, part: _Part) -> _Part:
    lines = (*before.lines, *part.lines)
    is_even = before.block.bold == part.block.bold
    first, second = before.block.text or "", part.block.text or ""
    if is_even and not first.endswith("-"):
        text = f"{first} {second}"
    elif is_even:
        text = f"{first[:-1]}{second}"
    else:  # the look of a line's first word was taken for that of all
        text = _without_marker(text_of_lines(lines, is_marked=False), before.block)
    box = union_box([line.box for line in lines])
    block = replace(
        before.block,
        text=text,
        bold=is_even and before.block.bold,
        bbox=rect_of(box) if box else None,
    )
    return _Part(block, lines)


def _without_marker(text: str, block: LayoutBlock) -> str:
    marker = (block.marker or "").strip()
    return text.removeprefix("\\").removeprefix(marker).lstrip() if marker else text
