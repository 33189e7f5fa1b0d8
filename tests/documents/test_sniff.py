import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.documents.sniff import DocumentType, sniff_document
from lineup.documents.sniff_ole2 import is_password_protected_office
from tests.documents import small_files

Sniff = Callable[..., DocumentType | None]


@pytest.fixture
def sniffed(tmp_path: Path) -> Sniff:
    def sniff(content: bytes, name: str = "document") -> DocumentType | None:
        path = tmp_path / name
        path.write_bytes(content)
        return sniff_document(path)

    return sniff


@pytest.mark.parametrize("document_type", DocumentType)
def test_each_type_is_known_by_its_content(document_type: DocumentType, sniffed: Sniff) -> None:
    assert sniffed(small_files.small_file(document_type)) is document_type


@pytest.mark.parametrize("name", ["scan.pdf", "scan.docx", "scan", "scan.exe"])
def test_a_png_is_a_png_whatever_its_name_says(name: str, sniffed: Sniff) -> None:
    assert sniffed(small_files.image("PNG"), name) is DocumentType.PNG


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"Dear Ms Okafor,\nthank you for your letter.\n", id="plain text"),
        pytest.param(b"one line, with a comma", id="one line"),
        pytest.param(b"one\ntwo\nthree\n", id="a list"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(64), id="an ELF program"),
        pytest.param(b"MZ\x90\0" + bytes(64), id="a Windows program"),
        pytest.param(b"#!/bin/sh\necho a,b\necho c,d\n", id="a script"),
        pytest.param(b"{'a': 1, 'b': 2}\n{'a': 3, 'b': 4}\n", id="JSON lines"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="SVG"),
        pytest.param(b"<?xml version='1.0'?><invoice/>", id="XML"),
        pytest.param(b"{\\rtf1\\ansi,a\\b,c}\n{\\rtf1,a}", id="RTF"),
        pytest.param(b"RIFF\x24\0\0\0WAVEfmt ", id="a sound"),
        pytest.param(bytes(range(256)) * 8, id="binary rubbish"),
        pytest.param(small_files.archive({"notes.txt": b"a"}), id="a plain ZIP"),
        pytest.param(small_files.archive({"word/a.txt": b"a"}), id="a ZIP with a folder 'word'"),
        pytest.param(small_files.archive({}), id="an empty ZIP"),
        pytest.param(
            small_files.archive({"[Content_Types].xml": b"", "visio/document.xml": b""}), id="Visio"
        ),
        pytest.param(
            small_files.archive({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), id="xlsb"
        ),
        pytest.param(small_files.archive({"mimetype": b"image/openraster"}), id="OpenRaster"),
        pytest.param(small_files.archive({"a.pdf": small_files.pdf()}), id="a ZIP around a PDF"),
        pytest.param(small_files.office_97("VisioDocument"), id="old Visio"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), id="hollow OLE2"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", id="cut OLE2"),
        pytest.param(small_files.office_97("Workbook")[:1024], id="OLE2 without its directory"),
        pytest.param(b"PK\x03\x04", id="cut ZIP"),
        pytest.param(b'"a","b\n' + b'"' + b"x" * 70_000, id="an endless cell"),
    ],
)
def test_what_the_service_does_not_read_has_no_type(content: bytes, sniffed: Sniff) -> None:
    assert sniffed(content) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            small_files.pdf() + small_files.archive({"word/a": b"", "[Content_Types].xml": b""}),
            DocumentType.PDF,
            id="PDF with a Word document behind",
        ),
        pytest.param(
            small_files.image("GIF") + small_files.pdf(), DocumentType.GIF, id="GIF before PDF"
        ),
        pytest.param(
            b"\x7fELF\x02\x01\x01" + small_files.pdf(), None, id="a program with a PDF header"
        ),
        pytest.param(
            b"<html>%PDF-1.7 is a header</html>", DocumentType.HTML, id="HTML that quotes a header"
        ),
        pytest.param(
            small_files.image("JPEG") + small_files.archive({"a": b""}),
            DocumentType.JPG,
            id="JPG with an archive behind",
        ),
    ],
)
def test_what_a_polyglot_begins_with_decides(
    content: bytes, expected: DocumentType | None, sniffed: Sniff
) -> None:
    assert sniffed(content) is expected


