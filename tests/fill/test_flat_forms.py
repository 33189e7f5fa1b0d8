"""Forms without fields: what is written stands in the blank that belongs to its label."""

import io
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from lineup.engine.processors.protocol import ProcessorError
from tests.fill.conftest import FillForm
from tests.fill.forms import drawn, flat_form, picture_of, turned

FORM = drawn(flat_form)
EVERYTHING = {
    "first_name": "Ada",
    "last_name": "Lovelace",
    "street": "12 Saint James Square",
    "email": "ada@example.org",
    "dateOfBirth": "10.12.1815",
    "zip_code": "80331",
    "city": "London",
    "membership_type": "Family",
    "agree_terms": "yes",
    "comments": "I would like to join very soon. " * 8,
    "place_date": "London, 4 March 2026",
}
PLACES = {
    "first_name": (125, 86, 281, 104),
    "last_name": (360, 86, 531, 104),
    "street": (130, 110, 354, 128),
    "email": (94, 146, 560, 160),
    "dateOfBirth": (200, 177, 530, 202),
    "zip_code": (60, 228, 290, 262),
    "city": (290, 228, 530, 262),
    "membership_type": (140, 282, 332, 325),
    "agree_terms": (59, 313, 71, 325),
    "comments": (60, 352, 530, 422),
    "place_date": (60, 465, 262, 482),
}
"""Where each value belongs, as the form is drawn."""


def test_every_kind_of_blank_is_filled_where_it_belongs(fill: FillForm) -> None:
    outcome = fill(FORM, EVERYTHING)

    assert outcome.result["fields_filled"] == list(EVERYTHING)
    for key, (x0, y0, x1, y1) in PLACES.items():
        bx0, by0, bx1, by1 = outcome.fields[key]["bbox"]
        assert x0 - 82 <= bx0 if key == "membership_type" else x0 - 1 <= bx0, key
        assert (y0 - 1 <= by0, bx1 <= x1 + 1, by1 <= y1 + 1) == (True, True, True), key
        assert outcome.is_changed((x0, y0, x1, y1)), key
    text = pypdfium2.PdfDocument(outcome.content)[0].get_textpage().get_text_bounded()
    for value in ("Ada", "Lovelace", "12 Saint James Square", "ada@example.org", "80331"):
        assert value in text


def test_only_the_box_that_is_meant_is_ticked(fill: FillForm) -> None:
    outcome = fill(FORM, {"membership": "student"})

    assert outcome.is_changed((321, 283, 331, 295))
    for x in (141, 231):
        assert not outcome.is_changed((x, 283, x + 10, 295))


def test_a_picture_is_filled_like_the_page_it_shows(fill: FillForm) -> None:
    outcome = fill(picture_of(FORM, dpi=144), EVERYTHING)

    assert outcome.result["output_format"] == "png"
    assert outcome.result["fields_filled"] == list(EVERYTHING)
    filled = Image.open(io.BytesIO(outcome.content))
    assert filled.size == Image.open(io.BytesIO(outcome.before)).size
    for key, place in PLACES.items():
        assert outcome.is_changed(place), key


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_filled_as_it_is_seen(fill: FillForm, degrees: int) -> None:
    outcome = fill(turned(FORM, degrees), EVERYTHING)

    assert outcome.result["fields_filled"] == list(EVERYTHING)
    plain = fill(FORM, EVERYTHING)
    for key, each in plain.fields.items():
        assert outcome.fields[key]["bbox"] == pytest.approx(each["bbox"], abs=2.5), key
        assert outcome.is_changed(each["bbox"]), key


def test_a_scanned_page_of_a_pdf_is_read_by_ocr(fill: FillForm) -> None:
    content = io.BytesIO()
    Image.open(io.BytesIO(picture_of(FORM))).save(content, "PDF", resolution=150)

    outcome = fill(content.getvalue(), {"first_name": "Ada", "town": "London"})

    assert outcome.result["fields_filled"] == ["first_name", "town"]
    assert outcome.is_changed(PLACES["first_name"])


def test_a_picture_of_several_frames_becomes_a_pdf(fill: FillForm) -> None:
    frame = Image.open(io.BytesIO(picture_of(FORM, dpi=100)))
    content = io.BytesIO()
    frame.save(content, "TIFF", save_all=True, append_images=[frame], dpi=(100, 100))

    outcome = fill(content.getvalue(), {"town": "London"})

    assert (outcome.result["output_format"], outcome.result["page_count"]) == ("pdf", 2)
    assert len(pypdfium2.PdfDocument(outcome.content)) == 2


def test_places_count_the_pages_of_the_filled_file(fill: FillForm) -> None:
    form = Image.open(io.BytesIO(picture_of(FORM, dpi=100)))
    blank = Image.new(form.mode, form.size, "white")
    content = io.BytesIO()
    blank.save(content, "TIFF", save_all=True, append_images=[blank, form], dpi=(100, 100))

    outcome = fill(content.getvalue(), {"town": "London"}, page_range="1-2")

    told = outcome.result["metadata"]["fill"]
    assert len(pypdfium2.PdfDocument(outcome.content)) == 2
    assert (told["fields"][0]["page"], list(told["page_sizes"])) == (1, ["0", "1"])


def test_blanks_of_one_name_are_told_apart_by_their_headings(fill: FillForm) -> None:
    def draw(canvas: Canvas) -> None:
        for place, party in enumerate(("Seller", "Buyer")):
            canvas.drawString(60, 760 - 100 * place, f"The {party}")
            canvas.drawString(60, 730 - 100 * place, "Name: ______________________________")

    values = {
        "a": {"value": "Grace", "description": "Name of the buyer"},
        "b": {"value": "Ada", "description": "Name of the seller"},
    }
    outcome = fill(drawn(draw), values)

    assert outcome.fields["a"]["bbox"][1] > outcome.fields["b"]["bbox"][1]


def test_a_value_that_has_no_room_is_cut_and_told(fill: FillForm) -> None:
    outcome = fill(FORM, {"first_name": "Ada " * 100})

    assert outcome.fields["first_name"]["status"] == "cut"
    assert outcome.warnings == [
        "'first_name' → 'First name': the blank holds the value's beginning only."
    ]
    assert not outcome.is_changed((283, 80, 360, 110))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"membership": "Royal"}, "none of the options: Single, Family, Student", id="no option"
        ),
        pytest.param({"i_agree_to_the_terms": "perhaps"}, "neither yes nor no", id="no yes or no"),
        pytest.param({"town": "القاهرة"}, "right to left can't be drawn", id="right to left"),
        pytest.param({"shoe_size": 45}, "No field fits 'shoe_size'", id="no label"),
    ],
)
def test_what_cannot_be_written_is_told(
    fill: FillForm, values: dict[str, Any], sentence: str
) -> None:
    outcome = fill(FORM, values)

    assert outcome.result["fields_not_found"] == list(values)
    assert [sentence in each for each in outcome.warnings] == [True]
    assert outcome.changed() == []


def test_a_document_without_any_blank_is_returned_as_it_is(fill: FillForm) -> None:
    letter = drawn(lambda canvas: canvas.drawString(60, 700, "Dear reader, this is a letter."))

    outcome = fill(letter, {"name": "Ada"})

    assert outcome.result["fields_not_found"] == ["name"]
    assert outcome.changed() == []


def test_many_pages_without_fields_want_a_page_range(fill: FillForm) -> None:
    long = drawn(flat_form, pages=51)

    with pytest.raises(ProcessorError, match="has 51 pages and no form fields"):
        fill(long, {"town": "London"})
    assert fill(long, {"town": "London"}, page_range="50").fields["town"]["page"] == 50
