"""Blocks made of a column's lines, where liteparse has mixed them with those of another column."""

import re
from collections.abc import Iterable, Sequence

from liteparse import AnnotationRect, LayoutBlock, TextItem

from lineup.engine.processors.convert.model.blocks import Box, union_box
from lineup.engine.processors.convert.pdf.line_items import LineItem, is_bold, is_italic

_MARKUP = re.compile(r"([\\*~\[\]_`])")
_BULLET = re.compile(r"[-*•·▪◦‣●■–]\s+")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+")
_WIDE = 0.75  # of a line's height, between lines: a new paragraph begins
_OTHER_SIZE = 0.12
_INDENT = 1.2  # of a line's height, to the right of the line before
_HYPHENATED = re.compile(r"\w[-\u2010]$")


def blocks_of_lines(lines: Sequence[LineItem]) -> list[LayoutBlock]:
    """Return paragraphs and list items of the lines, which are those of one column."""
    if not lines:
        return []
    ordered = sorted(lines, key=lambda line: (line.box[1] + line.box[3]) / 2)
    right = max(line.box[2] for line in ordered)
    groups: list[list[LineItem]] = [[ordered[0]]]
    for line in ordered[1:]:
        if _begins(groups[-1], line, right):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_block(group) for group in groups]


def _begins(group: Sequence[LineItem], line: LineItem, right: float) -> bool:
    before = group[-1]
    space = line.box[1] - before.box[3]
    return (
        space > _WIDE * min(line.height, before.height)
        or abs(line.size - before.size) > _OTHER_SIZE * before.size
        or line.is_bold != before.is_bold
        or _BULLET.match(line.text) is not None
        or (_NUMBER.match(line.text) is not None and _ended(before, right))
        or (
            line.box[0] - before.box[0] > _INDENT * line.height
            and _BULLET.match(group[0].text) is None
        )
    )


def _ended(line: LineItem, right: float) -> bool:
    """Whether the line is short of the right edge or ends a sentence."""
    return line.text.endswith((".", "!", "?", ":")) or right - line.box[2] > line.height * 2


def _block(lines: Sequence[LineItem]) -> LayoutBlock:
    bold = all(line.is_bold for line in lines)
    text = text_of_lines(lines, is_marked=not bold)
    box = union_box([line.box for line in lines])
    rect = None if box is None else rect_of(box)
    bare = text.removeprefix("\\")
    bullet = _BULLET.match(bare)
    if bullet is not None:
        rest = bare[bullet.end() :]
        return LayoutBlock("list_item", rest, 0, bold=bold, ordered=False, marker="-", bbox=rect)
    return LayoutBlock("paragraph", text, bold=bold, bbox=rect)


def text_of_lines(lines: Iterable[LineItem], *, is_marked: bool) -> str:
    """Return the lines as one text with Markdown's escapes, words that end a line with a hyphen whole again."""
    text = ""
    for line in lines:
        written = " ".join(_written(item, is_marked=is_marked) for item in line.items)
        if _HYPHENATED.search(text) and written[:1].islower():
            text = text[:-1] + written
        else:
            text = f"{text} {written}" if text else written
    return text


def _written(item: TextItem, *, is_marked: bool) -> str:
    text = escaped(item.text.strip())
    stars = "*" * ((2 * is_bold(item) + is_italic(item)) if is_marked else 0)
    return f"{stars}{text}{stars}"


def escaped(text: str) -> str:
    """Return the text as liteparse writes a paragraph's, with nothing in it that would be taken for a mark."""
    return _MARKUP.sub(r"\\\1", text)


def rect_of(box: Box) -> AnnotationRect:
    """Return the box as liteparse writes one."""
    return AnnotationRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
