import pytest

from components.page_blocks import ResultPage, result_pages
from components.result_views import (
    ResultView,
    chunks_frame,
    is_whole_text,
    missing_view,
    page_chunks,
    page_html,
    page_source,
    tree_json,
)
from lineup.contract.results import StepResult
from tests.dashboard.samples_of import PNG, block, page_block, result

_PAGE = page_block(block("SectionHeader", 0, "<h1>Title</h1>"), block("Text", 1, "<p>Words</p>"))


def _source(of: StepResult) -> tuple[str, str]:
    return page_source(of, result_pages(of)[0])


@pytest.mark.parametrize("view", list(ResultView))
def test_with_the_tree_no_view_is_missing(view: ResultView) -> None:
    full = result(_PAGE)
    assert missing_view(view, full, result_pages(full)[0]) is None


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        pytest.param(ResultView.RENDERED, "no text", id="rendered"),
        pytest.param(ResultView.SOURCE, "no text", id="source"),
        pytest.param(ResultView.JSON_TREE, "not asked for JSON", id="tree"),
        pytest.param(ResultView.CHUNKS, "not asked for chunks", id="chunks"),
    ],
)
def test_a_missing_view_says_why(view: ResultView, reason: str) -> None:
    bare = result()
    assert reason in (missing_view(view, bare, result_pages(bare)[0]) or "")


def test_markdown_alone_is_rendered_and_shown_as_source() -> None:
    plain = result(markdown="# Title")
    page = result_pages(plain)[0]
    assert missing_view(ResultView.RENDERED, plain, page) is None
    assert _source(plain) == ("# Title", "markdown")


def test_the_source_is_markdown_then_html_then_the_trees_own_html() -> None:
    assert _source(result(_PAGE, markdown="# T", html="<h1>T</h1>")) == ("# T", "markdown")
    assert _source(result(_PAGE, html="<h1>T</h1>")) == ("<h1>T</h1>", "html")
    assert _source(result(_PAGE)) == ("<h1>Title</h1><p>Words</p>", "html")
    assert _source(result()) == ("", "html")


def test_the_rendered_page_is_harmless_and_has_its_pictures() -> None:
    page = page_block(block("Figure", 1, "<img src='fig'><script>x</script>"))
    assert page_html(page, {"fig": PNG}).text == f'<img src="data:image/png;base64,{PNG}">'


def test_a_page_without_blocks_shows_its_own_html() -> None:
    assert page_html(block("Page", 1, "<p>a</p>"), {}).text == "<p>a</p>"


def test_a_page_of_too_many_blocks_is_cut_and_says_so() -> None:
    page = page_block(*[block("Text", n, "<p>" + "x" * 20_000 + "</p>") for n in range(4)])
    excerpt = page_html(page, {})
    assert len(excerpt.text) < 50_000
    assert excerpt.note == "Shows the first 2 of 4 blocks of the page. The download has all of it."


def test_the_tree_is_shown_without_pictures_and_with_children_before_references() -> None:
    tree, note = tree_json(page_block(block("Figure", 1, "", images={"a": PNG})))
    assert note is None
    assert list(tree)[-2:] == ["children", "html"]
    assert "images" not in tree["children"][0]


def test_a_tree_that_is_too_large_is_halved_until_it_fits() -> None:
    tree, note = tree_json(page_block(*[block("Text", n, "x" * 100) for n in range(8)]), most=1_000)
    assert len(tree["children"]) == 2
    assert note == "Shows the first 2 of 8 blocks. The download has all of it."


def test_chunks_are_the_results_own_of_that_page() -> None:
    chunks = {
        "blocks": [
            {"id": "/page/0/Text/1", "block_type": "Text", "html": "<p>a</p>", "page": 0},
            {"id": "/page/1/Text/1", "block_type": "Text", "html": "<p>b</p>", "page": 1},
        ]
    }
    found = page_chunks(*_first_page(result(chunks=chunks)))
    assert chunks_frame(found).to_numpy().tolist() == [["Text", "<p>a</p>", "/page/0/Text/1"]]


def test_without_chunks_they_are_the_pages_top_level_blocks() -> None:
    found = page_chunks(*_first_page(result(_PAGE)))
    assert [chunk.block_type for chunk in found] == ["SectionHeader", "Text"]
    assert page_chunks(*_first_page(result())) == []


def _first_page(of: StepResult) -> tuple[StepResult, ResultPage]:
    return of, result_pages(of)[0]


def test_a_text_that_nothing_parts_is_told_to_be_that_of_all_pages() -> None:
    whole = result(markdown="# All", page_count=3)
    assert is_whole_text("# All", whole)
    assert not is_whole_text("# A page", whole)
    assert not is_whole_text("# All", result(markdown="# All", page_count=1))
