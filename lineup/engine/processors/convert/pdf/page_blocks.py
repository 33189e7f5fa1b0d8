"""The blocks of a page as liteparse tells them, mended by what its words' places and type say."""

from collections.abc import Sequence

from liteparse import LayoutBlock, ParsedPage

from lineup.engine.processors.convert.layout.headings import without_false_headings
from lineup.engine.processors.convert.layout.regions import Region
from lineup.engine.processors.convert.layout.tables import table_boxes
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.pdf.code_blocks import code_box, with_code
from lineup.engine.processors.convert.pdf.column_blocks import in_columns
from lineup.engine.processors.convert.pdf.contents_lines import with_contents
from lineup.engine.processors.convert.pdf.continued import whole_paragraphs
from lineup.engine.processors.convert.pdf.footnotes import with_footnotes
from lineup.engine.processors.convert.pdf.grid_blocks import with_tables
from lineup.engine.processors.convert.pdf.headings import with_headings
from lineup.engine.processors.convert.pdf.indentation import with_indentation
from lineup.engine.processors.convert.pdf.line_items import LineItem, line_items, usual_size
from lineup.engine.processors.convert.pdf.mixed_blocks import apart_by_look

_MOST_ITEMS = 4000
_MOST_PAIRS = 600_000  # of items and blocks: looking at each pair takes about a second then


def page_blocks(
    page: ParsedPage, regions: Sequence[Region] = (), *, has_code: bool = True
) -> tuple[LayoutBlock, ...]:
    """Return the page's blocks in reading order: its tables whole, its columns apart, its headings told by their type.

    `regions` are what the layout model saw on the page, in points, if it was asked: tables that nothing else shows, and
    figures, in which nothing is a heading. Without `has_code`, type of one width is not taken for program text. A page
    with very many words or blocks keeps what liteparse made of it.
    """
    blocks = with_indentation(page)
    items = len(page.text_items)
    if items > _MOST_ITEMS or items * len(blocks) > _MOST_PAIRS:
        return blocks
    lines = line_items(page)
    listed = with_contents(blocks, lines)
    coded = with_code(listed, lines) if has_code else listed
    whole = apart_by_look(
        with_tables(page, coded, _outside_code(lines, coded), table_boxes(regions)), lines
    )
    in_order = in_columns(whole, lines, (page.width, page.height))
    size = usual_size(lines)
    told = with_headings(in_order, lines, size, page.height)
    noted = with_footnotes(whole_paragraphs(told, lines), lines, size, page.height)
    return without_false_headings(noted, regions)


def _outside_code(lines: Sequence[LineItem], blocks: Sequence[LayoutBlock]) -> list[LineItem]:
    """Return the lines of no program text, in which no table is looked for."""
    boxes = [box for block in blocks if (box := code_box(block)) is not None]
    return [line for line in lines if not any(_is_inside(line, box) for box in boxes)]


def _is_inside(line: LineItem, box: Box) -> bool:
    return (
        box[0] <= line.box[0]
        and line.box[2] <= box[2]
        and box[1] <= line.box[1]
        and line.box[3] <= box[3]
    )
