"""The lines of a page's columns, from liteparse's text items, with the look that tells headings from text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from liteparse import ParsedPage, TextItem

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.pdf.text_lines import grouped

_BOLD = re.compile(r"bold|black|heavy|semibd|-bd", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_CLOSE = 0.4  # of the height: a space within a line, no wider
_LEVEL = 0.5  # of the height: how far the parts of a line may be above each other


@dataclass(frozen=True, slots=True)
class LineItem:
    """Text that stands together on one line: what liteparse gives as one item, or several that follow closely.

    `size` is that of most of its type, in points.
    """

    items: tuple[TextItem, ...]
    box: Box
    text: str
    size: float
    is_bold: bool

    @property
    def height(self) -> float:
        """How high the box is."""
        return self.box[3] - self.box[1]


def line_items(page: ParsedPage) -> list[LineItem]:
    """Return the page's level lines in liteparse's order."""
    level = (item for item in page.text_items if not item.rotation and item.height > 0)
    return [_line(group) for group in grouped(level, _goes_on)]


def _line(group: Sequence[TextItem]) -> LineItem:
    if len(group) == 1:
        return _line_of_one(group[0])
    longest = max(group, key=lambda item: len(item.text))
    box = (
        min(item.x for item in group),
        min(item.y for item in group),
        max(item.x + item.width for item in group),
        max(item.y + item.height for item in group),
    )
    return LineItem(
        items=tuple(group),
        box=box,
        text=" ".join(item.text.strip() for item in group),
        size=longest.font_size or longest.height,
        is_bold=all(is_bold(item) for item in group),
    )


def _line_of_one(item: TextItem) -> LineItem:
    box = (item.x, item.y, item.x + item.width, item.y + item.height)
    size = item.font_size or item.height
    return LineItem((item,), box, item.text.strip(), size, is_bold(item))


def usual_size(lines: Sequence[LineItem]) -> float:
    """Return the size, to half points, of most of the page's text."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    return max(counts.most_common(1)[0][0], 1.0) if counts else 1.0


def is_bold(item: TextItem) -> bool:
    """Whether the item's font is a bold one, by its name."""
    return _names_bold(item.font_name or "")


def is_italic(item: TextItem) -> bool:
    """Whether the item's font slants, by its name."""
    return _names_italic(item.font_name or "")


@lru_cache(maxsize=256)
def _names_bold(font: str) -> bool:
    return _BOLD.search(font) is not None


@lru_cache(maxsize=256)
def _names_italic(font: str) -> bool:
    return _ITALIC.search(font) is not None


def _goes_on(before: TextItem, item: TextItem) -> bool:
    height: float = max(before.height, item.height)
    space: float = item.x - (before.x + before.width)
    if not -_CLOSE * height < space < _CLOSE * height:
        return False
    higher: float = before.y + before.height / 2 - item.y - item.height / 2
    return abs(higher) < _LEVEL * height
