"""How each side splits a document, in words: which pages are in question, and what each side calls them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.difference_sides import ShownSide
from components.formatting import pages_text
from components.step_names import cut_name
from lineup.compare.differences import Difference
from lineup.compare.kinds import Kind
from lineup.compare.segments import Segment

_MOST_PAGES, _AROUND = 24, 4
"""Of how many pages at the most all are drawn, and how many on each side of pages in question that are more."""

_MOST_TOLD = 12
_NONE = "no segment"
_NOTHING = "nothing to compare"

Splits = Sequence[tuple[Segment, ...] | None]
"""By the sides' positions, how each split the document."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of 0-based pages, from the first to the last."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1


def marked_pages(difference: Difference) -> Stretch:
    """Return the pages that the sides name differently; of a boundary the page that it comes before."""
    first = difference.place.page or 0
    spans = [one.value for one in difference.readings if isinstance(one.value, list)]
    return Stretch(*spans[0]) if spans else Stretch(first, first)


def marked_words(difference: Difference) -> str:
    """Return what is marked: `framed: page 3, which the sides name differently`."""
    marked = marked_pages(difference)
    pages = pages_text(range(marked.first, marked.last + 1))
    if difference.kind is Kind.BOUNDARY:
        return f"thick line: the boundary before {pages}, which not all sides have"
    return f"framed: {pages}, which the sides name differently"


def window_around(marked: Stretch, count: int) -> Stretch:
    """Return which pages are drawn: all of a short document, else those around the marked ones."""
    count = max(count, marked.last + 1)
    if count <= _MOST_PAGES:
        return Stretch(0, count - 1)
    around = max((_MOST_PAGES - marked.length) // 2, _AROUND)
    first = max(min(marked.first - around, count - _MOST_PAGES), 0)
    return Stretch(first, min(max(marked.last + around, first + _MOST_PAGES - 1), count - 1))


def split_of(splits: Splits, side: ShownSide) -> tuple[Segment, ...] | None:
    """Return how a side split the document; None where it did not."""
    return splits[side.position] if side.position < len(splits) else None


def split_words(split: Sequence[Segment] | None, window: Stretch) -> str:
    """Return a side's segments within the pages drawn, and those in none: `letter page 1 · no segment page 2`."""
    if split is None:
        return _NOTHING
    touching = [
        segment
        for segment in split
        if any(window.first <= page <= window.last for page in segment.pages)
    ]
    words = [
        f"{cut_name(segment.name)} {pages_text(segment.pages)}" for segment in touching[:_MOST_TOLD]
    ]
    if len(touching) > _MOST_TOLD:
        words.append(f"and {len(touching) - _MOST_TOLD:,} more")
    named = {page for segment in touching for page in segment.pages}
    left = [page for page in range(window.first, window.last + 1) if page not in named]
    if left:
        words.append(f"{_NONE} {pages_text(left)}")
    return " · ".join(words)


def names_of_page(sides: Sequence[ShownSide], splits: Splits, page: int) -> Mapping[str, str]:
    """Return what each side calls a 0-based page, by the side's letter."""
    told = {side.letter: split_of(splits, side) for side in sides}
    return {
        letter: _NOTHING if split is None else _name_of_page(split, page)
        for letter, split in told.items()
    }


def _name_of_page(split: Sequence[Segment], page: int) -> str:
    name = next((segment.name for segment in split if page in segment.pages), None)
    return _NONE if name is None else cut_name(name)
