"""The smallest honest file of each type, as bytes."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

import docx
import openpyxl
import pptx
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from lineup.documents.document_type import DocumentType

OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


def small_file(document_type: DocumentType) -> bytes:
    """Return a real file of the type: one page, sheet or slide."""
    return _MAKERS[document_type]()


def pdf(pages: int = 1) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 300))
    for number in range(1, pages + 1):
        canvas.drawString(20, 200, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def image(image_format: str, *, size: tuple[int, int] = (40, 60), frames: int = 1) -> bytes:
    buffer = io.BytesIO()
    pictures = [Image.new("RGB", size, (80 * number % 256, 90, 200)) for number in range(frames)]
    if frames > 1:
        pictures[0].save(buffer, image_format, save_all=True, append_images=pictures[1:])
    else:
        pictures[0].save(buffer, image_format)
    return buffer.getvalue()


def archive(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        for name, content in parts.items():
            bundle.writestr(name, content)
    return buffer.getvalue()


def open_document(kind: str, body: str = "") -> bytes:
    return archive(
        {"mimetype": f"{OPEN_DOCUMENT}.{kind}".encode(), "content.xml": f"<x>{body}</x>".encode()}
    )


def workbook(sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for number in range(2, sheets + 1):
        book.create_sheet(f"Sheet {number}")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def presentation(slides: int = 1) -> bytes:
    deck = pptx.Presentation()
    for _ in range(slides):
        deck.slides.add_slide(deck.slide_layouts[6])
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def compound_file(*tree: tuple[str, int, int, int]) -> bytes:
    """Return an OLE2 file whose directory holds the given (name, left, right, child) entries; -1 stands for none.

    The directory lies behind the allocation table, in sectors that are chained backwards, as a file that was edited
    for long may have them.
    """
    entries = b"".join(_directory_entry(*entry) for entry in tree)
    sectors = [entries[at : at + 512].ljust(512, b"\0") for at in range(0, len(entries), 512)]
    count = len(sectors)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(1, count)]
    table = struct.pack("<128I", *(chain + [0xFFFFFFFF] * (128 - len(chain))))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", header, 44, 1, count)  # the first directory sector is the file's last
    struct.pack_into("<I", header, 76, 0)
    return bytes(header) + table + b"".join(reversed(sectors))


def _directory_entry(name: str, left: int, right: int, child: int) -> bytes:
    entry = bytearray(128)
    encoded = (name + "\0").encode("utf-16-le")
    entry[: len(encoded)] = encoded
    struct.pack_into("<H", entry, 64, len(encoded))
    struct.pack_into("<iii", entry, 68, left, right, child)
    return bytes(entry)


def office_97(stream: str) -> bytes:
    others = [(f"Other {number}", -1, number + 2, -1) for number in range(6)]
    return compound_file(("Root Entry", -1, -1, 1), *others, (stream, -1, -1, -1))


def _word_document() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


_MAKERS: dict[DocumentType, Callable[[], bytes]] = {
    DocumentType.PDF: pdf,
    DocumentType.PNG: lambda: image("PNG"),
    DocumentType.JPG: lambda: image("JPEG"),
    DocumentType.WEBP: lambda: image("WEBP"),
    DocumentType.TIFF: lambda: image("TIFF"),
    DocumentType.GIF: lambda: image("GIF"),
    DocumentType.DOCX: _word_document,
    DocumentType.PPTX: presentation,
    DocumentType.XLSX: workbook,
    DocumentType.CSV: lambda: b"item,amount\nbolts,12\nnuts,13\n",
    DocumentType.HTML: lambda: b"<!DOCTYPE html><html><body><p>Hello</p></body></html>",
    DocumentType.EPUB: lambda: archive(
        {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<container/>"}
    ),
    DocumentType.ODT: lambda: open_document("text"),
    DocumentType.ODS: lambda: open_document("spreadsheet", '<table:table table:name="A"/>'),
    DocumentType.ODP: lambda: open_document("presentation", '<draw:page draw:name="A"/>'),
    DocumentType.DOC: lambda: office_97("WordDocument"),
    DocumentType.PPT: lambda: office_97("PowerPoint Document"),
    DocumentType.XLS: lambda: office_97("Workbook"),
}
