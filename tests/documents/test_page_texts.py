"""The text layers of a PDF's pages."""

from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from lineup.documents.page_texts import page_texts


def test_a_word_that_goes_on_in_the_next_line_is_whole_again(tmp_path: Path) -> None:
    written = BytesIO()
    canvas = Canvas(written)
    canvas.drawString(72, 720, "The agreement was termi-")
    canvas.drawString(72, 706, "nated in spring.")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    path = tmp_path / "a.pdf"
    path.write_bytes(written.getvalue())

    assert page_texts(path) == {0: "The agreement was terminated in spring."}


def test_what_is_no_pdf_has_no_text_layer(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<!doctype html><p>text</p>")

    assert page_texts(path) == {}
