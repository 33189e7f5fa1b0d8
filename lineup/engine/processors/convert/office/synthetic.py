"""Pages for formats that have none."""

from collections.abc import Iterable

from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.quality import block_text

PAGE_CHARACTERS = 3_000
"""About how much text a made-up page holds."""


def split_into_pages(blocks: Iterable[Block]) -> list[list[Block]]:
    """Return the blocks on pages of about 3,000 characters. No block is cut, so one alone may be longer.

    The same document always gives the same pages, so that a page range means the same each time.
    """
    pages: list[list[Block]] = []
    held = PAGE_CHARACTERS
    for block in blocks:
        length = len(block_text(block))
        if not pages or held + length > PAGE_CHARACTERS:
            pages.append([])
            held = 0
        pages[-1].append(block)
        held += length
    return pages
