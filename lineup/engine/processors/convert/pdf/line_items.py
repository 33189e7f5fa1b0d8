"""The lines of a page's columns, from liteparse's text items, with the look that tells headings from text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from liteparse import ParsedPage, TextItem

from lineup.engine.processors.convert.model.blocks import Box

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
    return [_line(group) for group in _groups(page.text_items)]


def _line(group: Sequence[TextItem]) -> LineItem:
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


def is_bold(item: TextItem) -> bool:
    """Whether the item's font is a bold one, by its name."""
    name = (item.font_name or "").casefold()
    return any(word in name for word in ("bold", "black", "heavy", "semibd", "-bd"))


def is_italic(item: TextItem) -> bool:
    """Whether the item's font slants, by its name."""
    name = (item.font_name or "").casefold()
    return "italic" in name or "oblique" in name


def _groups(items: Iterable[TextItem]) -> Iterator[list[TextItem]]:
    group: list[TextItem] = []
    for item in items:
        if item.rotation or item.height <= 0 or not item.text.strip():
            continue
        if group and not _goes_on(group[-1], item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _goes_on(before: TextItem, item: TextItem) -> bool:
    height: float = max(before.height, item.height)
    space: float = item.x - (before.x + before.width)
    if not -_CLOSE * height < space < _CLOSE * height:
        return False
    higher: float = before.y + before.height / 2 - item.y - item.height / 2
    return abs(higher) < _LEVEL * height
