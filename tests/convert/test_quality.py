"""The parse quality score, and formulas and pictures in all renderings."""

import pytest

from lineup.engine.processors.convert.model.blocks import Block, BlockType, Group
from lineup.engine.processors.convert.model.contents import (
    Cell,
    Drawing,
    Formula,
    Grid,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.document import (
    Document,
    ExtractionMethod,
    Page,
    PageKind,
    Picture,
)
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.convert.quality import block_text, parse_quality_score
from lineup.engine.processors.convert.render.blocks_html import HtmlWriter, name_as_reference
from lineup.engine.processors.convert.render.documents import document_html, document_markdown
from lineup.engine.processors.convert.render.scene import Scene
from lineup.engine.processors.convert.settings import ConvertSettings


def prose(text: str) -> Block:
    return Block(BlockType.TEXT, Prose(plain(text)))


def page(*blocks: Block, confidence: float | None = None, unread: bool = False) -> Page:
    return Page(
        0, 612, 792, numbered(blocks), ExtractionMethod.PDFTEXT, confidence, is_unread=unread
    )


def document(*pages: Page, failed: tuple[int, ...] = ()) -> Document:
    return Document(PageKind.PAGE, pages, failed)


@pytest.mark.parametrize(
    ("judged", "score"),
    [
        pytest.param(document(page(prose("All is well."))), 5.0, id="clean text"),
        pytest.param(document(page(prose("well" * 9 + "\ufffd\ue000\U000f0000x"))), 3.12, id="odd"),
        pytest.param(document(page(prose("\ufffd" * 9))), 0.0, id="nothing but odd characters"),
        pytest.param(document(page(prose("x"), confidence=0.8)), 4.0, id="words of OCR"),
        pytest.param(document(page(unread=True)), 0.0, id="a page that was not read"),
        pytest.param(document(page(prose("x")), failed=(1,)), 2.5, id="one page of two failed"),
        pytest.param(document(page()), 5.0, id="a blank page"),
        pytest.param(
            document(page(Block(BlockType.FIGURE, Drawing("k")))), 5.0, id="a page of one figure"
        ),
    ],
)
def test_the_score(judged: Document, score: float) -> None:
    assert parse_quality_score(judged) == score


@pytest.mark.parametrize(
    ("block", "text"),
    [
        pytest.param(prose("a"), "a", id="prose"),
        pytest.param(Block(BlockType.SECTION_HEADER, Heading(plain("b"), 1)), "b", id="heading"),
        pytest.param(Block(BlockType.LIST_ITEM, Item(plain("c"))), "c", id="item"),
        pytest.param(Block(BlockType.CODE, Listing("d")), "d", id="code"),
        pytest.param(Block(BlockType.EQUATION, Formula("e")), "e", id="formula"),
        pytest.param(
            Block(BlockType.TABLE, Grid(1, 1, (Cell(plain("f"), 0, 0),))), "f", id="table"
        ),
        pytest.param(Block(BlockType.FIGURE, Drawing("k", "alt")), "", id="figure"),
        pytest.param(
            Block(BlockType.TABLE_GROUP, Group((prose("g"), prose("h")))), "g\nh", id="group"
        ),
    ],
)
def test_the_text_of_a_block(block: Block, text: str) -> None:
    assert block_text(block) == text


def scene(*blocks: Block, **settings: bool) -> Scene:
    pictures = {"known": Picture(b"x", "image/jpeg")}
    return Scene(document(page(*blocks)), pictures, ConvertSettings.model_validate(settings))


def test_a_formula_is_set_off() -> None:
    drawn = scene(Block(BlockType.EQUATION, Formula("a<b")))
    assert document_markdown(drawn) == "$$\na<b\n$$"
    assert document_html(drawn) == '<p><math display="block">a&lt;b</math></p>'


def test_code_gets_a_fence_longer_than_any_in_it() -> None:
    drawn = scene(Block(BlockType.CODE, Listing("a\n````\nb", 'x" onclick="y')))
    assert document_markdown(drawn) == "`````xonclicky\na\n````\nb\n`````"
    assert '<code class="language-x&quot; onclick=&quot;y">' in document_html(drawn)


def test_an_alternative_text_can_not_end_its_reference() -> None:
    drawn = scene(Block(BlockType.PICTURE, Drawing("known", 'a](b) "c"\n<d>')))
    assert document_markdown(drawn) == '![a\\](b) "c" &lt;d>](_page_0_Picture_0.jpeg)'
    assert 'alt="a](b) &quot;c&quot;\n&lt;d&gt;"' in document_html(drawn)


def test_a_picture_without_bytes_shows_its_alternative_text() -> None:
    drawn = scene(Block(BlockType.PICTURE, Drawing("unknown", "a <chart>")))
    assert document_markdown(drawn) == "a &lt;chart>"
    assert document_html(drawn) == "<p>a &lt;chart&gt;</p>"


def test_a_lone_item_and_a_lone_group_can_be_written() -> None:
    item = Block(BlockType.LIST_ITEM, Item(plain("a")))
    drawn = scene(item)
    assert document_markdown(drawn) == "- a"
    writer = HtmlWriter(drawn, drawn.document.pages[0], name_as_reference)
    assert writer.whole(item) == "<li>a</li>"
    assert writer.leaf(Block(BlockType.LIST_GROUP, Group((item,)))) == ""


def test_a_header_is_not_written_unless_asked_for() -> None:
    header = Block(BlockType.PAGE_HEADER, Prose(plain("running")))
    assert document_html(scene(header)) == ""
    assert document_html(scene(header, include_headers_footers=True)) == "<p>running</p>"
