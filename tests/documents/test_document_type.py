import mimetypes

import pytest

from lineup.documents.document_type import READABLE_TYPES_TEXT, DocumentType


@pytest.mark.parametrize("document_type", DocumentType)
def test_every_type_has_a_name_for_people_and_a_media_type(document_type: DocumentType) -> None:
    assert document_type.label
    assert document_type.media_type == mimetypes.types_map.get(
        f".{document_type}", document_type.media_type
    )


def test_names_read_well_in_a_sentence() -> None:
    assert DocumentType.PDF.label == "PDF"
    assert DocumentType.DOCX.label == "Word document"
    assert DocumentType.PNG.label == "PNG image"


def test_images_are_the_five_picture_formats() -> None:
    assert {t.value for t in DocumentType if t.is_image} == {"png", "jpg", "webp", "tiff", "gif"}


def test_spreadsheets_are_what_has_sheets_for_pages() -> None:
    assert {t.value for t in DocumentType if t.is_spreadsheet} == {"xlsx", "xls", "ods", "csv"}


def test_only_pdf_and_images_have_page_images() -> None:
    with_images = {t for t in DocumentType if t.has_page_images}
    assert with_images == {DocumentType.PDF} | {t for t in DocumentType if t.is_image}


@pytest.mark.parametrize("word", ["PDF", "PNG", "Word", "Excel", "OpenDocument", "CSV", "EPUB"])
def test_the_list_of_types_names_every_family(word: str) -> None:
    assert word in READABLE_TYPES_TEXT
