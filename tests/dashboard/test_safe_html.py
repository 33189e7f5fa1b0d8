from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.safe_html import data_uri, harmless_html, harmless_markdown
from tests.dashboard.samples_of import PNG


@pytest.mark.parametrize(
    ("html", "harmless"),
    [
        pytest.param("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>", id="script"),
        pytest.param("<style>*{display:none}</style><p>a</p>", "<p>a</p>", id="style sheet"),
        pytest.param(
            "<p style='position:fixed' class='x' id='y' onclick='z()'>a</p>",
            "<p>a</p>",
            id="attributes",
        ),
        pytest.param("<form action='/'><input name=a><button>go</button></form>", "go", id="form"),
        pytest.param("<iframe src='https://evil.example'></iframe>a", "a", id="frame"),
        pytest.param("<svg><image href='https://evil.example/a.png'/></svg>", "", id="svg"),
        pytest.param(
            "<img src='https://evil.example/a.png' alt='x'>", '<img alt="x">', id="remote picture"
        ),
        pytest.param("<img src='//evil.example/a.png'>", "<img>", id="picture without a scheme"),
        pytest.param("<img srcset='https://evil.example/a.png 1x'>", "<img>", id="picture set"),
        pytest.param(
            "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
            "<img>",
            id="the document's own data address",
        ),
        pytest.param(
            "<table><tr><th colspan='2'>a</th></tr></table>",
            '<table><tbody><tr><th colspan="2">a</th></tr></tbody></table>',
            id="tables stay",
        ),
        pytest.param("<p>unclosed <b>bold", "<p>unclosed <b>bold</b></p>", id="cut in the middle"),
    ],
)
def test_only_harmless_markup_remains(html: str, harmless: str) -> None:
    assert harmless_html(html, {}) == harmless


def test_pictures_of_the_result_are_shown_from_its_own_bytes() -> None:
    html = harmless_html("<img src='/page/0/Figure/1' alt='chart'>", {"/page/0/Figure/1": PNG})
    assert html == f'<img src="data:image/png;base64,{PNG}" alt="chart">'


@pytest.mark.parametrize(
    "encoded",
    [
        pytest.param("", id="none"),
        pytest.param("PHN2ZyB4bWxucz0i", id="svg"),
        pytest.param("!!!not base64!!!", id="no base64"),
        pytest.param("/9j/" + "A" * 5_000_000, id="too large"),
    ],
)
def test_what_is_no_plain_picture_is_not_shown(encoded: str) -> None:
    assert data_uri(encoded) is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "?key=1", "/execution", "data:text/html,x"]
)
def test_a_link_that_leads_anywhere_but_to_the_web_leads_nowhere(address: str) -> None:
    assert "href" not in harmless_html(f"<a href='{address}'>a</a>", {})


def test_a_link_to_the_web_opens_elsewhere_and_says_nothing_of_us() -> None:
    html = harmless_html("<a href='https://example.org'>a</a>", {})
    assert 'href="https://example.org"' in html
    assert 'target="_blank"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


class _Elements(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(st.text(alphabet="<>/\"'= abimgsrcontelyhf:;.&#", max_size=200))
def test_no_text_brings_a_script_a_handler_or_a_picture_through(text: str) -> None:
    seen = _Elements()
    seen.feed(harmless_html(f"<p>{text}<img src=http://a.b onerror=c><script>d</script>", {}))
    assert "script" not in seen.tags
    assert not seen.attributes & {"src", "onerror", "style"}


def test_markdown_fetches_no_picture_and_brings_no_html() -> None:
    markdown = harmless_markdown("![x](https://evil.example/a.png) <b onclick=a>hi</b> | a | b |")
    assert markdown == "\\![x](https://evil.example/a.png) hi | a | b |"
