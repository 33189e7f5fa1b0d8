"""Running headers and footers: short blocks at a page's edge that come back on other pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liteparse import LayoutBlock

from lineup.engine.processors.convert.model.blocks import BlockType
from lineup.engine.processors.convert.pdf.source_pages import SourcePage

_BAND = 0.09  # of the page's height, at its top and at its bottom
_MAX_CHARACTERS = 150
_ENOUGH_PAGES = 3
_NUMBER = re.compile(r"\d+")
_EDGE_NUMBER = re.compile(r"^(\d{1,5})\b|\b(\d{1,5})$")
_WORDS = {"paragraph", "heading", "list_item", "footnote"}

Place = tuple[int, int]
"""A block by its page's index and its own place on the page."""

_Key = tuple[BlockType, str | int | None]


@dataclass(frozen=True)
class _Candidate:
    """A short block at an edge of its page."""

    place: Place
    edge: BlockType
    text: str

    @property
    def pattern(self) -> str:
        """The text with all numbers alike, as they count up from page to page."""
        return _NUMBER.sub("#", self.text.casefold())

    @property
    def number_offset(self) -> int | None:
        """How far the number that the text begins or ends with is from the page's index, if there is one."""
        match = _EDGE_NUMBER.search(self.text)
        return None if match is None else int(match[1] or match[2]) - self.place[0]


def find_furniture(pages: Sequence[SourcePage]) -> dict[Place, BlockType]:
    """Return which blocks are running headers or footers.

    At an edge, a text that is the same but for its numbers on three pages (or on both of two), or one that begins or
    ends with a page number which counts along on three pages.
    """
    if len(pages) < 2:  # noqa: PLR2004 (one page repeats nothing)
        return {}
    enough = min(_ENOUGH_PAGES, len(pages))
    candidates = [candidate for page in pages for candidate in _candidates(page)]
    patterns = _frequent(((one.edge, one.pattern), one.place[0]) for one in candidates)
    offsets = _frequent(
        ((one.edge, one.number_offset), one.place[0])
        for one in candidates
        if one.number_offset is not None
    )
    return {
        one.place: one.edge
        for one in candidates
        if patterns[one.edge, one.pattern] >= enough
        or offsets[one.edge, one.number_offset] >= _ENOUGH_PAGES
    }


def _frequent(seen: Iterable[tuple[_Key, int]]) -> Counter[_Key]:
    pages: defaultdict[_Key, set[int]] = defaultdict(set)
    for key, page in seen:
        pages[key].add(page)
    return Counter({key: len(indices) for key, indices in pages.items()})


def _candidates(page: SourcePage) -> Iterable[_Candidate]:
    for at, block in enumerate(page.blocks):
        edge = _edge(block, page.height / page.unit)
        text = " ".join((block.text or "").split())
        if edge is not None and text and len(text) <= _MAX_CHARACTERS:
            yield _Candidate((page.index, at), edge, text)


def _edge(block: LayoutBlock, page_height: float) -> BlockType | None:
    if block.bbox is None or block.kind not in _WORDS:
        return None
    if block.bbox.y + block.bbox.height <= _BAND * page_height:
        return BlockType.PAGE_HEADER
    if block.bbox.y >= (1 - _BAND) * page_height:
        return BlockType.PAGE_FOOTER
    return None
