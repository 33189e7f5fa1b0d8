"""Documents that try to do harm, each made small and in a moment: `make_hostile(Hostile.ZIP_BOMB, folder)`."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from pathlib import Path

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

MEBIBYTE = 1024 * 1024
PASSWORD = "open sesame"


class Hostile(StrEnum):
    """A kind of bad input; the value is the name under which its sender would upload it."""

    ZERO_BYTES = "empty.pdf"
    TRUNCATED_PDF = "truncated.pdf"
    PASSWORD_PDF = "password.pdf"
    OWNER_ONLY_PDF = "owner-only.pdf"
    PNG_NAMED_PDF = "picture.pdf"
    ZIP_BOMB_DOCX = "zip-bomb.docx"
    FLATE_BOMB_PDF = "flate-bomb.pdf"
    MANY_PAGES_PDF = "5000-pages.pdf"
    TOO_MANY_PAGES_PDF = "8000-pages.pdf"
    RANDOM_BYTES = "random.bin"
    ELF_PROGRAM = "program"
    OVERSIZE_PDF = "201-megabytes.pdf"
    PAGE_TREE_LOOP_PDF = "page-tree-loop.pdf"
    RECURSIVE_FORMS_PDF = "recursive-forms.pdf"
    EXTREME_SHAPE_PDF = "one-point-wide.pdf"
    HUGE_PNG = "20000-by-20000.png"
    BILLION_LAUGHS_DOCX = "billion-laughs.docx"
    NESTED_ARRAY_PDF = "nested-array.pdf"
    ANNOTATIONS_PDF = "100000-annotations.pdf"
    DEEP_PAGE_TREE_PDF = "deep-page-tree.pdf"
    DEEP_HTML = "deep.html"
    OPEN_TAGS_HTML = "open-tags.html"
    DEEP_DOCX = "deep.docx"
    MACROS_DOCM = "macros.docm"
    FILE_ENTITY_DOCX = "file-entity.docx"
    REPEATED_CELLS_ODS = "repeated-cells.ods"
    RIGHT_TO_LEFT_NAME = "invoice\u202efdp.exe"
    TRAVERSAL_NAME = "../../../../tmp/escaped.pdf"
    SCRIPT_NAME = "<script>alert(1)</script>.pdf"


@dataclass(frozen=True)
class HostileDocument:
    """A bad input on disk, under a harmless name, and what its sender calls it."""

    path: Path
    filename: str


def make_hostile(kind: Hostile, folder: Path) -> HostileDocument:
    """Write the document into the folder and return it."""
    path = folder / f"{kind.name.lower()}{Path(kind.value).suffix}"
    with path.open("wb") as file:
        file.write(_MAKERS[kind]())
        if kind is Hostile.OVERSIZE_PDF:
            file.truncate(201 * MEBIBYTE)  # sparse: it takes no room on disk
    return HostileDocument(path, kind.value)


def plain_pdf(pages: int = 1, encryption: StandardEncryption | None = None) -> bytes:
    """Return an honest PDF of some pages."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encryption)
    for number in range(1, pages + 1):
        canvas.drawString(72, 720, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_of(objects: Iterable[bytes]) -> bytes:
    """Return a PDF of the given objects, numbered from 1; the first is the catalogue."""
    body = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(offsets) + 1)
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a PDF stream object; `entries` are further entries of its dictionary."""
    return b"<< /Length %d %s >>\nstream\n" % (len(content), entries) + content + b"\nendstream"


def _pages_pdf(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    pages = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, *repeat(page, count)])


def one_page_pdf(
    content: bytes, *more: bytes, box: bytes = b"0 0 595 842", resources: bytes = b""
) -> bytes:
    """Return a PDF of one page whose content stream is object 4; `more` are the objects from 5 on."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> >>"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            page % (box, resources),
            content,
            *more,
        ]
    )


def _truncated_pdf() -> bytes:
    whole = plain_pdf(pages=3)
    return whole[: len(whole) // 4]


def _password_pdf() -> bytes:
    return plain_pdf(encryption=StandardEncryption(PASSWORD, ownerPassword="other", strength=128))


def _owner_only_pdf() -> bytes:
    return plain_pdf(encryption=StandardEncryption("", ownerPassword="other", strength=128))


def _png_named_pdf() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def _flate_bomb_pdf() -> bytes:
    """Return a content stream of 300 MB of drawing in about 0.5 MB."""
    strokes = b"0 0 m 9 9 l S\n" * 75_000
    packed = _squeeze(repeat(strokes, 300))
    return one_page_pdf(stream(packed, b"/Filter /FlateDecode"))


def _squeeze(chunks: Iterable[bytes]) -> bytes:
    squeezer = zlib.compressobj(9)
    return b"".join([*(squeezer.compress(chunk) for chunk in chunks), squeezer.flush()])


def _page_tree_loop_pdf() -> bytes:
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 9 /Kids [3 0 R 2 0 R] >>",
            b"<< /Type /Pages /Count 9 /Parent 2 0 R /Kids [2 0 R 3 0 R] >>",
        ]
    )


def _recursive_forms_pdf() -> bytes:
    """Return ten forms, each of which draws the next one ten times: ten thousand million lines."""
    depth = 10
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /F %d 0 R >> >>"
    forms = [stream(b"/F Do " * 10, form % (6 + level)) for level in range(depth)]
    last = stream(b"0 0 m 90 90 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 100 100]")
    content = stream(b"/F Do")
    return one_page_pdf(content, *forms, last, resources=b"/XObject << /F 5 0 R >>")


