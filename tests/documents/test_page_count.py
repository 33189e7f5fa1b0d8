import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lineup.contract.files import MAX_FILE_BYTES
from lineup.documents import page_count
from lineup.documents.child import ChildError, ChildFailure
from lineup.documents.children import page_count as counting
from lineup.documents.children.archives import MAX_UNPACKED_BYTES
from lineup.documents.children.serving import RefusalError
from lineup.documents.document_type import DocumentType
from lineup.documents.page_count import PageCount, count_pages, inspect_document
from tests.documents import small_files
from tests.hostile.documents import Hostile, HostileDocument, one_page_pdf, pdf_of, stream

Write = Callable[[bytes], Path]
CONVERSION_COUNTS = {
    DocumentType.DOCX,
    DocumentType.HTML,
    DocumentType.EPUB,
    DocumentType.ODT,
    DocumentType.DOC,
    DocumentType.PPT,
    DocumentType.XLS,
}


def counted(path: Path, document_type: DocumentType) -> int | None:
    """Return what the child would count, without the child."""
    pages: int | None = counting.count({"path": str(path), "document_type": document_type})["pages"]
    return pages


@pytest.mark.parametrize("document_type", DocumentType)
def test_each_type_has_one_page_or_a_number_known_later(
    document_type: DocumentType, write: Write
) -> None:
    path = write(small_files.small_file(document_type))
    pages = None if document_type in CONVERSION_COUNTS else 1
    assert inspect_document(path) == PageCount(document_type, pages, None)


@pytest.mark.parametrize(
    ("document_type", "content"),
    [
        (DocumentType.PDF, small_files.pdf(3)),
        (DocumentType.TIFF, small_files.image("TIFF", frames=3)),
        (DocumentType.GIF, small_files.image("GIF", frames=3)),
        (DocumentType.XLSX, small_files.workbook(3)),
        (DocumentType.PPTX, small_files.presentation(3)),
        (DocumentType.ODS, small_files.open_document("spreadsheet", "<table:table/>" * 3)),
        (DocumentType.ODP, small_files.open_document("presentation", "<draw:page a='b'/>" * 3)),
    ],
)
def test_pages_sheets_slides_and_frames_are_counted(
    document_type: DocumentType, content: bytes, write: Write
) -> None:
    path = write(content)
    assert counted(path, document_type) == 3
    assert count_pages(path) == 3


@pytest.mark.parametrize(
    ("document_type", "content"),
    [
        (DocumentType.PNG, small_files.image("PNG")),
        (DocumentType.WEBP, small_files.image("WEBP", frames=3)),
        (DocumentType.JPG, small_files.image("JPEG")),
    ],
)
def test_other_pictures_are_one_page_even_if_they_move(
    document_type: DocumentType, content: bytes, write: Write
) -> None:
    assert counted(write(content), document_type) == 1


@pytest.mark.parametrize(
    ("document_type", "content", "sentence"),
    [
        (DocumentType.PDF, b"%PDF-1.7\nnothing", "The PDF is damaged and can't be opened."),
        (
            DocumentType.PNG,
            small_files.image("PNG")[:20],
            "The PNG image is damaged and can't be opened.",
        ),
        (
            DocumentType.TIFF,
            b"II*\0\x08\0\0\0\0\0\0\0\0\0",
            "The TIFF image is damaged and can't be opened.",
        ),
        (
            DocumentType.DOCX,
            small_files.small_file(DocumentType.DOCX)[:2000],
            "The Word document is damaged and can't be opened.",
        ),
    ],
)
def test_a_damaged_file_is_refused_with_a_sentence(
    document_type: DocumentType, content: bytes, sentence: str, write: Write
) -> None:
    path = write(content)
    with pytest.raises(RefusalError, match=sentence):
        counted(path, document_type)


