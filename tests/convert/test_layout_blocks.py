"""liteparse's blocks as ours, headers and footers, and the indentation of program text."""

from dataclasses import replace

import pytest
from liteparse import AnnotationRect, LayoutBlock, LayoutCell, ParsedPage, TextItem

from lineup.engine.processors.convert.model.blocks import Block, BlockType, Content
from lineup.engine.processors.convert.model.contents import (
    Cell,
    Drawing,
    Grid,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.document import ExtractionMethod
from lineup.engine.processors.convert.model.inline import Mark, Run, plain
from lineup.engine.processors.convert.pdf.furniture import find_furniture
from lineup.engine.processors.convert.pdf.indentation import with_indentation
from lineup.engine.processors.convert.pdf.layout_blocks import block_of
from lineup.engine.processors.convert.pdf.source_pages import SourcePage

PLACE = AnnotationRect(x=10, y=20, width=30, height=40)


def read(layout: LayoutBlock, unit: float = 1.0) -> Block:
    block = block_of(layout, "key", unit)
    assert block is not None
    return block


@pytest.mark.parametrize(
    ("layout", "block_type", "content"),
    [
        pytest.param(
            LayoutBlock("heading", text="A *b*", level=2),
            BlockType.SECTION_HEADER,
            Heading(plain("A *b*"), 2),
            id="a heading, whose text carries no marks",
        ),
        pytest.param(
            LayoutBlock("heading", text="A", level=9),
            BlockType.SECTION_HEADER,
            Heading(plain("A"), 6),
            id="a heading deeper than HTML has them",
        ),
        pytest.param(
            LayoutBlock("paragraph", text="x", bold=True, italic=True),
            BlockType.TEXT,
            Prose((Run("x", (Mark.BOLD, Mark.ITALIC)),)),
            id="a paragraph that is bold as a whole",
        ),
        pytest.param(
            LayoutBlock("list_item", text="x", marker="•", level=2),
            BlockType.LIST_ITEM,
            Item(plain("x"), 2),
            id="a bullet",
        ),
        pytest.param(
            LayoutBlock("list_item", text="x", marker="(12)", ordered=True),
            BlockType.LIST_ITEM,
            Item(plain("x"), 0, 12),
            id="a number",
        ),
        pytest.param(
            LayoutBlock("list_item", text="x", marker="iv.", ordered=True),
            BlockType.LIST_ITEM,
            Item((Run("iv. "), Run("x"))),
            id="a marker that is no number",
        ),
        pytest.param(
            LayoutBlock("code", lines=["a", " b"], lang="python"),
            BlockType.CODE,
            Listing("a\n b", "python"),
            id="code",
        ),
        pytest.param(
            LayoutBlock("grid_fallback", lines=["a  b"]),
            BlockType.CODE,
            Listing("a  b"),
            id="text that is only held by its spaces",
        ),
        pytest.param(
            LayoutBlock("figure", id="p1_1", format="png"),
            BlockType.FIGURE,
            Drawing("key"),
            id="a figure",
        ),
        pytest.param(
            LayoutBlock("table", header=[LayoutCell("h")], rows=[[LayoutCell("c")]]),
            BlockType.TABLE,
            Grid(2, 1, (Cell(plain("h"), 0, 0, is_header=True), Cell(plain("c"), 1, 0))),
            id="a table with a header",
        ),
    ],
)
def test_each_kind_becomes_its_type(
    layout: LayoutBlock, block_type: BlockType, content: Content
) -> None:
    block = read(layout)
    assert (block.type, block.content, block.box) == (block_type, content, None)


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(LayoutBlock("rule", bbox=PLACE), id="a rule"),
        pytest.param(LayoutBlock("paragraph", text=""), id="a paragraph without text"),
    ],
)
def test_what_holds_nothing_is_left_out(layout: LayoutBlock) -> None:
    assert block_of(layout, "key", 1.0) is None


def test_places_are_turned_into_the_pages_unit() -> None:
    block = read(LayoutBlock("paragraph", text="x", bbox=PLACE), unit=2.0)
    assert block.box == (20, 40, 80, 120)


def page(index: int, *blocks: LayoutBlock) -> SourcePage:
    return SourcePage(index, 600, 800, blocks, ExtractionMethod.PDFTEXT)


def line(text: str, y: float, kind: str = "paragraph") -> LayoutBlock:
    return LayoutBlock(kind, text=text, bbox=AnnotationRect(50, y, 200, 12))


def test_one_page_has_no_furniture() -> None:
    assert find_furniture([page(0, line("Header", 20))]) == {}


def test_on_two_pages_a_repeated_text_at_an_edge_is_furniture() -> None:
    pages = [page(at, line("Header", 20), line("the same", 400)) for at in range(2)]
    assert find_furniture(pages) == {
        (0, 0): BlockType.PAGE_HEADER,
        (1, 0): BlockType.PAGE_HEADER,
    }


def test_a_repeated_heading_in_the_body_is_no_furniture() -> None:
    pages = [page(at, line(f"{at} Section", 100, "heading")) for at in range(5)]
    assert find_furniture(pages) == {}


def test_a_text_without_a_place_a_long_one_and_a_figure_are_no_furniture() -> None:
    blocks = (
        LayoutBlock("paragraph", text="nowhere"),
        line("long " * 40, 20),
        line("", 20, "figure"),
    )
    assert find_furniture([page(at, *blocks) for at in range(4)]) == {}


def item(text: str, x: float, y: float) -> TextItem:
    return TextItem(text, x, y, 6.0 * len(text), 10.0)


def indented(block: LayoutBlock, *items: TextItem) -> list[str] | None:
    parsed = ParsedPage(1, 600, 800, "", text_items=list(items), blocks=[block])
    lines: list[str] | None = with_indentation(parsed)[0].lines
    return lines


CODE = LayoutBlock("code", lines=["if x:", "y()"], bbox=AnnotationRect(50, 100, 200, 30))


def test_lines_are_indented_as_far_as_they_stand_to_the_right() -> None:
    items = (item("if", 50, 100), item("x:", 68, 100), item("y()", 74, 115), item("far", 50, 400))
    assert indented(CODE, *items) == ["if x:", "    y()"]


@pytest.mark.parametrize(
    ("block", "items"),
    [
        pytest.param(CODE, (item("if x:", 50, 100),), id="fewer lines on the page"),
        pytest.param(replace(CODE, bbox=None), (item("if x:", 50, 100),), id="no place"),
    ],
)
def test_lines_that_can_not_be_matched_stay(
    block: LayoutBlock, items: tuple[TextItem, ...]
) -> None:
    assert indented(block, *items) == ["if x:", "y()"]


def test_code_without_lines_stays_without() -> None:
    assert indented(replace(CODE, lines=None)) == []
