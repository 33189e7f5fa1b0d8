"""The indentation of program text, which liteparse's code blocks have lost, from where their lines begin."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from liteparse import LayoutBlock, ParsedPage, TextItem

_DEEPEST = 80  # columns


def with_indentation(page: ParsedPage) -> tuple[LayoutBlock, ...]:
    """Return the page's blocks, those of program text with their lines indented as they stand."""
    return tuple(
        replace(block, lines=_indented(block, page.text_items)) if block.kind == "code" else block
        for block in page.blocks or ()
    )


def _indented(block: LayoutBlock, items: Iterable[TextItem]) -> list[str]:
    """Return the block's lines, left as they are where they can't be matched to the page's text one by one."""
    lines: list[str] = block.lines or []
    first_items = _first_items(block, items)
    if len(first_items) != len(lines):
        return lines
    column = _column_width(first_items)
    edge = min((item.x for item in first_items), default=0.0)
    return [
        " " * min(round((item.x - edge) / column), _DEEPEST) + line.lstrip()
        for item, line in zip(first_items, lines, strict=True)
    ]


def _first_items(block: LayoutBlock, items: Iterable[TextItem]) -> list[TextItem]:
    """Return the leftmost text of each line inside the block, from top to bottom."""
    box = block.bbox
    if box is None:
        return []
    inside = [
        item
        for item in items
        if box.y - 1 <= item.y + item.height / 2 <= box.y + box.height + 1
        and box.x - 1 <= item.x <= box.x + box.width
        and item.text.strip()
    ]
    leftmost: list[TextItem] = []
    for item in sorted(inside, key=lambda item: (item.y, item.x)):
        if leftmost and item.y < leftmost[-1].y + leftmost[-1].height / 2:
            leftmost[-1] = min(leftmost[-1], item, key=lambda one: one.x)
        else:
            leftmost.append(item)
    return leftmost


def _column_width(items: Sequence[TextItem]) -> float:
    """Return the width of a character: in program text all are alike."""
    widths = [item.width / len(item.text) for item in items if item.width > 0]
    return sorted(widths)[len(widths) // 2] if widths else 1.0
