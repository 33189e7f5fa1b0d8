"""The blocks of a page as liteparse tells them, mended by what its words' places and type say."""

from liteparse import LayoutBlock, ParsedPage

from lineup.engine.processors.convert.pdf.column_blocks import in_columns
from lineup.engine.processors.convert.pdf.grid_blocks import with_tables
from lineup.engine.processors.convert.pdf.headings import with_headings
from lineup.engine.processors.convert.pdf.indentation import with_indentation
from lineup.engine.processors.convert.pdf.line_items import line_items
from lineup.engine.processors.convert.pdf.mixed_blocks import apart_by_look

_MOST_ITEMS = 4000
_MOST_PAIRS = 600_000  # of items and blocks: looking at each pair takes about a second then


def page_blocks(page: ParsedPage) -> tuple[LayoutBlock, ...]:
    """Return the page's blocks in reading order: its tables whole, its columns apart, its headings told by their type.

    A page with very many words or blocks keeps what liteparse made of it.
    """
    blocks = with_indentation(page)
    items = len(page.text_items)
    if items > _MOST_ITEMS or items * len(blocks) > _MOST_PAIRS:
        return blocks
    lines = line_items(page)
    whole = apart_by_look(with_tables(page, blocks, lines), lines)
    in_order = in_columns(whole, lines, (page.width, page.height))
    return with_headings(in_order, lines, page.height)
