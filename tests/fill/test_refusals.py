"""Documents that can't be filled, and settings that make no sense: a sentence each."""

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from lineup.engine.processors.protocol import ProcessorError
from tests.fill.conftest import FillForm
from tests.fill.forms import drawn, field_form, picture_of, with_form_entries

FORM = drawn(field_form)
VALUES = {"full_name": "Ada"}


def encrypted(user: str, permissions: UserAccessPermissions) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(FORM))
    writer.encrypt(user, "owner", permissions_flag=permissions, algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def signed() -> bytes:
    def sign(writer: PdfWriter, form: DictionaryObject) -> None:
        entries = {
            "/FT": NameObject("/Sig"),
            "/T": TextStringObject("signature"),
            "/V": DictionaryObject({NameObject("/Type"): NameObject("/Sig")}),
        }
        field = DictionaryObject({NameObject(key): value for key, value in entries.items()})
        fields = form["/Fields"]
        assert isinstance(fields, ArrayObject)
        fields.append(writer._add_object(field))
        form[NameObject("/SigFlags")] = NumberObject(3)

    return with_form_entries(FORM, sign)


def certified() -> bytes:
    def certify(writer: PdfWriter, _form: DictionaryObject) -> None:
        permissions = DictionaryObject({NameObject("/DocMDP"): DictionaryObject()})
        writer.root_object[NameObject("/Perms")] = permissions

    return with_form_entries(FORM, certify)


def xfa(*, has_fields: bool) -> bytes:
    def add(_writer: PdfWriter, form: DictionaryObject) -> None:
        form[NameObject("/XFA")] = ArrayObject([TextStringObject("template")])
        if not has_fields:
            form[NameObject("/Fields")] = ArrayObject()

    return with_form_entries(FORM, add)


ALL = UserAccessPermissions.all()
LOCKED = UserAccessPermissions.PRINT


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(encrypted("secret", ALL), "protected by a password", id="a password"),
        pytest.param(encrypted("", LOCKED), "doesn't allow filling", id="no right to fill"),
        pytest.param(signed(), "is signed, and writing into it would break", id="signed"),
        pytest.param(certified(), "is signed", id="certified"),
        pytest.param(
            xfa(has_fields=False), "XFA form, which only Adobe's programs", id="XFA alone"
        ),
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(b"a,b\n1,2\n", "Only PDFs and images can be filled", id="a table"),
        pytest.param(b"%PDF-1.7\n" + b"0" * 500, "damaged or incomplete", id="no PDF"),
        pytest.param(picture_of(FORM, 40)[:900], "damaged or incomplete", id="half a picture"),
    ],
)
def test_a_document_that_cannot_be_filled_is_refused(
    fill: FillForm, content: bytes, sentence: str
) -> None:
    with pytest.raises(ProcessorError, match=sentence):
        fill(content, VALUES)


@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_cut_pdf_is_refused_or_mended_but_never_breaks(fill: FillForm, tenths: int) -> None:
    with contextlib.suppress(ProcessorError):
        outcome = fill(FORM[: len(FORM) * tenths // 10], VALUES)
        assert outcome.result["page_count"] >= 1


def test_a_form_that_may_be_filled_without_its_password_is_unlocked_and_that_is_told(
    fill: FillForm,
) -> None:
    outcome = fill(encrypted("", UserAccessPermissions.FILL_FORM_FIELDS), VALUES)

    assert outcome.result["fields_filled"] == ["full_name"]
    assert "the filled file is not encrypted" in outcome.warnings[0]
    assert not PdfReader(io.BytesIO(outcome.content)).is_encrypted


def test_the_xfa_part_of_a_form_with_fields_is_taken_out_and_that_is_told(fill: FillForm) -> None:
    outcome = fill(xfa(has_fields=True), VALUES)

    assert "XFA part" in outcome.warnings[0]
    assert "/XFA" not in PdfReader(io.BytesIO(outcome.content)).root_object["/AcroForm"]  # type: ignore[operator]


def test_fields_that_lead_in_a_circle_end(fill: FillForm) -> None:
    def loop(_writer: PdfWriter, form: DictionaryObject) -> None:
        fields = form["/Fields"]
        assert isinstance(fields, ArrayObject)
        first = fields[0].get_object()
        assert isinstance(first, DictionaryObject)
        first[NameObject("/Kids")] = ArrayObject([fields[0]])
        first[NameObject("/Parent")] = fields[0]

    assert fill(with_form_entries(FORM, loop), {"iban": "x"}).result["fields_filled"] == ["iban"]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param({}, "field_data: Field required", id="no data"),
        pytest.param(
            {"field_data": {}}, "field_data: Dictionary should have at least 1", id="empty"
        ),
        pytest.param({"field_data": "{"}, "field_data is a text that is no JSON", id="no JSON"),
        pytest.param(
            {"field_data": ["a"]}, "field_data: Input should be a valid dict", id="a list"
        ),
        pytest.param(
            {"field_data": {"a": {}}}, "field_data.a.value: Field required", id="no value"
        ),
        pytest.param(
            {"field_data": {"a": {"value": {"b": 1}}}}, "field_data.a.value", id="an object"
        ),
        pytest.param({"field_data": {"a": "x" * 20_001}}, "field_data.a.value", id="a huge value"),
        pytest.param(
            {"field_data": {"a": 1}, "confidence_threshold": 2}, "confidence_threshold", id="2"
        ),
        pytest.param({"field_data": {"a": 1}, "page_range": "2-1"}, "page_range", id="a range"),
    ],
)
def test_settings_that_make_no_sense_are_a_sentence(
    fill: FillForm, settings: dict[str, Any], sentence: str
) -> None:
    given = {"field_data": None} | settings
    if "field_data" not in settings:
        with pytest.raises(ProcessorError, match="The fill settings can't be used"):
            fill(FORM, {}, {"field_data": None})
        return
    with pytest.raises(ProcessorError, match="The fill settings can't be used") as told:
        fill(FORM, {}, given)
    assert sentence in str(told.value)


def test_data_may_come_as_json_text_and_as_bare_values(fill: FillForm) -> None:
    outcome = fill(FORM, {}, {"field_data": '{"full_name": "Ada", "birth_date": {"value": 1990}}'})

    assert outcome.result["fields_filled"] == ["full_name", "birth_date"]


def test_a_page_that_is_not_there_is_a_sentence(fill: FillForm) -> None:
    with pytest.raises(ProcessorError, match="page"):
        fill(FORM, VALUES, page_range="7")


def test_nothing_is_left_in_the_scratch_folder_but_the_form(fill: FillForm, tmp_path: Path) -> None:
    fill(picture_of(FORM, 60), VALUES)
    assert [each.name for each in tmp_path.iterdir()] == ["form"]
