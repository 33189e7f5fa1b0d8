"""Office documents of 1997 to 2003."""

import pytest

from lineup.engine.processors.convert.office.legacy_sheets import legacy_sheets
from lineup.engine.processors.convert.office.legacy_slides import legacy_slides
from lineup.engine.processors.protocol import ProcessorError
from tests.convert.conftest import Converter
from tests.convert.legacy_files import compound_file, excel, powerpoint_97, word_97


def test_a_word_97_document_is_read(convert: Converter) -> None:
    source = word_97("The first paragraph", "a <b>second</b> one")
    assert convert(source).result["markdown"] == (
        "The first paragraph\n\na &lt;b>second&lt;/b> one"
    )


SHEETS: dict[str, list[list[str | float]]] = {
    "Prices": [["item", "price"], ["nut", 2.5]],
    "Rest": [["x"]],
}


def test_the_sheets_of_an_excel_97_workbook_are_pages_with_their_names(convert: Converter) -> None:
    result = convert(excel(SHEETS, hidden={"Rest"})).result
    assert result["markdown"] == (
        "# Prices\n\n| item | price |\n|---|---|\n| nut | 2.5 |\n\n# Rest\n\n| x |\n|---|"
    )
    assert result["metadata"]["page_kind"] == "sheet"
    assert result["metadata"]["warnings"] == [
        "The sheet 'Rest' is hidden in the Excel workbook (97-2003)."
    ]


def test_a_page_range_of_an_excel_97_workbook_is_of_sheets(convert: Converter) -> None:
    output = convert(excel(SHEETS), page_range="1", output_format="chunks")
    assert [block["id"] for block in output.result["chunks"]["blocks"]] == [
        "/page/1/SectionHeader/0",
        "/page/1/Table/1",
    ]


def test_the_slides_of_a_powerpoint_97_presentation_are_pages(convert: Converter) -> None:
    source = powerpoint_97(
        ("Title A", "body a"),
        ("Title B", "Click to edit Master text styles", "body b"),
        (),
        boxes={0: "in a box", 2: "a box alone"},
        layout="Titel bearbeiten",
    )
    result = convert(source, paginate=True).result
    pages = [page.split("---\n\n")[-1].strip() for page in result["markdown"].split("{")[1:]]
    assert pages == [
        "# Title A\n\nin a box\n\nbody a",
        "# Title B\n\nbody b",
        "a box alone",
    ]
    assert result["metadata"]["page_kind"] == "slide"


def test_pages_that_cannot_be_told_apart_are_made_up(
    convert: Converter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lineup.engine.processors.convert.office.legacy_pages.MAX_BYTES", 1)
    for source in (excel(SHEETS), powerpoint_97(("Title A", "body a"))):
        metadata = convert(source).result["metadata"]
        assert metadata["page_kind"] == "synthetic"
        assert "can't be told apart" in metadata["warnings"][0]


def test_a_record_that_says_it_is_longer_than_the_file_does_no_harm() -> None:
    source = powerpoint_97(("Title A", "body a"))
    for at in range(0, 2600, 7):
        damaged = bytearray(source)
        damaged[at + 512 : at + 516] = b"\xff\xff\xff\x7f"
        legacy_slides(bytes(damaged))
        legacy_sheets(bytes(damaged))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(excel({"A": [["x"]]})[:1600], id="a truncated workbook"),
        pytest.param(word_97("text")[:1600], id="a truncated document"),
    ],
)
def test_a_damaged_file_is_an_error_that_says_so(convert: Converter, source: bytes) -> None:
    with pytest.raises(ProcessorError, match=r"damaged|no pages"):
        convert(source)


def test_an_office_document_with_a_password_says_what_to_do(convert: Converter) -> None:
    with pytest.raises(ProcessorError, match=r"protected by a password: remove it"):
        convert(compound_file({"EncryptionInfo": b"", "EncryptedPackage": b""}))