@pytest.mark.parametrize(
    ("kind", "document_type", "sentence"),
    [
        (Hostile.PASSWORD_PDF, DocumentType.PDF, "protected by a password"),
        (Hostile.ZIP_BOMB_DOCX, DocumentType.DOCX, "unpacks to 1,000 MB; at most 500 MB"),
        (Hostile.HUGE_PNG, DocumentType.PNG, "at most 100 million"),
    ],
)
def test_the_child_itself_refuses_what_it_cannot_open(
    kind: Hostile,
    document_type: DocumentType,
    sentence: str,
    hostile: Callable[[Hostile], HostileDocument],
) -> None:
    with pytest.raises(RefusalError, match=sentence):
        counted(hostile(kind).path, document_type)


def test_a_word_document_is_looked_into_but_not_counted(write: Write) -> None:
    path = write(small_files.small_file(DocumentType.DOCX))
    assert counted(path, DocumentType.DOCX) is None


def test_a_gif_cut_between_frames_is_counted_as_far_as_it_goes(write: Write) -> None:
    whole = small_files.image("GIF", frames=3)
    assert counted(write(whole[:-20]), DocumentType.GIF) in {1, 2, 3}


def test_a_pdf_without_pages_is_refused(write: Write) -> None:
    empty = pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"])
    assert inspect_document(write(empty)).problem == "The PDF is damaged and can't be opened."


def test_a_pdf_encrypted_by_a_scheme_nobody_knows_is_refused(write: Write) -> None:
    whole = one_page_pdf(stream(b""), b"<< /Filter /Unknown /V 9 >>")
    path = write(whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R /ID [<00> <00>]"))
    with pytest.raises(RefusalError, match="encrypted in a way that can't be read"):
        counted(path, DocumentType.PDF)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_tiff_whose_second_frame_leads_nowhere_is_refused(write: Write) -> None:
    content = bytearray(small_files.image("TIFF"))
    directory = int.from_bytes(content[4:8], "little")
    entries = int.from_bytes(content[directory : directory + 2], "little")
    following = directory + 2 + 12 * entries
    content[following : following + 4] = (len(content) - 1).to_bytes(4, "little")
    with pytest.raises(RefusalError, match="The TIFF image is damaged"):
        counted(write(bytes(content)), DocumentType.TIFF)


def test_a_reader_that_gives_up_makes_a_sentence_about_the_document() -> None:
    error = ChildError(ChildFailure.TIMED_OUT, "It took longer than 10 seconds.")
    sentence = page_count._sentence(error, DocumentType.PPTX)
    assert (
        sentence == "The PowerPoint presentation can't be opened. It took longer than 10 seconds."
    )


def test_an_encrypted_archive_is_refused(write: Write) -> None:
    content = bytearray(small_files.small_file(DocumentType.DOCX))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(RefusalError, match="protected by a password"):
        counted(write(bytes(content)), DocumentType.DOCX)


def test_an_office_document_wrapped_for_a_password_is_told_from_an_unknown_type(
    write: Write,
) -> None:
    found = inspect_document(write(small_files.office_97("EncryptedPackage")))
    assert found.problem == (
        "The document is protected by a password: save a copy without it and use that."
    )


def test_a_part_too_large_to_look_at_leaves_the_count_open(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<sheet " * 3_000_000)
    assert counted(path, DocumentType.XLSX) is None


def test_a_workbook_without_its_main_part_leaves_the_count_open(write: Write) -> None:
    path = write(small_files.archive({"[Content_Types].xml": b"", "xl/other.xml": b"<sheet/>"}))
    assert counted(path, DocumentType.XLSX) is None


def test_the_archive_limit_lets_large_honest_documents_through() -> None:
    assert MAX_UNPACKED_BYTES > 2 * MAX_FILE_BYTES


def test_a_file_of_exactly_the_limit_is_not_too_large(write: Write) -> None:
    path = write(b"a;b\n1;2\n")
    os.truncate(path, MAX_FILE_BYTES)
    assert "MB" not in (inspect_document(path).problem or "")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inspect_document(tmp_path / "missing.pdf")
