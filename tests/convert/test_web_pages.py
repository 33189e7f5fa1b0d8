"""Web pages: what is around the content, and the spaces in a line."""

import pytest

from tests.convert.conftest import Converter

PAGE = (
    "<!doctype html><body><header><a href='/'>Logo</a><nav><ul><li><a href='/a'>Home</a></li></ul></nav></header>"
    "<div id='cookie-banner'>We use cookies</div><main><header><h1>The report</h1><p>by Ann</p></header>"
    "<p>Its text.</p><footer>Written in May</footer></main><aside>Other pages</aside><footer>Imprint</footer></body>"
)


def test_what_is_around_the_content_is_a_header_or_footer(convert: Converter) -> None:
    source = PAGE.encode()
    assert convert(source).result["markdown"] == (
        "# The report\n\nby Ann\n\nIts text.\n\nWritten in May"
    )
    whole = convert(source, include_headers_footers=True).result["markdown"]
    assert whole.startswith("Logo\n\nHome\n\nWe use cookies\n\n# The report")
    assert whole.endswith("Other pages\n\nImprint")


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        pytest.param("<nav>All there is</nav>", "All there is", id="nothing else is there"),
        pytest.param(
            "<header><h1>A title</h1>menu</header><p>x</p>", "# A title\n\nx", id="a main heading"
        ),
        pytest.param("<nav>menu<p>x</nav><p>y</p>", "y", id="an element that nobody closed"),
        pytest.param("</nav></div><p>y</p>", "y", id="an element that nobody opened"),
        pytest.param("<div role='navigation'>menu</div><p>y</p>", "y", id="navigation by its role"),
        pytest.param("<p>un<b>believ</b>able</p>", "un**believ**able", id="a word half bold"),
        pytest.param("<p>a <i>b</i> <u>c</u> d</p>", "a *b* <u>c</u> d", id="words side by side"),
        pytest.param("<h2>Two <em>words</em></h2>", "## Two words", id="a heading"),
        pytest.param("<p>a<br><b> b</b></p>", "a **b**", id="a line end"),
        pytest.param("<pre>x\n  <b>y</b></pre>", "```\nx\n  y\n```", id="text as it is written"),
        pytest.param(
            "<p>1 &lt; <b>2</b> &amp; 3&#8364;</p>", "1 < **2** & 3€", id="written characters"
        ),
        pytest.param(
            "<meta charset='iso-8859-1'><p>caf\u00e9 <b>x</b></p>",
            "café **x**",
            id="a page that is wrong about its encoding",
        ),
        pytest.param("<p>\U0010ff01odd <b>x</b></p>", "odd **x**", id="characters of ours"),
    ],
)
def test_a_web_page_reads_as_it_looks(convert: Converter, page: str, markdown: str) -> None:
    found = convert(f"<!doctype html><body>{page}</body>".encode()).result["markdown"]
    assert found.replace("\U0010ff01", "") == markdown


def test_a_page_in_an_old_encoding_is_read_too(convert: Converter) -> None:
    source = "<!doctype html><meta charset='iso-8859-1'><p>caf\u00e9 <b>x</b></p>".encode("latin-1")
    assert convert(source).result["markdown"] == "café **x**"
