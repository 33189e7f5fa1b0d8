"""Titles, and the text below a heading."""

from collections.abc import Iterator

from rapidfuzz import fuzz

from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.model.contents import Heading, Item, Prose
from lineup.engine.processors.convert.model.document import Document, Page
from lineup.engine.processors.convert.quality import block_text
from lineup.engine.processors.convert.render.scene import block_id
from lineup.engine.processors.extract.lexicon.loading import Phrase
from lineup.engine.processors.extract.search.prose import Fact
from lineup.engine.processors.extract.text.words import phrase

_ALIKE = 88
_MOST_BLOCKS = 12
_MOST_CHARACTERS = 20_000


def title_of(document: Document) -> Iterator[Fact]:
    """Yield the highest heading of the first page."""
    for page in document.pages[:1]:
        headings = [block for block in page.walk() if isinstance(block.content, Heading)]
        best = min(headings, key=lambda each: each.heading_level or 9, default=None)
        if best is not None:
            text = " ".join(block_text(best).split())
            yield Fact(text, 0.8, block_id(page, best), text)


def text_below(document: Document, names: tuple[Phrase, ...]) -> Iterator[Fact]:
    """Yield the text below headings that are called like one of the names, as far as the next heading."""
    blocks = [
        (page, block) for page in document.pages for block in page.walk() if not block.children
    ]
    for at, (page, block) in enumerate(blocks):
        if not isinstance(block.content, Heading) or not _is_called(block, names):
            continue
        text = " ".join(_body(blocks[at + 1 : at + 1 + _MOST_BLOCKS]))[:_MOST_CHARACTERS]
        if text:
            yield Fact(text, 0.93, block_id(page, block), block_text(block))


def _is_called(block: Block, names: tuple[Phrase, ...]) -> bool:
    words = tuple(word for word in phrase(block_text(block)) if not word.isdigit())
    joined = " ".join(words)
    return any(fuzz.ratio(joined, " ".join(name)) >= _ALIKE for name in names)


def _body(blocks: list[tuple[Page, Block]]) -> Iterator[str]:
    for _, block in blocks:
        if isinstance(block.content, Heading):
            return
        if isinstance(block.content, Prose | Item) and not block.is_furniture:
            yield " ".join(block_text(block).split())
