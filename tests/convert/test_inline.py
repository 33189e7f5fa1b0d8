"""Runs as Markdown and as HTML: nothing in the document's text becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.engine.processors.convert.model.inline import Mark, Run, plain, plain_text
from lineup.engine.processors.convert.pdf.inline_text import parse_inline
from lineup.engine.processors.convert.render.inline_html import runs_html
from lineup.engine.processors.convert.render.inline_markdown import (
    code_span,
    paragraph_markdown,
    runs_markdown,
)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        pytest.param("2 * 3", "2 * 3", id="a star between spaces"),
        pytest.param("**bold**", "\\*\\*bold\\*\\*", id="stars"),
        pytest.param("P_{LL}", "P_{LL}", id="an underscore after a letter"),
        pytest.param("snake_case_name", "snake_case_name", id="underscores inside a word"),
        pytest.param("_under_", "\\_under_", id="underscores around a word"),
        pytest.param("a\\*b", "a\\\\\\*b", id="a backslash before punctuation"),
        pytest.param("C:\\temp", "C:\\temp", id="a backslash before a letter"),
        pytest.param("<script>x</script>", "&lt;script>x&lt;/script>", id="tags"),
        pytest.param("1 < 2 & 3", "1 < 2 & 3", id="signs that mean nothing"),
        pytest.param("&lt;b>", "&amp;lt;b>", id="what would be read as a character"),
        pytest.param("[x](y)", "[x\\](y)", id="a link"),
        pytest.param("~~gone~~", "\\~~gone\\~~", id="strikethrough"),
        pytest.param("`code`", "\\`code\\`", id="backticks"),
        pytest.param("# no heading", "\\# no heading", id="a hash in front"),
        pytest.param("- no list", "\\- no list", id="a dash in front"),
        pytest.param("1. no list", "1\\. no list", id="a number in front"),
        pytest.param("> no quote", "\\> no quote", id="an angle in front"),
        pytest.param("two\nlines", "two lines", id="a line end"),
        pytest.param("1999 was a year", "1999 was a year", id="a number that is no list"),
    ],
)
def test_a_paragraph_shows_its_text_as_it_is(text: str, markdown: str) -> None:
    assert paragraph_markdown(plain(text)) == markdown


@pytest.mark.parametrize(
    ("run", "markdown", "html"),
    [
        pytest.param(Run("x", (Mark.BOLD,)), "**x**", "<b>x</b>", id="bold"),
        pytest.param(
            Run("x", (Mark.BOLD, Mark.ITALIC)), "***x***", "<b><i>x</i></b>", id="bold and italic"
        ),
        pytest.param(Run("x", (Mark.STRIKE,)), "~~x~~", "<del>x</del>", id="struck"),
        pytest.param(Run("2", (Mark.SUPERSCRIPT,)), "<sup>2</sup>", "<sup>2</sup>", id="raised"),
        pytest.param(Run("a*b", (Mark.CODE,)), "`a*b`", "<code>a*b</code>", id="code"),
        pytest.param(
            Run("x", link="https://e.org/a_(b)?c=1&d=2"),
            "[x](https://e.org/a_%28b%29?c=1&d=2)",
            '<a href="https://e.org/a_(b)?c=1&amp;d=2">x</a>',
            id="a link",
        ),
        pytest.param(Run("x", link="javascript:alert(1)"), "x", "x", id="a link that runs code"),
        pytest.param(Run("x", link="http://[broken"), "x", "x", id="a link that is none"),
        pytest.param(
            Run("a]b[", link="https://e.org/"),
            "[a\\]b\\[](https://e.org/)",
            '<a href="https://e.org/">a]b[</a>',
            id="brackets in a link",
        ),
        pytest.param(Run("a\nb"), "a b", "a<br>b", id="a line end"),
    ],
)
def test_the_look_of_a_run(run: Run, markdown: str, html: str) -> None:
    assert (runs_markdown((run,)), runs_html((run,))) == (markdown, html)


def test_spaces_at_the_edges_of_a_mark_stand_outside_it() -> None:
    runs = (Run("so "), Run(" bold ", (Mark.BOLD,)), Run("it is"), Run(" "))
    assert runs_markdown(runs) == "so **bold** it is"


def test_an_attribute_can_not_be_left_by_a_quote() -> None:
    html = runs_html((Run("x", link='https://e.org/"onclick="y'),))
    assert html == '<a href="https://e.org/&quot;onclick=&quot;y">x</a>'


def test_code_that_holds_backticks_gets_more_of_them() -> None:
    assert code_span("`a``b") == "``` `a``b ```"


@pytest.mark.parametrize(
    ("written", "runs"),
    [
        pytest.param("plain", (Run("plain"),), id="nothing marked"),
        pytest.param("", (), id="nothing at all"),
        pytest.param(r"5 \* 3 \_x\_ \\", (Run("5 * 3 _x_ \\"),), id="escapes"),
        pytest.param(
            "a **b** *c* ~~d~~ ***e***",
            (
                Run("a "),
                Run("b", (Mark.BOLD,)),
                Run(" "),
                Run("c", (Mark.ITALIC,)),
                Run(" "),
                Run("d", (Mark.STRIKE,)),
                Run(" "),
                Run("e", (Mark.BOLD, Mark.ITALIC)),
            ),
            id="marks",
        ),
        pytest.param(r"*\*x\**", (Run("*x*", (Mark.ITALIC,)),), id="an escape inside a mark"),
        pytest.param("a ** b * c", (Run("a ** b * c"),), id="stars that mark nothing"),
        pytest.param(
            "see [it](https://e.org/a_\\(1\\))",
            (Run("see "), Run("it", link="https://e.org/a_(1)")),
            id="a link",
        ),
        pytest.param("[x](y)", (Run("[x](y)"),), id="brackets that are no link"),
    ],
)
def test_marks_and_escapes_of_liteparse_are_read(written: str, runs: tuple[Run, ...]) -> None:
    assert parse_inline(written) == runs


def test_characters_that_no_document_may_hold_are_dropped() -> None:
    assert plain_text(plain("a\x00b\tc\x0bd\ne")) == "ab cd\ne"


@given(st.text())
def test_any_text_can_be_read_and_written(text: str) -> None:
    runs = parse_inline(text)
    assert "<script" not in runs_html(runs) + runs_markdown(runs)
