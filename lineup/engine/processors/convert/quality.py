"""The parse quality score, 0 to 5.

The scale is the API's (contract §4.4: from 4 excellent, from 3 good, from 2 fair, below that poor); how it is computed
is ours, as the service doesn't say. It is 5 times the mean quality of the pages, each between 0 and 1:

- a page that failed, or that has something to read which this mode didn't: 0;
- a page read by OCR: the mean confidence of its words, weighted by their lengths;
- any other page with text: 1, less five times the share of its characters that are no text (replacement characters,
  private use, unassigned), as a broken font encoding leaves them;
- a page with nothing on it is left out; a document of such pages alone scores 5.
"""

import unicodedata
from collections.abc import Iterable
from typing import assert_never

from lineup.engine.processors.convert.model.blocks import Block, Group
from lineup.engine.processors.convert.model.contents import (
    Drawing,
    Formula,
    Grid,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.document import Document, Page
from lineup.engine.processors.convert.model.inline import plain_text

_BEST = 5.0
_ODD_CATEGORIES = {"Co", "Cn", "Cs"}
_REPLACEMENT = "�"
_ODD_WEIGHT = 5.0


def parse_quality_score(document: Document) -> float:
    """Return the score of the document, rounded to hundredths."""
    known = [quality for page in document.pages if (quality := _page_quality(page)) is not None]
    known += [0.0] * len(document.failed_pages)
    return round(_BEST * sum(known) / len(known), 2) if known else _BEST


def block_text(block: Block) -> str:
    """Return all text of the block without its look."""
    match block.content:
        case Prose(runs) | Heading(runs) | Item(runs):
            return plain_text(runs)
        case Listing(text):
            return text
        case Formula(latex):
            return latex
        case Grid() as grid:
            return "\n".join(plain_text(cell.runs) for cell in grid.cells)
        case Drawing():
            return ""
        case Group(children):
            return "\n".join(block_text(child) for child in children)
        case _:
            assert_never(block.content)


def _page_quality(page: Page) -> float | None:
    if page.is_unread:
        return 0.0
    if page.confidence is not None:
        return page.confidence
    text = "".join(block_text(block) for block in page.blocks)
    if not text:
        return 1.0 if page.blocks else None
    return max(0.0, 1.0 - _ODD_WEIGHT * odd_count(text) / len(text))


def odd_count(text: str) -> int:
    """Return how many characters are no text."""
    return sum(text.count(odd) for odd in odd_characters(set(text)))


def odd_characters(characters: Iterable[str]) -> list[str]:
    """Return those of the characters that are no text."""
    return [
        character
        for character in characters
        if character == _REPLACEMENT or unicodedata.category(character) in _ODD_CATEGORIES
    ]