def test_a_pdf_may_have_rubbish_before_its_header(sniffed: Sniff) -> None:
    assert sniffed(b"\0" * 1000 + small_files.pdf()) is DocumentType.PDF


def test_a_pdf_header_beyond_the_first_kilobyte_does_not_count(sniffed: Sniff) -> None:
    assert sniffed(b"\0" * 1100 + small_files.pdf()) is None


@pytest.mark.parametrize("header", [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"])
def test_tiff_comes_in_both_byte_orders_and_two_sizes(header: bytes, sniffed: Sniff) -> None:
    assert sniffed(header + bytes(20)) is DocumentType.TIFF


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf\n<!-- made by hand -->\n<HTML lang='en'>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html><html/>",
        b"<table><tr><td>1</td></tr></table>",
        b"\xff\xfe" + "<html></html>".encode("utf-16-le"),
        "<p>Grüße</p>".encode("cp1252"),
    ],
)
def test_html_is_known_by_its_first_tag(content: bytes, sniffed: Sniff) -> None:
    assert sniffed(content) is DocumentType.HTML


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"a;b;c\n1,5;2;3\n", id="semicolons"),
        pytest.param(b"a\tb\n1\t2\n", id="tabs"),
        pytest.param(b"a|b\n1|2\n", id="bars"),
        pytest.param(b'name,remark\nx,"two, lines\nin one cell"\n', id="a cell of two lines"),
        pytest.param(b"Stock list\n\na,b\n1,2\n3,4\n5,6\n7,8\n", id="a title above"),
        pytest.param("Größe,Maß\n1,2\n".encode("cp1252"), id="Windows encoding"),
        pytest.param(b"\xff\xfe" + "a;b\n1;2\n".encode("utf-16-le"), id="UTF-16"),
        pytest.param("é,ü\n".encode() * 20_000, id="a character cut at the end of the head"),
        pytest.param(b"a,b\n" * 300, id="more rows than are looked at"),
        pytest.param(b"name, price\nnut, 2\n", id="spaces behind the commas"),
        pytest.param(b"1,2\n3,4\n", id="numbers alone"),
        pytest.param(b'"a", "It is. So."\n"b", "It was."\n', id="quoted sentences"),
        pytest.param(
            b"id,remark\n1,It works as we hoped it would.\n2,It does not.\n",
            id="sentences in a column",
        ),
        pytest.param(
            b"when, who, what was said at the table that evening\n"
            b"1999, Ann, that nobody would ever have to pay for it\n",
            id="many words and a number alone",
        ),
    ],
)
def test_csv_is_known_by_equally_wide_rows(content: bytes, sniffed: Sniff) -> None:
    assert sniffed(content) is DocumentType.CSV


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "However, it rained all day.\nTherefore, we stayed at home.\n",
            id="a comma to a sentence",
        ),
        pytest.param(
            "On Monday, the buyer came to the office and\nasked for more, but nobody was there to hear\n",
            id="a paragraph of two lines",
        ),
        pytest.param(
            "He paid 1,000, as he said.\nShe paid 2,000, as she said.\n", id="numbers with a comma"
        ),
        pytest.param(
            "It was late; nobody came.\nIt was early; everybody came!\n",
            id="a semicolon to a sentence",
        ),
        pytest.param("«Oui, merci.»\n«Non, merci.»\n", id="sentences in quotes"),
    ],
)
def test_sentences_are_no_table(text: str, sniffed: Sniff) -> None:
    assert sniffed(text.encode()) is None


def test_the_row_that_the_bounded_reading_cuts_is_not_held_against_a_table(sniffed: Sniff) -> None:
    row = b"x" * 30_000 + b",y,z\n"
    assert sniffed(row * 5) is DocumentType.CSV


def test_an_embedded_workbook_does_not_make_a_word_document_a_workbook(sniffed: Sniff) -> None:
    parts = {
        "[Content_Types].xml": b"",
        "word/document.xml": b"",
        "word/embeddings/sheet.xlsx": small_files.workbook(),
    }
    assert sniffed(small_files.archive(parts)) is DocumentType.DOCX


