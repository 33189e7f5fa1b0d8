"""Program text and paragraphs of PDFs that liteparse breaks off or runs together."""

from collections.abc import Callable
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.convert.conftest import Converter
from tests.convert.pdf_files import drawn_pdf

PROSE = (
    "The pump was seen on site, and its seal was found to be within what",
    "the maker of it allows.",
)
PROGRAM = (
    "Usage: parse [OPTION] FILE",
    "  -c, --check    look at it only",
    "  -h, --help     say this",
)


def lines(canvas: Canvas, y: float, *texts: str, font: str = "Times-Roman") -> None:
    canvas.setFont(font, 11)
    for at, text in enumerate(texts):
        canvas.drawString(72, y - 13 * at, text)


@pytest.fixture
def markdown(convert: Converter) -> Callable[..., str]:
    def run(draw: Callable[[Canvas], None], **settings: Any) -> str:
        return str(convert(drawn_pdf(draw), **settings).result["markdown"])

    return run


def test_program_text_between_prose_is_code(markdown: Callable[..., str]) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 700, *PROSE)
        lines(canvas, 670, *PROGRAM, font="Courier")
        lines(canvas, 620, *PROSE)

    program = "\n".join(PROGRAM)
    assert f"allows.\n\n```\n{program}\n```\n\nThe pump" in markdown(draw)


def test_program_text_in_two_places_of_a_line_keeps_its_columns(
    markdown: Callable[..., str],
) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 700, *PROSE, *PROSE)
        canvas.setFont("Courier", 10)  # of which a character is 6 points wide
        for at, (name, kind) in enumerate(
            [("x", "INTEGER,"), ("other", "OPTIONAL,"), ("z", "SET")]
        ):
            canvas.drawString(72, 620 - 12 * at, name)
            canvas.drawString(72 + 6 * 8, 620 - 12 * at, kind)

    assert "```\nx       INTEGER,\nother   OPTIONAL,\nz       SET\n```" in markdown(draw)


def test_a_page_of_one_type_is_left_as_it_is(markdown: Callable[..., str]) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 700, *PROSE, *PROSE, *PROSE, font="Courier")

    assert "its seal was found" in markdown(draw)


def test_a_paragraph_goes_on_where_a_line_begins_with_a_bold_word(
    markdown: Callable[..., str],
) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 700, "A directory is added to what the other directories say of it, or the")
        canvas.setFont("Times-Bold", 11)
        canvas.drawString(72, 687, "delete-all")
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(
            72 + canvas.stringWidth("delete-all ", "Times-Bold", 11),
            687,
            "is used to write over parts of it.",
        )

    written = markdown(draw)
    assert "\n\n" not in written


def test_paragraphs_that_end_stay_apart(markdown: Callable[..., str]) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 700, *PROSE)
        lines(canvas, 650, "Second of all, something else was seen there by those who came.")

    assert markdown(draw).count("\n\n") == 1


def test_small_lines_behind_a_number_at_the_foot_are_notes(convert: Converter) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, 700, *PROSE, *PROSE, *PROSE)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 120, "1 As it was said by those who saw the pump themselves.")
        canvas.drawString(72, 90, "It is not known who they were, or when they came.")

    tree = convert(drawn_pdf(draw), output_format="json").result["json"]
    types = [block["block_type"] for block in tree["children"][0]["children"]]
    assert types == ["Text", "Footnote", "Text"]
