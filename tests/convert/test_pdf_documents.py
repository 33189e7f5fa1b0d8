"""What PDFs of several pages need: their outline, tables of contents, and what goes on overleaf."""

from collections.abc import Callable
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.convert.conftest import Converter
from tests.convert.pdf_files import drawn_pdf, text_page

Draw = Callable[[Canvas], None]
SENTENCES = (
    "The pump was seen on site, and its seal was found to be well within",
    "what its maker allows.",
)


def heading_page(*headings: tuple[str, int, float], body: bool = True) -> Draw:
    """Return what draws headings, each a title, its level in the outline or -1, and its size, with text below."""

    def draw(canvas: Canvas) -> None:
        y = 680.0
        for title, level, size in headings:
            if level >= 0:
                key = f"{title}{canvas.getPageNumber()}"
                canvas.bookmarkPage(key)
                canvas.addOutlineEntry(title, key, level)
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawString(72, y, title)
            canvas.setFont("Helvetica", 11)
            for at, line in enumerate(SENTENCES if body else ()):
                canvas.drawString(72, y - 30 - 14 * at, line)
            y -= 110

    return draw


def table_page(*rows: tuple[str, str], y: float, above: str = "", below: str = "") -> Draw:
    """Return what draws a ruled table of two columns, with a line of text above or below."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, y + 60, above)
        for at in range(len(rows) + 1):
            canvas.line(72, y - 20 * at, 400, y - 20 * at)
        for x in (72, 236, 400):
            canvas.line(x, y, x, y - 20 * len(rows))
        for at, (left, right) in enumerate(rows):
            canvas.drawString(78, y - 14 - 20 * at, left)
            canvas.drawString(242, y - 14 - 20 * at, right)
        canvas.drawString(72, y - 20 * len(rows) - 60, below)

    return draw


@pytest.fixture
def markdown(convert: Converter) -> Callable[..., str]:
    def run(*pages: Draw, **settings: Any) -> str:
        return str(convert(drawn_pdf(*pages), **settings).result["markdown"])

    return run


def test_the_outline_says_how_deep_headings_are(markdown: Callable[..., str]) -> None:
    written = markdown(
        heading_page(("Pumps", 0, 14), ("Their seals", 1, 14), ("Of rubber", 2, 14)),
        heading_page(("Valves", 0, 14)),
    )
    assert [line for line in written.splitlines() if line.startswith("#")] == [
        "# Pumps",
        "## Their seals",
        "### Of rubber",
        "# Valves",
    ]


def test_a_title_in_the_outline_is_a_heading_however_small(markdown: Callable[..., str]) -> None:
    written = markdown(heading_page(("Pumps", 0, 16)), heading_page(("Their seals", 1, 11)))
    assert "## Their seals" in written


def test_the_outline_knows_a_heading_without_its_number(markdown: Callable[..., str]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("All pumps", "a", 0)
        canvas.bookmarkPage("b")
        canvas.addOutlineEntry("Their seals", "b", 1)
        heading_page(("Their seals", -1, 14))(canvas)
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, 720, "Chapter 3 All pumps")

    assert "# Chapter 3 All pumps\n\n## Their seals" in markdown(draw)


def test_a_heading_that_the_outline_leaves_out_is_below_the_one_before(
    markdown: Callable[..., str],
) -> None:
    written = markdown(heading_page(("Pumps", 0, 20), ("An aside", -1, 20)))
    assert "## An aside" in written


def test_an_outline_of_other_things_changes_nothing(markdown: Callable[..., str]) -> None:
    plain = heading_page(("Pumps", -1, 20), ("Seals", -1, 14))

    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("Page 1", "a", 0)
        plain(canvas)

    assert markdown(draw) == markdown(plain)


def test_each_entry_of_a_table_of_contents_is_an_item(markdown: Callable[..., str]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        entries = [("1 Pumps", 72, "3"), ("1.1 Their seals", 90, "4"), ("2 Valves", 72, "11")]
        for at, (title, x, page) in enumerate(entries):
            canvas.drawString(x, 700 - 14 * at, f"{title} " + ". " * 40)
            canvas.drawString(500, 700 - 14 * at, page)

    items = [line.replace(".", "").split() for line in markdown(draw).splitlines() if line]
    assert items == [
        ["-", "1", "Pumps", "3"],
        ["-", "11", "Their", "seals", "4"],
        ["-", "2", "Valves", "11"],
    ]


HEADER = ("Part", "Pieces")
FIRST = table_page(HEADER, ("Nut", "80"), y=140, above="What is in stock today is this:")
SECOND = table_page(HEADER, ("Bolt", "5"), y=720, below="That is all there is in stock.")


def test_a_table_that_goes_on_overleaf_is_one_where_asked(markdown: Callable[..., str]) -> None:
    assert markdown(FIRST, SECOND).count("|---|---|") == 2
    whole = markdown(FIRST, SECOND, merge_cross_page=True)
    assert "| Part | Pieces |\n|---|---|\n| Nut | 80 |\n| Bolt | 5 |" in whole
    assert "That is all" in whole


def test_tables_of_other_columns_or_with_text_between_stay_apart(
    markdown: Callable[..., str],
) -> None:
    apart = table_page(HEADER, ("Bolt", "5"), y=600, above="Something else is this:")
    assert markdown(FIRST, apart, merge_cross_page=True).count("|---|---|") == 2


def test_a_sentence_that_goes_on_overleaf_is_whole_where_asked(
    markdown: Callable[..., str],
) -> None:
    pages = (
        text_page("The pump was seen on site and its", top=200),
        text_page("seal was found to be good."),
    )
    assert "and its\n\nseal was" in markdown(*pages)
    assert "and its seal was found" in markdown(*pages, merge_cross_page=True)


def test_a_sentence_that_has_ended_is_not_merged(markdown: Callable[..., str]) -> None:
    pages = text_page("The pump was seen on site.", top=200), text_page("seal by seal, that is.")
    assert "site.\n\nseal" in markdown(*pages, merge_cross_page=True)
