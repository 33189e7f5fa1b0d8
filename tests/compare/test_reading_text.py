"""Words, roles and styles of markdown and HTML, and tables as grids."""

from typing import Any

import pytest

from lineup.compare.blocks import TextBlock, table_block
from lineup.compare.html_blocks import html_blocks, html_pages
from lineup.compare.kinds import View
from lineup.compare.markdown_blocks import markdown_blocks, markdown_pages
from lineup.compare.views import available_views, read_pages
from tests.compare.made import page, paginated, tree


def told(blocks: tuple[TextBlock, ...]) -> list[tuple[str, str]]:
    return [(block.role, " ".join(block.words)) for block in blocks]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# One\ntext\n## Two #", [("heading 1", "One"), ("paragraph", "text"), ("heading 2", "Two")]),
        ("one\ntwo\n\nthree", [("paragraph", "one two"), ("paragraph", "three")]),
        ("- a\n  more\n- b\n1. c\n2) d", [("list item", "a more"), ("list item", "b"), ("list item", "c"), ("list item", "d")]),
        ("```py\na  *b*\n\nc\n```\nd", [("code", "a *b* c"), ("paragraph", "d")]),
        ("```\nnever closed", [("code", "never closed")]),
        ("~~~\n~~~", []),
        ("text\n| a | b |\n|---|:-:|\n| 1 | x \\| y |\nend", [("paragraph", "text"), ("table", "a b 1 x | y"), ("paragraph", "end")]),
        ("|---|", []),
        ("<table><tr><td>a</td></tr></table>", [("table", "a")]),
        ("<table>\n<tr><td>a</td></tr>\n</table>\n\nb", [("table", "a"), ("paragraph", "b")]),
        ("**bold** and *it* `x` ~~no~~ __u__ snake_case 2 * 3", [("paragraph", "bold and it x no u snake_case 2 * 3")]),
        ("![alt words](x.png) [link](http://a.b 'title') &amp; \\*star\\* <b>b</b><br>c", [("paragraph", "alt words link & *star* b c")]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks_of_markdown(markdown: str, expected: list[tuple[str, str]]) -> None:
    assert told(markdown_blocks(markdown)) == expected


@pytest.mark.parametrize(
    ("markdown", "styles"),
    [
        ("a **b c** d", ("", "bold", "bold", "")),
        (
            "***a*** _b_ <sup>c</sup> <u>d</u> e",
            ("bold italic", "italic", "raised", "underlined", ""),
        ),
        ("`a` ~~b~~ <em>c", ("code", "struck", "italic")),
        ("plain", ()),
        ("** **", ()),
        ("a<span>b</span>", ()),
    ],
)
def test_styles_of_words(markdown: str, styles: tuple[str, ...]) -> None:
    blocks = markdown_blocks(markdown)
    assert (blocks[0].styles if blocks else ()) == styles


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<h2>A</h2><p>b <b>c</b></p>d",
            [("heading 2", "A"), ("paragraph", "b c"), ("paragraph", "d")],
        ),
        ("<ul><li>a<li>b</ul>", [("list item", "a"), ("list item", "b")]),
        ("<pre>a\nb</pre><!-- c --><p>d</p>", [("code", "a b"), ("paragraph", "d")]),
        ("<script>x</script>a<style>y</style> b &lt;c&gt;", [("paragraph", "a b <c>")]),
        ("<script>never closed", []),
        ("a <!-- never closed", [("paragraph", "a")]),
        ("<p>a<img alt='an image' src=x>b<br/>c<img src=y></p>", [("paragraph", "a an image b c")]),
        ("1 < 2", [("paragraph", "1 < 2")]),
        ("</table>x<table><tr><td>y", [("paragraph", "x"), ("table", "y")]),
        ("<table></table>", []),
    ],
)
def test_blocks_of_html(source: str, expected: list[tuple[str, str]]) -> None:
    assert told(html_blocks(source)) == expected


def test_styles_of_html_reach_over_blocks() -> None:
    blocks = html_blocks("<b>a<p>b</b> c</p>")
    assert [block.styles for block in blocks] == [("bold",), ("bold", "")]


@pytest.mark.parametrize(
    ("source", "cells"),
    [
        ("<table><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>", (("a", "b"), ("1", "2"))),
        ("<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>", (("a", "", "b"), ("1", "2", "3"))),
        ("<table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>", (("a", "b"), ("", "c"), ("d", ""))),
        ("<table><td>no row</td></table>", (("no row",),)),
        ("<table><tr><td>a <table><tr><td>in</td></tr></table> b</td><td>c</td></tr></table>", (("a in b", "c"),)),
        ("<table><caption>gone</caption><tr><td>a<br>b</td></tr></table>", (("a b",),)),
    ],
)  # fmt: skip
def test_tables_are_grids(source: str, cells: tuple[tuple[str, ...], ...]) -> None:
    (block,) = html_blocks(source)
    assert block.cells == cells


def test_a_table_that_is_too_large_for_a_grid_keeps_its_words() -> None:
    block = table_block([["x"] * 3_000, *[["y"]] * 100])
    assert block is not None
    assert (block.cells, len(block.words)) == (None, 3_100)
    (wide,) = html_blocks(f"<table><tr>{'<td>x</td>' * 1_200}</tr></table>")
    assert wide.cells is not None
    assert len(wide.cells[0]) == 1_000


def test_pages_by_their_numbers() -> None:
    assert [one.page for one in markdown_pages(paginated("a", "b"))] == [0, 1]
    assert [one.page for one in markdown_pages("a")] == [None]
    source = "<div class='page' data-page-id='4'><p>a</p></div><div class=\"page\" data-page-id=\"7\">b</div>"
    assert [(one.page, told(one.blocks)) for one in html_pages(source)] == [
        (4, [("paragraph", "a")]),
        (7, [("paragraph", "b")]),
    ]
    assert [one.page for one in html_pages("a")] == [None]
    assert read_pages({"html": source}, View.PAGES)[1].page == 7
    assert available_views({"html": source}) == (View.PAGES, View.WHOLE)


def test_the_tree_is_read_leaf_by_leaf_with_places() -> None:
    group: dict[str, Any] = {
        "id": "/page/3/ListGroup/1",
        "html": "<content-ref>",
        "children": [{"id": "/page/3/ListItem/2", "html": "<li>x</li>"}],
    }
    odd = page(3, "<p>a</p>")
    odd["children"].append(group)
    unnumbered = {"block_type": "Page", "children": [{"html": "<p>b</p>"}]}
    first, second = read_pages(tree(odd, unnumbered), View.JSON)
    assert (first.page, second.page) == (3, 1)
    assert [(block.block, block.box) for block in first.blocks] == [
        ("/page/3/Text/0", (0, 0, 9, 1)),
        ("/page/3/ListItem/2", None),
    ]
    assert second.blocks[0].block is None


def test_chunks_are_put_on_their_pages() -> None:
    blocks = [
        {"id": "/page/2/Text/1", "html": "a"},
        {"id": "x", "page": 1, "html": "b"},
        {"html": "c"},
    ]
    pages = read_pages({"chunks": {"blocks": blocks}}, View.CHUNKS)
    assert [(one.page, told(one.blocks)[0][1]) for one in pages] == [(0, "c"), (1, "b"), (2, "a")]
