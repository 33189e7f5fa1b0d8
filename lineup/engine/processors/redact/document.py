"""A whole document with its personal data taken out."""

from dataclasses import replace
from typing import assert_never

from lineup.engine.processors.convert.model.blocks import Block, Content, Group
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
from lineup.engine.processors.redact.redactor import Redactor


def redacted_document(document: Document, redactor: Redactor) -> Document:
    """Return the document with every text redacted; types, numbers, order and boxes of its blocks stay."""
    pages = tuple(_page(page, redactor) for page in document.pages)
    warnings = tuple(redactor.text(warning) for warning in document.warnings)
    return replace(document, pages=pages, warnings=warnings)


def picture_count(document: Document) -> int:
    """Return how many pictures the document has."""
    blocks = (block for page in document.pages for block in page.walk())
    return sum(isinstance(block.content, Drawing) for block in blocks)


def _page(page: Page, redactor: Redactor) -> Page:
    """Return the page redacted. Its lines stay only where nothing was found: a finding may run over two of them."""
    blocks = tuple(_block(block, redactor) for block in page.blocks)
    title = redactor.text(page.title)
    is_untouched = (
        blocks == page.blocks
        and title == page.title
        and not redactor.finds(line.text for line in page.lines)
    )
    return replace(page, blocks=blocks, title=title, lines=page.lines if is_untouched else ())


def _block(block: Block, redactor: Redactor) -> Block:
    return replace(block, content=_content(block.content, redactor))


def _content(content: Content, redactor: Redactor) -> Content:
    match content:
        case Prose() | Heading() | Item():
            return replace(content, runs=redactor.runs(content.runs))
        case Listing():
            return replace(content, text=redactor.text(content.text))
        case Formula():
            return replace(content, latex=redactor.text(content.latex))
        case Grid():
            cells = tuple(replace(cell, runs=redactor.runs(cell.runs)) for cell in content.cells)
            return replace(content, cells=cells)
        case Drawing():
            return replace(content, alt=redactor.text(content.alt))
        case Group():
            return Group(tuple(_block(child, redactor) for child in content.children))
        case _:
            assert_never(content)
