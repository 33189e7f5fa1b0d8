from components.page_blocks import (
    assembled_html,
    block_label,
    boxed_blocks,
    image_sources,
    markdown_of_page,
    markdown_pages,
    pages_note,
    result_pages,
)
from lineup.contract.results import Block
from tests.dashboard.samples_of import block, page_block, result

_TWO_PAGES = f"\n\n{{0}}{'-' * 48}\n\n# One\n\n{{4}}{'-' * 48}\n\nTwo"


def test_the_pages_of_a_tree_keep_their_numbers_in_the_document() -> None:
    pages = result_pages(result(page_block(page=2), page_block(page=5)))
    assert [(page.position, page.page_index) for page in pages] == [(0, 2), (1, 5)]


def test_a_page_block_without_a_usable_id_is_numbered_by_its_place() -> None:
    pages = result_pages(result(Block(block_type="Page", id="odd"), Block(block_type="Page")))
    assert [page.page_index for page in pages] == [0, 1]


def test_without_a_tree_the_separators_of_markdown_make_pages() -> None:
    pages = result_pages(result(markdown=_TWO_PAGES))
    assert [(page.page_index, page.block) for page in pages] == [(0, None), (4, None)]
    assert markdown_of_page(_TWO_PAGES, pages[1]) == "Two"


def test_a_result_without_pages_is_one_page() -> None:
    pages = result_pages(result(markdown="# All of it"))
    assert len(pages) == 1
    assert markdown_of_page("# All of it", pages[0]) == "# All of it"
    assert len(result_pages(result())) == 1


def test_a_line_of_dashes_is_no_page_separator() -> None:
    assert markdown_pages("{0}---\n" + "-" * 48) == []


def test_references_are_replaced_by_what_they_name_at_any_depth() -> None:
    group = block(
        "TableGroup",
        5,
        "<content-ref src='/page/0/Caption/6'></content-ref><content-ref src='/page/0/Table/7'></content-ref>",
        children=[block("Caption", 6, "<p>Sales</p>"), block("Table", 7, "<table></table>")],
    )
    page = page_block(block("Text", 1, "<p>Hello</p>"), group)
    assert assembled_html(page) == "<p>Hello</p><p>Sales</p><table></table>"


def test_a_reference_to_nothing_leaves_nothing() -> None:
    page = block(
        "Page",
        9,
        '<content-ref src="/page/0/Text/8"></content-ref>!',
        children=[block("Text", 1, "x")],
    )
    assert assembled_html(page) == "!"


def test_a_container_without_references_shows_its_children() -> None:
    page = block("Page", 9, "", children=[block("Text", 1, "a"), block("Text", 2, "b")])
    assert assembled_html(page) == "ab"


def test_a_leaf_with_a_stray_reference_loses_it() -> None:
    assert assembled_html(block("Text", 1, "a<content-ref src='x'></content-ref>")) == "a"


def test_a_tree_that_is_too_deep_ends() -> None:
    deep = block("Text", 0, "bottom")
    for number in range(1, 60):
        deep = block(
            "ListGroup", number, f"<content-ref src='{deep.id}'></content-ref>", children=[deep]
        )
    assert assembled_html(deep) == ""


def test_only_blocks_with_a_box_can_be_chosen() -> None:
    page = page_block(block("Text", 1, "a"), block("Text", 2, "b", bbox=None))
    assert [each.id for each in boxed_blocks(page)] == ["/page/0/Text/1"]


def test_a_block_is_named_by_its_number_type_and_first_words() -> None:
    assert block_label(block("Table", 7, "<b>Q3</b>\n <i>2026</i>"), 3) == "3 · Table · Q3 2026"
    assert block_label(block("Text", 7, "A &amp; B &lt; C"), 3) == "3 · Text · A & B < C"
    assert block_label(block("Picture", 8, "<img src='x'>"), 4) == "4 · Picture"
    long = block_label(block("Text", 1, "word " * 40), 1)
    assert long.endswith("word…")
    assert len(long) <= 60 + len("1 · Text · ")


def test_pictures_are_found_in_the_result_and_in_the_blocks() -> None:
    page = page_block(block("Figure", 1, "", images={"/page/0/Figure/1": "QQ=="}))
    assert image_sources(page, {"a.jpeg": "Qg=="}) == {
        "a.jpeg": "Qg==",
        "/page/0/Figure/1": "QQ==",
    }
    assert image_sources(page_block(), None) == {}


def test_the_note_says_the_page_and_where_it_is_in_the_document() -> None:
    pages = result_pages(result(page_block(page=0), page_block(page=5)))
    assert pages_note(pages, pages[0], 2) == "Page 1 of 2"
    assert pages_note(pages, pages[1], None) == "Page 2 of 2 · page 6 of the document"
