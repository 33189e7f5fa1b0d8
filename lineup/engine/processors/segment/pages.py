"""What the pages of a document show to who tells its parts apart."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.convert.model.document import Document, Page
from lineup.engine.processors.convert.quality import block_text
from lineup.engine.processors.convert.render.scene import block_id
from lineup.engine.processors.segment.text import folded, stems

_MOST_CHARACTERS = 20_000
"""How much of a page is read: more tells nothing new."""

_HEAD_BLOCKS, _HEAD_CHARACTERS = 6, 400
_SHORT_LINE = 80
_EDGE_CHARACTERS = 300
_DIGITS = re.compile(r"\d+")
_MARKED = re.compile(r"(?<![a-z\d])[a-z]*+\d[a-z\d]{4,}", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line that stands out: its text, the block it is in, and that block's place among the page's."""

    text: str
    block_id: str
    place: int
    is_heading: bool
    level: int = 6


@dataclass(frozen=True)
class PageText:
    """One page: `blocks` are its texts in reading order, without running headers and footers."""

    page: Page
    blocks: tuple[str, ...]
    lines: tuple[Line, ...]
    edges: tuple[str, ...]

    @property
    def index(self) -> int:
        """The page's 0-based place in the document."""
        return self.page.index

    @cached_property
    def text(self) -> str:
        """The page's text, cut where it gets long."""
        return "\n".join(self.blocks)[:_MOST_CHARACTERS]

    @cached_property
    def head(self) -> str:
        """How the page begins, folded."""
        return folded("\n".join(self.blocks[:_HEAD_BLOCKS])[:_HEAD_CHARACTERS])

    @cached_property
    def stems(self) -> Counter[str]:
        """How often each word's beginning stands on the page."""
        return Counter(stems(self.text))

    @cached_property
    def marks(self) -> frozenset[str]:
        """Numbers and codes that only pages of one document share."""
        return frozenset(mark.casefold() for mark in _MARKED.findall(self.text))

    @cached_property
    def frame(self) -> tuple[str, str]:
        """The first and the last text of the page without its digits: what repeats from page to page of a document."""
        texts = [text for text in self.edges if text.strip()]
        if not texts:
            return "", ""
        first, last = (
            folded(_DIGITS.sub(" ", text[:_SHORT_LINE])) for text in (texts[0], texts[-1])
        )
        return first, last

    @property
    def edge_text(self) -> str:
        """The texts where page numbers stand: running headers and footers, the first texts and the last."""
        return "\n".join(text[:_EDGE_CHARACTERS] for text in self.edges)


def read_pages(document: Document) -> list[PageText]:
    """Return what the document's pages show."""
    return [_page_text(page) for page in document.pages]


def _page_text(page: Page) -> PageText:
    body = [block for block in page.walk() if not block.children and not block.is_furniture]
    texts = tuple(block_text(block) for block in body)
    return PageText(page, texts, tuple(_lines(page, body, texts)), _edges(page, texts))


def _lines(page: Page, body: Sequence[Block], texts: Sequence[str]) -> list[Line]:
    """Return the headings, and the short lines with which the page begins: titles are not always read as headings."""
    lines = []
    for place, (block, text) in enumerate(zip(body, texts, strict=True)):
        first = text.strip().partition("\n")[0].strip()
        level = block.heading_level
        is_title = place < _HEAD_BLOCKS and block.type is BlockType.TEXT
        if first and len(first) <= _SHORT_LINE and (level is not None or is_title):
            name = block_id(page, block)
            lines.append(Line(first, name, place, level is not None, level or 6))
    return lines


def _edges(page: Page, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the running headers, the first texts, the last ones, and the running footers."""
    furniture = [block for block in page.walk() if block.is_furniture and not block.children]
    above = [block_text(b) for b in furniture if b.type is BlockType.PAGE_HEADER]
    below = [block_text(b) for b in furniture if b.type is BlockType.PAGE_FOOTER]
    return (*above, *texts[:2], *texts[-2:], *below)
