"""Lines of text with the places of their words: of digital PDFs, scans and pictures."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from lineup.engine.processors.convert.model.checkpoint import document_from_json
from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.model.lines import Line, LineWord, line_of
from lineup.engine.processors.convert.ocr.recognised_lines import recognised_lines
from lineup.engine.processors.convert.ocr.words import Word
from lineup.engine.processors.protocol import StepOutput
from tests.convert.conftest import Converter
from tests.convert.pdf_files import drawn_pdf, picture_of_text, scanned_pdf


def page_of(output: StepOutput) -> Page:
    return document_from_json(output.checkpoint).pages[0]


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def labelled(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, "Invoice No.:")
    canvas.drawString(300, 700, "471102")
    canvas.drawString(72, 660, "Total")
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(72 + canvas.stringWidth("Total "), 660, "12.50 EUR")


def test_a_digital_page_has_a_line_for_each_run_of_words(convert: Converter) -> None:
    page = page_of(convert(drawn_pdf(labelled)))
    assert texts(page) == ["Invoice No.:", "471102", "Total 12.50 EUR"]
    left, top, right, bottom = page.lines[1].box
    assert left == pytest.approx(300, abs=1)
    assert right == pytest.approx(300 + 6 * 6.1, abs=2)
    assert top < 792 - 700 < bottom


def test_each_word_has_its_own_box_within_the_line(convert: Converter) -> None:
    page = page_of(convert(drawn_pdf(labelled)))
    words = page.lines[0].words
    assert [word.text for word in words] == ["Invoice", "No.:"]
    assert words[0].box[2] < words[1].box[0]
    assert words[1].box[2] == pytest.approx(page.lines[0].box[2], abs=0.1)


def test_turned_text_keeps_boxes_that_go_down_the_page(convert: Converter) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(200, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Rotated text")

    page = page_of(convert(drawn_pdf(draw)))
    [line] = page.lines
    first, second = line.words
    assert first.box[0] == pytest.approx(second.box[0], abs=1)
    assert first.box[1] > second.box[3]


def test_a_scan_has_lines_in_points_and_a_picture_in_its_pixels(convert: Converter) -> None:
    sentence = "we thank you for your letter of 12 May."
    scan = page_of(convert(scanned_pdf(["Dear Sir or Madam,", sentence]), mode="balanced"))
    assert texts(scan)[1] == sentence
    assert scan.lines[1].box[0] == pytest.approx(80 * 72 / 200, abs=4)
    buffer = io.BytesIO()
    picture_of_text("Dear Sir or Madam,", sentence).save(buffer, "PNG")
    picture = page_of(convert(buffer.getvalue()))
    assert texts(picture)[1] == sentence
    assert picture.lines[1].box[0] == pytest.approx(80, abs=4)
    assert [word.text for word in picture.lines[1].words] == sentence.split()


def test_a_document_without_places_has_no_lines(convert: Converter) -> None:
    assert page_of(convert(b"<html><body><p>Some words</p></body></html>")).lines == ()


def test_a_recognised_line_is_cut_where_two_columns_part() -> None:
    words = [
        Word(text, (x, 10.0, x + 30, 20.0), 0.9, ("1", "1"), "1")
        for text, x in (("left", 0.0), ("side", 34.0), ("right", 200.0))
    ]
    lines = recognised_lines(words, lambda box: (box[0] / 2, box[1] / 2, box[2] / 2, box[3] / 2))
    assert [line.text for line in lines] == ["left side", "right"]
    assert lines[1].box == (100.0, 5.0, 115.0, 10.0)


def test_no_words_make_no_line() -> None:
    assert line_of([]) is None


def test_words_whose_places_are_unknown_are_none() -> None:
    assert Line("two words", (0.0, 0.0, 1.0, 1.0)).words == ()


def test_words_come_back_where_they_were_to_a_tenth() -> None:
    words = [LineWord("a", (1.03, 2, 3, 4)), LineWord("b", (5.51, 2, 7, 4))]
    line = line_of(words)
    assert line is not None
    for word, again in zip(words, line.words, strict=True):
        assert again.text == word.text
        assert again.box == pytest.approx(word.box, abs=0.1)


def test_places_do_not_drift_along_a_line() -> None:
    words = [LineWord("x", (at * 3.04, 0, at * 3.04 + 2.03, 5)) for at in range(200)]
    line = line_of(words)
    assert line is not None
    assert line.words[-1].box == pytest.approx(words[-1].box, abs=0.11)
