"""Look into ZIP-based documents without unpacking more than a bounded part, and without an XML parser."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lineup.documents.children.serving import RefusalError
from lineup.documents.document_type import DocumentType

MAX_UNPACKED_BYTES = 500 * 1024 * 1024
"""The most bytes that the parts of an archive may say they unpack to."""

_MOST_PART_BYTES = 16 * 1024 * 1024
_UNREADABLE = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError)
_ENCRYPTED_FLAG = 0x1  # APPNOTE 4.4.4, bit 0

_PAGE_MARKS = {
    DocumentType.XLSX: ("xl/workbook.xml", re.compile(rb"<(?:\w+:)?sheet[\s/>]")),
    DocumentType.PPTX: ("ppt/presentation.xml", re.compile(rb"<(?:\w+:)?sldId[\s/>]")),
    DocumentType.ODS: ("content.xml", re.compile(rb"<table:table[\s/>]")),
    DocumentType.ODP: ("content.xml", re.compile(rb"<draw:page[\s/>]")),
}


def count_archive_pages(path: str, document_type: DocumentType) -> int | None:
    """Return how many sheets or slides the document has, or None where that isn't known before conversion.

    Raises RefusalError about an archive that is damaged, encrypted or a bomb.
    """
    with _open_archive(path, document_type) as archive:
        _require_harmless(archive, document_type)
        if document_type not in _PAGE_MARKS:
            return None
        part, mark = _PAGE_MARKS[document_type]
        return _count_marks(archive, part, mark)


@contextmanager
def _open_archive(path: str, document_type: DocumentType) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _UNREADABLE as error:
        message = f"The {document_type.label} is damaged and can't be opened."
        raise RefusalError(message) from error


def _require_harmless(archive: zipfile.ZipFile, document_type: DocumentType) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        message = f"The {document_type.label} is protected by a password: save a copy without it and use that."
        raise RefusalError(message)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES:
        message = (
            f"The {document_type.label} unpacks to {unpacked // 1024**2:,} MB; "
            f"at most {MAX_UNPACKED_BYTES // 1024**2} MB can be read."
        )
        raise RefusalError(message)


def _count_marks(archive: zipfile.ZipFile, part: str, mark: re.Pattern[bytes]) -> int | None:
    if part not in archive.namelist():
        return None
    with archive.open(part) as stream:
        content = stream.read(_MOST_PART_BYTES + 1)
    if len(content) > _MOST_PART_BYTES:
        return None
    return len(mark.findall(content)) or None
