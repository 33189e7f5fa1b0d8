"""Pages for formats that have none."""

import zlib
from collections.abc import Iterable

from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.quality import block_text

PAGE_CHARACTERS = 3_000
"""How much text a made-up page holds at most, one long block aside."""

_FEW, _SOME = 1_000, 1_500
_MAIN_LEVEL = 2
_ONE_IN = 4


def split_into_pages(blocks: Iterable[Block]) -> list[list[Block]]:
    """Return the blocks on pages of up to about 3,000 characters; no block is cut.

    The same document always gives the same pages, so that a page range means the same each time. Where a page begins is
    decided by what stands there (a main heading, or in one text of four its own characters) rather than by counting
    from the beginning alone: after a small edit the later pages are the same again.
    """
    pages: list[list[Block]] = []
    held = 0
    for block in blocks:
        text = block_text(block)
        if not pages or _is_full(held, text) or (_begins_page(block, text, held)):
            pages.append(_heading_left_behind(pages))
            held = sum(len(block_text(moved)) for moved in pages[-1])
        pages[-1].append(block)
        held += len(text)
    return pages


def _is_full(held: int, text: str) -> bool:
    return held > 0 and held + len(text) > PAGE_CHARACTERS


def _begins_page(block: Block, text: str, held: int) -> bool:
    is_main = block.heading_level is not None and block.heading_level <= _MAIN_LEVEL
    if is_main:
        return held >= _FEW
    return held >= _SOME and zlib.crc32(text.encode("utf-8", "replace")) % _ONE_IN == 0


def _heading_left_behind(pages: list[list[Block]]) -> list[Block]:
    """Take the heading at a page's end, if there is one below other text, to the page that begins."""
    if not pages or len(pages[-1]) < 2 or pages[-1][-1].heading_level is None:  # noqa: PLR2004 (it and another)
        return []
    return [pages[-1].pop()]
