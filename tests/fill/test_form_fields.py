"""PDFs with fields: what is written is stored and seen."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from tests.fill.conftest import FillForm, Outcome
from tests.fill.forms import drawn, field_form, turned

FORM = drawn(field_form)
EVERYTHING = {
    "full_name": "Łukasz Żółkiewski",
    "birth_date": "1990-04-01",
    "iban": "DE02 1203 0000 0000 2020 51",
    "remarks": "First line\nSecond line",
    "newsletter": True,
    "delivery": "Courier",
    "country": "spain",
    "languages": ["Dutch", "French"],
}


def stored(outcome: Outcome) -> dict[str, Any]:
    fields = PdfReader(io.BytesIO(outcome.content)).get_fields() or {}
    return {name: field.get("/V") for name, field in fields.items()}


def test_every_kind_of_field_is_filled_and_seen(fill: FillForm) -> None:
    outcome = fill(FORM, EVERYTHING)

    assert outcome.result["fields_filled"] == list(EVERYTHING)
    assert outcome.result["fields_not_found"] == []
    assert stored(outcome) == {
        "f1": "Łukasz Żółkiewski",
        "f2": "1990-04-01",
        "iban": "DE02120300000000202051",
        "remarks": "First line\nSecond line",
        "newsletter": "/Yes",
        "delivery": "/courier",
        "country": "Spain",
        "languages": ["Dutch", "French"],
        "office": "",
    }
    assert all(outcome.is_changed(each["bbox"]) for each in outcome.fields.values())
    words = outcome.read()
    for expected in ("1990-04-01", "DE02120300000000202051", "Second line", "Spain", "Dutch"):
        assert expected in words


def test_looks_are_in_the_file_and_not_left_to_the_viewer(fill: FillForm) -> None:
    reader = PdfReader(io.BytesIO(fill(FORM, EVERYTHING).content))

    form = reader.root_object["/AcroForm"]
    assert isinstance(form, DictionaryObject)
    assert "/NeedAppearances" not in form
    annotations = [each.get_object() for each in reader.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    texts = [each for each in annotations if each.get("/FT") == "/Tx" and each.get("/V")]
    assert len(texts) == 4
    for each in texts:
        assert b"Tj" in each["/AP"]["/N"].get_object().get_data()


def test_the_result_has_the_documented_keys(fill: FillForm) -> None:
    result = fill(FORM, {"full_name": "Ada", "shoe_size": 45}).result

    assert {
        "status",
        "success",
        "error",
        "error_in",
        "output_format",
        "output_base64",
        "runtime",
    } <= set(result)
    assert (result["status"], result["output_format"], result["page_count"]) == (
        "complete",
        "pdf",
        1,
    )
    assert (result["fields_filled"], result["fields_not_found"]) == (["full_name"], ["shoe_size"])
    assert result["versions"]["lineup-fill"] == "1"


@pytest.mark.parametrize(
    ("key", "target"),
    [
        pytest.param("f1", "Full name", id="its own name"),
        pytest.param("iban", "Your IBAN", id="its name, beside a tooltip"),
        pytest.param("yourIban", "Your IBAN", id="its tooltip"),
        pytest.param("date-of-birth", "Date of birth", id="the label printed before it"),
        pytest.param("birthdate", "Date of birth", id="another word for the label"),
        pytest.param("ful nmae", "Full name", id="misspelt"),
    ],
)
def test_a_field_is_found_by(fill: FillForm, key: str, target: str) -> None:
    outcome = fill(FORM, {key: "x"})
    assert outcome.fields[key]["target"] == target


def test_a_field_is_found_by_the_description_alone(fill: FillForm) -> None:
    outcome = fill(FORM, {"v17": {"value": "1990", "description": "The applicant's date of birth"}})

    assert outcome.fields["v17"]["target"] == "Date of birth"
    assert outcome.fields["v17"]["confidence"] < 0.8


def test_a_surer_match_than_asked_is_needed(fill: FillForm) -> None:
    outcome = fill(FORM, {"birthdays": "1990"}, {"confidence_threshold": 1.0})

    assert outcome.result["fields_not_found"] == ["birthdays"]
    assert outcome.warnings == [
        "No field fits 'birthdays' with a confidence of 100% or more. Did you mean 'Date of birth'?"
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        pytest.param(
            {"country": "Atlantis"}, "'Atlantis' is none of the options: Germany", id="no option"
        ),
        pytest.param(
            {"country": ["France", "Spain"]}, "takes one value, and there are 2", id="too many"
        ),
        pytest.param(
            {"delivery": "pigeon"}, "'pigeon' is none of the options: Post, Courier", id="no button"
        ),
        pytest.param(
            {"newsletter": "perhaps"}, "'perhaps' says neither yes nor no", id="no yes or no"
        ),
        pytest.param({"iban": "1" * 23}, "23 characters, and the field takes 22", id="too long"),
        pytest.param({"office_use": "x"}, "doesn't allow changing", id="read only"),
        pytest.param(
            {"full_name": "שלום"}, "right to left can't be drawn: ש (U+05E9)", id="right to left"
        ),
        pytest.param(
            {"full_name": "日本 😀"}, "lacks these characters: 日 (U+65E5)", id="unknown glyphs"
        ),
        pytest.param({"full_name": "  "}, "has an empty value", id="nothing but spaces"),
        pytest.param({"full_name": None}, "has an empty value", id="null"),
    ],
)
def test_what_a_field_cannot_take_is_told_and_not_written(
    fill: FillForm, values: dict[str, Any], sentence: str
) -> None:
    outcome = fill(FORM, values)

    assert outcome.result["fields_not_found"] == list(values)
    assert [sentence in each for each in outcome.warnings] == [True]
    assert outcome.changed() == []


def test_a_long_text_is_made_small_and_told_when_it_is_cut(fill: FillForm) -> None:
    small = fill(
        FORM, {"full_name": "An applicant with a rather long name, which the field still holds"}
    )
    cut = fill(FORM, {"full_name": "word " * 100})

    assert small.fields["full_name"]["status"] == "filled"
    assert cut.fields["full_name"]["status"] == "cut"
    assert cut.result["fields_filled"] == ["full_name"]
    assert "the field shows its beginning only" in cut.warnings[0]
    (box,) = cut.changed()
    assert 160 <= box[0] < box[2] <= 380


def test_unticking_a_box_is_filling_it(fill: FillForm) -> None:
    ticked = fill(FORM, {"newsletter": "x"})
    unticked = fill(ticked.content, {"newsletter": "no"})

    assert stored(ticked)["newsletter"] == "/Yes"
    assert stored(unticked)["newsletter"] == "/Off"
    assert unticked.is_changed((160, 278, 174, 292))


def test_two_fields_of_one_name_are_told_apart_by_what_stands_above(fill: FillForm) -> None:
    def draw(canvas: Canvas) -> None:
        for place, party in enumerate(("Seller", "Buyer")):
            top = 760 - 100 * place
            canvas.drawString(60, top, f"The {party}")
            canvas.drawString(60, top - 30, "Name")
            canvas.acroForm.textfield(name=f"t{place}", x=160, y=top - 38, width=200, height=20)

    outcome = fill(drawn(draw), {"seller_name": "Ada", "buyer_name": "Grace"})

    assert stored(outcome) == {"t0": "Ada", "t1": "Grace"}


def test_a_comb_has_one_character_to_a_cell(fill: FillForm) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="zip", x=100, y=700, width=200, height=24, maxlen=5)

    pdf = drawn(draw)
    comb = with_first_field(pdf, {"/Ff": NumberObject(1 << 24)})
    outcome = fill(comb, {"zip": "80331"})

    for cell in range(5):
        assert outcome.is_changed((102 + 40 * cell, 842 - 722, 138 + 40 * cell, 842 - 702))
    assert not outcome.is_changed((136, 842 - 722, 144, 842 - 702))


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_widget_is_filled_inside_its_rectangle(fill: FillForm, rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="turned", x=100, y=600, width=80, height=120, maxlen=99)

    pdf = with_first_field(
        drawn(draw), {"/MK": DictionaryObject({NameObject("/R"): NumberObject(rotation)})}
    )
    outcome = fill(pdf, {"turned": "up and down"})

    (box,) = outcome.changed()
    assert 98 <= box[0] < box[2] <= 182
    assert 842 - 722 <= box[1] < box[3] <= 842 - 598


def test_labels_are_read_on_a_turned_page(fill: FillForm) -> None:
    outcome = fill(turned(FORM, 90), {"date_of_birth": "1990"})
    assert outcome.result["page_count"] == 1


def test_a_box_without_a_look_gets_one(fill: FillForm) -> None:
    def bare(annotation: DictionaryObject) -> None:
        annotation.pop("/AP", None)
        annotation.pop("/AS", None)

    def draw(canvas: Canvas) -> None:
        canvas.acroForm.checkbox(name="ok", x=100, y=700, size=20, borderStyle="solid")

    outcome = fill(with_first_field(drawn(draw), {}, bare), {"ok": "yes"})

    assert stored(outcome) == {"ok": "/Yes"}
    assert outcome.is_changed((104, 842 - 716, 116, 842 - 704))


def test_only_the_pages_asked_for_are_filled_and_counted(fill: FillForm) -> None:
    def draw(canvas: Canvas) -> None:
        number = canvas.getPageNumber()
        canvas.acroForm.textfield(name=f"name{number}", x=100, y=700, width=200, height=20)

    outcome = fill(drawn(draw, pages=3), {"name2": "Ada", "name3": "Grace"}, page_range="1")

    assert outcome.result["fields_filled"] == ["name2"]
    assert outcome.result["page_count"] == 1
    assert outcome.fields["name2"]["page"] == 1


def with_first_field(pdf: bytes, entries: dict[str, Any], change: Any = None) -> bytes:
    from tests.fill.forms import with_form_entries  # noqa: PLC0415 (beside its only use)

    def edit(_writer: Any, form: DictionaryObject) -> None:
        fields = form["/Fields"]
        assert isinstance(fields, ArrayObject)
        field = fields[0].get_object()
        assert isinstance(field, DictionaryObject)
        field.update({NameObject(key): value for key, value in entries.items()})
        if change:
            change(field)

    return with_form_entries(pdf, edit)


def test_the_texts_own_alignment_is_kept(fill: FillForm) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="sum", x=100, y=700, width=300, height=20)

    left, right = (
        fill(with_first_field(drawn(draw), {"/Q": NumberObject(side)}), {"sum": 5}).changed()[0]
        for side in (0, 2)
    )
    assert left[2] < 130
    assert right[0] > 370


def test_a_style_that_makes_no_sense_does_no_harm(fill: FillForm) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="sum", x=100, y=700, width=300, height=20)

    odd = with_first_field(drawn(draw), {"/DA": TextStringObject("/F 1e9.. Tf 1 2 rg (")})
    assert fill(odd, {"sum": "5"}).is_changed((100, 122, 400, 142))
