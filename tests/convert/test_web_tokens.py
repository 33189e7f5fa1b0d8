"""The tokens of a web page."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.engine.processors.convert.office.web_tokens import Kind, tokens_of

PIECES = [
    "<",
    ">",
    "a",
    "</p>",
    "<p>",
    "<b c='",
    '"',
    "'",
    "<!--",
    "-->",
    "<![CDATA[",
    "<script>",
    "</script",
    " ",
    "&",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_together_the_tokens_are_the_page_again(page: str) -> None:
    assert "".join(token.written for token in tokens_of(page)) == page


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        pytest.param(
            "a<b>c</b>",
            [(Kind.TEXT, ""), (Kind.OPENING, "b"), (Kind.TEXT, ""), (Kind.CLOSING, "b")],
            id="tags",
        ),
        pytest.param(
            "<P title='a > b'>x", [(Kind.OPENING, "p"), (Kind.TEXT, "")], id="a bracket in quotes"
        ),
        pytest.param(
            '<p title="it\'s">x',
            [(Kind.OPENING, "p"), (Kind.TEXT, "")],
            id="an apostrophe in quotes",
        ),
        pytest.param(
            "<p title='>x", [(Kind.OPENING, "p"), (Kind.TEXT, "")], id="a quote that nobody closed"
        ),
        pytest.param("1 < 2 <3", [(Kind.TEXT, "")], id="signs that begin no tag"),
        pytest.param("<!-- <b> -->x", [(Kind.OTHER, ""), (Kind.TEXT, "")], id="a comment"),
        pytest.param("<!-- <b>", [(Kind.TEXT, "")], id="a comment that nobody closed"),
        pytest.param("<b", [(Kind.TEXT, "")], id="a tag that nobody closed"),
        pytest.param(
            "<script>1<2</SCRIPT>",
            [(Kind.OPENING, "script"), (Kind.OTHER, ""), (Kind.CLOSING, "script")],
            id="a script",
        ),
        pytest.param(
            "<style>p{",
            [(Kind.OPENING, "style"), (Kind.OTHER, "")],
            id="a style that nobody closed",
        ),
    ],
)
def test_a_page_is_cut_where_browsers_cut_it(page: str, kinds: list[tuple[Kind, str]]) -> None:
    assert [(token.kind, token.name) for token in tokens_of(page)] == kinds


@pytest.mark.parametrize(
    "piece", ["<a b='", "<!--", "<![CDATA[", "</", "<?", "<a b='>", "<script>"]
)
def test_time_grows_with_the_page_and_no_faster(piece: str) -> None:
    started = time.process_time()
    tokens_of(piece * 100_000)
    assert time.process_time() - started < 10  # what grows with the square takes minutes
