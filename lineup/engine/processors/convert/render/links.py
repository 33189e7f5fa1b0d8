"""The document's links, as the extra `extract_links` lists them."""

from collections.abc import Iterator
from itertools import groupby

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.model.contents import Grid, Heading, Item, Prose
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.convert.model.inline import Runs, plain_text
from lineup.engine.processors.convert.render.inline_html import safe_link
from lineup.engine.processors.convert.render.scene import block_id


def document_links(document: Document) -> list[JsonObject]:
    """Return each link's text and address, and the block it stands in. Those that would run code are left out."""
    return [
        {"text": text, "url": address, "page_id": page.index, "block_id": block_id(page, block)}
        for page in document.pages
        for block in page.walk()
        for runs in _texts(block)
        for text, address in _links(runs)
    ]


def _links(runs: Runs) -> Iterator[tuple[str, str]]:
    for link, linked in groupby(runs, key=lambda run: run.link):
        address = safe_link(link)
        if address is not None:
            yield plain_text(linked).strip(), address


def _texts(block: Block) -> Iterator[Runs]:
    match block.content:
        case Prose(runs) | Heading(runs) | Item(runs):
            yield runs
        case Grid(cells=cells):
            yield from (cell.runs for cell in cells)
        case _:
            return
