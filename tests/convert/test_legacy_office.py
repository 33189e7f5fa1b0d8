"""Office documents of 1997 to 2003."""

import pytest

from lineup.engine.processors.protocol import ProcessorError
from tests.convert.conftest import Converter
from tests.convert.legacy_files import compound_file, excel, powerpoint_97, word_97


def test_a_word_97_document_is_read(convert: Converter) -> None:
    source = word_97("The first paragraph", "a <b>second</b> one")
    assert convert(source).result["markdown"] == (
        "The first paragraph\n\na &lt;b>second&lt;/b> one"
    )


def test_an_excel_97_workbook_is_read_on_made_up_pages(convert: Converter) -> None:
    result = convert(excel({"Prices": [["item", "price"], ["nut", 2.5]], "Rest": [["x"]]})).result
    assert result["markdown"] == "| item | price |\n|---|---|\n| nut | 2.5 |\n\n| x |\n|---|"
    assert result["metadata"]["page_kind"] == "synthetic"
    assert "can't be told apart" in result["metadata"]["warnings"][0]


def test_a_powerpoint_97_presentation_is_read_without_its_layouts_texts(convert: Converter) -> None:
    source = powerpoint_97(
        ("Title A", "body a"), ("Title B", "Click to edit Master text styles", "body b")
    )
    assert convert(source).result["markdown"] == "# Title A\n\nbody a\n\n# Title B\n\nbody b"


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