def _extreme_shape_pdf() -> bytes:
    return one_page_pdf(stream(b"0 0 1 1 re f"), box=b"0 0 1 100000")


def _nested_array_pdf() -> bytes:
    deep = b"[" * 200_000 + b"]" * 200_000
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /Deep %s >>" % deep
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return pdf_of([catalogue, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page])


def _huge_png() -> bytes:
    """Return 400 million black pixels of one bit each in about 50 kB."""
    side = 20_000
    row = bytes(1 + side // 8)  # the filter's number, then the pixels
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", _squeeze(repeat(row, side))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(name, content) for name, content in chunks)


def _png_chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


_WORD_PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
}


def _word_document(content: Iterable[bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _WORD_PARTS.items():
            archive.writestr(name, text)
        with archive.open("word/document.xml", "w") as part:
            for chunk in content:
                part.write(chunk)
    return buffer.getvalue()


def _zip_bomb_docx() -> bytes:
    return _word_document(repeat(bytes(MEBIBYTE), 1000))


def _billion_laughs_docx() -> bytes:
    entities = ['<!ENTITY e0 "ha">'] + [
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10)
    ]
    text = (
        f'<?xml version="1.0"?><!DOCTYPE d [{"".join(entities)}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    )
    return _word_document([text.encode()])


def _annotations_pdf() -> bytes:
    note = b"<< /Type /Annot /Subtype /Text /Rect [9 9 20 20] /Contents (note) >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [%s] >>" % (
        note * 100_000
    )
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            page,
        ]
    )


def _deep_page_tree_pdf() -> bytes:
    """Return a page 5,000 levels below the root of the pages."""
    depth = 5_000
    nodes = [
        b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (number + 1, number - 1)
        for number in range(2, depth + 2)
    ]
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, page])


def _deep_html() -> bytes:
    return b"<!doctype html>" + b"<div><ul><li><b>" * 20_000 + b"at the bottom"


def _open_tags_html() -> bytes:
    """Return tags and comments left open, which readers look for the ends of again and again."""
    return b"<!doctype html><p>text</p>" + b"<!--<a b='<![CDATA[</" * 20_000


def _deep_docx() -> bytes:
    start = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    cell, end = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
    return _word_document(
        [start, cell * 20_000, b"<w:p/>", end * 20_000, b"</w:body></w:document>"]
    )


def _one_paragraph(text: str, before: str = "") -> bytes:
    return (
        f'{before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    ).encode()


def _macros_docm() -> bytes:
    """Return a document that says it has macros, and has a part of them that is no program."""
    plain = _word_document([_one_paragraph("with macros")])
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            kind = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            macro = b"vnd.ms-word.document.macroEnabled.main+xml"
            new.writestr(name, old.read(name).replace(kind, macro))
        new.writestr("word/vbaProject.bin", b"no program")
    return buffer.getvalue()


def _file_entity_docx() -> bytes:
    """Return a document whose text is a file of the machine that opens it."""
    entity = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return _word_document([_one_paragraph("&f;", entity)])


def _repeated_cells_ods() -> bytes:
    """Return a sheet that repeats a cell to the right and down as far as sheets go: 17 thousand million cells."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="A">'
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def _elf_program() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHI", 2, 62, 1) + bytes(40)


_MAKERS: dict[Hostile, Callable[[], bytes]] = {
    Hostile.ZERO_BYTES: bytes,
    Hostile.TRUNCATED_PDF: _truncated_pdf,
    Hostile.PASSWORD_PDF: _password_pdf,
    Hostile.OWNER_ONLY_PDF: _owner_only_pdf,
    Hostile.PNG_NAMED_PDF: _png_named_pdf,
    Hostile.ZIP_BOMB_DOCX: _zip_bomb_docx,
    Hostile.FLATE_BOMB_PDF: _flate_bomb_pdf,
    Hostile.MANY_PAGES_PDF: lambda: _pages_pdf(5_000),
    Hostile.TOO_MANY_PAGES_PDF: lambda: _pages_pdf(8_000),
    Hostile.RANDOM_BYTES: lambda: random.Random(7).randbytes(100_000),
    Hostile.ELF_PROGRAM: _elf_program,
    Hostile.OVERSIZE_PDF: lambda: b"%PDF-1.7\n",
    Hostile.PAGE_TREE_LOOP_PDF: _page_tree_loop_pdf,
    Hostile.RECURSIVE_FORMS_PDF: _recursive_forms_pdf,
    Hostile.EXTREME_SHAPE_PDF: _extreme_shape_pdf,
    Hostile.HUGE_PNG: _huge_png,
    Hostile.BILLION_LAUGHS_DOCX: _billion_laughs_docx,
    Hostile.NESTED_ARRAY_PDF: _nested_array_pdf,
    Hostile.ANNOTATIONS_PDF: _annotations_pdf,
    Hostile.DEEP_PAGE_TREE_PDF: _deep_page_tree_pdf,
    Hostile.DEEP_HTML: _deep_html,
    Hostile.OPEN_TAGS_HTML: _open_tags_html,
    Hostile.DEEP_DOCX: _deep_docx,
    Hostile.MACROS_DOCM: _macros_docm,
    Hostile.FILE_ENTITY_DOCX: _file_entity_docx,
    Hostile.REPEATED_CELLS_ODS: _repeated_cells_ods,
    Hostile.RIGHT_TO_LEFT_NAME: plain_pdf,
    Hostile.TRAVERSAL_NAME: plain_pdf,
    Hostile.SCRIPT_NAME: plain_pdf,
}
