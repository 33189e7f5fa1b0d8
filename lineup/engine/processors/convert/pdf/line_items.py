"""The lines of a page's columns, from liteparse's text items, with the look that tells headings from text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from liteparse import ParsedPage, TextItem

from lineup.engine.processors.convert.model.blocks import Box

_CLOSE = 0.4  # of the height: a space within a line, no wider
_LEVEL = 0.5  # of the height: how far the parts of a line may be above each other


@dataclass(frozen=True)
class LineItem:
    """Text that stands together on one line: what liteparse gives as one item, or several that follow closely."""

    items: tuple[TextItem, ...]

    @cached_property
    def box(self) -> Box:
        """The box around the text."""
        return (
            min(item.x for item in self.items),
            min(item.y for item in self.items),
            max(item.x + item.width for item in self.items),
            max(item.y + item.height for item in self.items),
        )

    @property
    def text(self) -> str:
        """The text as it stands, its parts with a space between."""
        return " ".join(item.text.strip() for item in self.items)

    @cached_property
    def size(self) -> float:
        """The size of most of its type, in points."""
        longest = max(self.items, key=lambda item: len(item.text))
        return float(longest.font_size or longest.height)

    @cached_property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(is_bold(item) for item in self.items)

    @property
    def height(self) -> float:
        """How high the box is."""
        return self.box[3] - self.box[1]


def line_items(page: ParsedPage) -> list[LineItem]:
    """Return the page's level lines in liteparse's order."""
    return [LineItem(tuple(group)) for group in _groups(page.text_items)]


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
        if group and not _goes_on(group, item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _goes_on(group: Sequence[TextItem], item: TextItem) -> bool:
    before = group[-1]
    height: float = max(before.height, item.height)
    space: float = item.x - (before.x + before.width)
    is_level: bool = abs(item.y + item.height / 2 - before.y - before.height / 2) < _LEVEL * height
    return is_level and -_CLOSE * height < space < _CLOSE * height
