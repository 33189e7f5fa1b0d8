"""What type a document is, read from its bytes. No parser runs here, and the name is never asked."""

import re
from pathlib import Path
from typing import BinaryIO

from lineup.documents.document_type import DocumentType
from lineup.documents.sniff_ole2 import OLE2_MAGIC, sniff_ole2
from lineup.documents.sniff_text import is_csv, is_html, readable_text
from lineup.documents.sniff_zip import ZIP_MAGIC, sniff_zip

__all__ = ["DocumentType", "sniff_document"]

_HEAD_BYTES = 64 * 1024
_PDF_HEADER_WITHIN = 1024  # how much may stand before the header: PDF 1.7, appendix H, note 13
_PDF_HEADER = re.compile(rb"%PDF-\d\.\d")

_MAGIC = (
    (re.compile(rb"%PDF-"), DocumentType.PDF),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), DocumentType.PNG),
    (re.compile(rb"\xff\xd8\xff"), DocumentType.JPG),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), DocumentType.WEBP),
    (re.compile(rb"II[*+]\x00|MM\x00[*+]"), DocumentType.TIFF),
    (re.compile(rb"GIF8[79]a"), DocumentType.GIF),
)

_PROGRAMS = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")


def sniff_document(path: Path) -> DocumentType | None:
    """Return the type of document that the file's content is, or None if it is none that the service reads.

    What the file begins with decides, so a polyglot has one type. At most 2 MiB are read. Raises OSError if the file
    can't be opened.
    """
    with path.open("rb") as file:
        return _sniff(file)


def _sniff(file: BinaryIO) -> DocumentType | None:
    head = file.read(_HEAD_BYTES)
    for magic, document_type in _MAGIC:
        if magic.match(head):
            return document_type
    if head.startswith(ZIP_MAGIC):
        return sniff_zip(file, head)
    if head.startswith(OLE2_MAGIC):
        return sniff_ole2(file)
    if head.startswith(_PROGRAMS):
        return None
    return _sniff_unmarked(head, is_whole=len(head) < _HEAD_BYTES)


def _sniff_unmarked(head: bytes, *, is_whole: bool) -> DocumentType | None:
    """Return the type of a file that has no mark at its very beginning."""
    text = readable_text(head)
    if text is not None and is_html(text):
        return DocumentType.HTML
    if _PDF_HEADER.search(head, 0, _PDF_HEADER_WITHIN):
        return DocumentType.PDF
    if text is not None and is_csv(text, is_whole=is_whole):
        return DocumentType.CSV
    return None