def test_a_truncated_office_file_keeps_its_type(sniffed: Sniff) -> None:
    whole = small_files.small_file(DocumentType.DOCX)
    assert sniffed(whole[: len(whole) // 2]) is DocumentType.DOCX


def test_an_archive_with_a_comment_is_read_to_its_directory(sniffed: Sniff) -> None:
    comment = b"kept by hand " * 1000
    whole = bytearray(small_files.small_file(DocumentType.XLSX))
    struct.pack_into("<H", whole, len(whole) - 2, len(comment))
    assert sniffed(bytes(whole) + comment) is DocumentType.XLSX


def test_an_archive_whose_directory_points_nowhere_is_known_by_its_entries(sniffed: Sniff) -> None:
    whole = bytearray(small_files.small_file(DocumentType.PPTX))
    struct.pack_into("<I", whole, len(whole) - 6, 0xFFFFFFFF)
    assert sniffed(bytes(whole)) is DocumentType.PPTX


def test_streams_of_embedded_objects_do_not_count(sniffed: Sniff) -> None:
    content = small_files.compound_file(
        ("Root Entry", -1, -1, 1),
        ("Workbook", 2, -1, -1),
        ("MBD0001", -1, -1, 3),
        ("WordDocument", -1, -1, -1),
    )
    assert sniffed(content) is DocumentType.XLS


def test_a_directory_that_points_at_itself_is_walked_once(sniffed: Sniff) -> None:
    content = small_files.compound_file(("Root Entry", -1, -1, 1), ("Book", 1, 1, 1))
    assert sniffed(content) is DocumentType.XLS


def test_an_allocation_table_in_a_loop_ends(sniffed: Sniff) -> None:
    content = bytearray(small_files.office_97("WordDocument"))
    struct.pack_into("<128I", content, 512, *([1] * 128))
    assert (
        sniffed(bytes(content)) is DocumentType.DOC
    )  # found in the sector that is read over and over


def test_a_directory_sector_beyond_the_listed_tables_ends_the_chain(sniffed: Sniff) -> None:
    content = bytearray(small_files.office_97("WordDocument"))
    struct.pack_into("<I", content, 48, 128 * 200)
    assert sniffed(bytes(content)) is None


def test_a_wrapped_office_document_is_seen_to_be_password_protected(tmp_path: Path) -> None:
    path = tmp_path / "secret.docx"
    path.write_bytes(small_files.office_97("EncryptedPackage"))
    assert is_password_protected_office(path)
    assert sniff_document(path) is None


def test_an_open_office_document_is_not_password_protected(tmp_path: Path) -> None:
    path = tmp_path / "open.doc"
    path.write_bytes(small_files.office_97("WordDocument"))
    assert not is_password_protected_office(path)


def test_a_huge_file_is_read_in_part_only(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    os.truncate(path, 300 * 1024 * 1024)
    assert sniff_document(path) is DocumentType.PDF


def test_a_missing_file_is_an_error_and_not_an_unknown_type(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sniff_document(tmp_path / "missing.pdf")


_BEGINNINGS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.", b"<", b"a,b\n"]


@given(beginning=st.sampled_from(_BEGINNINGS), rest=st.binary(max_size=2000))
def test_no_bytes_whatever_make_it_fail(
    tmp_path_factory: pytest.TempPathFactory, beginning: bytes, rest: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "any"
    path.write_bytes(beginning + rest)
    assert sniff_document(path) in {None, *DocumentType}


@given(
    cut=st.integers(0, 2000), flips=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)))
)
@pytest.mark.parametrize("whole", [small_files.office_97("Workbook"), small_files.workbook()])
def test_no_damage_makes_it_fail(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, cut: int, flips: list[tuple[int, int]]
) -> None:
    damaged = bytearray(whole)
    for at, byte in flips:
        damaged[at % len(damaged)] = byte
    path = tmp_path_factory.mktemp("damaged") / "damaged"
    path.write_bytes(damaged[: len(damaged) - cut])
    assert sniff_document(path) in {None, *DocumentType}
