"""A whole document with its texts changed; types, numbers, order and boxes of its blocks stay."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, assert_never

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
from lineup.engine.processors.convert.model.inline import Runs
from lineup.engine.processors.convert.render.scene import block_id, page_id


class Rewriter(Protocol):
    """Changes texts. `place` is the id of the block, or of the page, that the text belongs to."""

    def runs(self, runs: Runs, place: str = "", /) -> Runs:
        """Return what becomes of running text."""
        ...

    def text(self, text: str, place: str = "", /) -> str:
        """Return what becomes of program text, a formula, a picture's description, a page's title or a warning."""
        ...

    def finds(self, texts: Iterable[str], /) -> bool:
        """Whether anything would be changed in the lines of a page, one value over two of them included."""
        ...


def rewritten_document(document: Document, rewriter: Rewriter) -> Document:
    """Return the document with every text as the rewriter makes it."""
    pages = tuple(_page(page, rewriter) for page in document.pages)
    warnings = tuple(rewriter.text(warning) for warning in document.warnings)
    return replace(document, pages=pages, warnings=warnings)


def _page(page: Page, rewriter: Rewriter) -> Page:
    """Return the page changed. Its lines stay only where nothing was: what is found may run over two of them."""
    blocks = tuple(_block(page, block, rewriter) for block in page.blocks)
    title = rewriter.text(page.title, page_id(page))
    is_untouched = (
        blocks == page.blocks
        and title == page.title
        and not rewriter.finds(line.text for line in page.lines)
    )
    return replace(page, blocks=blocks, title=title, lines=page.lines if is_untouched else ())


def _block(page: Page, block: Block, rewriter: Rewriter) -> Block:
    if isinstance(block.content, Group):
        children = tuple(_block(page, child, rewriter) for child in block.content.children)
        return replace(block, content=Group(children))
    return replace(block, content=_content(block.content, rewriter, block_id(page, block)))


def _content(content: Content, rewriter: Rewriter, place: str) -> Content:
    match content:
        case Prose() | Heading() | Item():
            return replace(content, runs=rewriter.runs(content.runs, place))
        case Listing():
            return replace(content, text=rewriter.text(content.text, place))
        case Formula():
            return replace(content, latex=rewriter.text(content.latex, place))
        case Grid():
            cells = tuple(
                replace(cell, runs=rewriter.runs(cell.runs, place)) for cell in content.cells
            )
            return replace(content, cells=cells)
        case Drawing():
            return replace(content, alt=rewriter.text(content.alt, place))
        case Group():
            return content
        case _:
            assert_never(content)
