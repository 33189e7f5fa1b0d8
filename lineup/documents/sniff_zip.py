"""Which document a ZIP archive is: by its `mimetype` entry, else by the names of its parts. Nothing is unpacked."""

import re
import struct
from typing import BinaryIO

from lineup.documents.document_type import DocumentType

ZIP_MAGIC = b"PK\x03\x04"

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_CENTRAL_HEADER = struct.Struct("<4s6H3I5H2I")
_CENTRAL_MAGIC = b"PK\x01\x02"
_END_RECORD = struct.Struct("<4s4H2IH")
_END_MAGIC = b"PK\x05\x06"
_END_WITHIN = 0xFFFF + _END_RECORD.size  # the archive's comment stands behind the record
_DIRECTORY_BYTES = 1024 * 1024

_BY_MEDIA_TYPE = {
    document_type.media_type.encode(): document_type
    for document_type in (
        DocumentType.EPUB,
        DocumentType.ODT,
        DocumentType.ODS,
        DocumentType.ODP,
    )
}
_CONTENT_TYPES = b"[Content_Types].xml"
_BINARY_WORKBOOK = b"xl/workbook.bin"  # .xlsb: an Excel format of its own, which nothing here reads
_BY_FOLDER = (
    (b"word/", DocumentType.DOCX),
    (b"ppt/", DocumentType.PPTX),
    (b"xl/", DocumentType.XLSX),
)


def sniff_zip(file: BinaryIO, head: bytes) -> DocumentType | None:
    """Return the type of the archive whose first bytes are `head`, or None if it is no document."""
    media_type = _declared_media_type(head)
    if media_type is not None:
        return _BY_MEDIA_TYPE.get(media_type)
    # A truncated file has no directory; what it was still shows in front, and that makes the better message.
    return _type_by_names(_directory_names(file) or _local_names(head))


def _declared_media_type(head: bytes) -> bytes | None:
    """Return the content of a first, stored entry `mimetype` (OpenDocument 1.2 part 3 §3.3, EPUB OCF §4.3)."""
    if len(head) < _LOCAL_HEADER.size:
        return None
    fields = _LOCAL_HEADER.unpack_from(head)
    size, name_length, extra_length = fields[7], fields[9], fields[10]
    name_end = _LOCAL_HEADER.size + name_length
    if head[_LOCAL_HEADER.size : name_end] != b"mimetype":
        return None
    start = name_end + extra_length
    return head[start : start + size].strip()


def _type_by_names(names: frozenset[bytes]) -> DocumentType | None:
    if _CONTENT_TYPES not in names or _BINARY_WORKBOOK in names:
        return None
    for folder, document_type in _BY_FOLDER:
        if any(name.startswith(folder) for name in names):
            return document_type
    return None


def _directory_names(file: BinaryIO) -> frozenset[bytes]:
    """Return the names in the archive's central directory, as far as its first MiB goes; none if it has no end record."""
    size = file.seek(0, 2)
    start = file.seek(max(0, size - _END_WITHIN))
    tail = file.read(_END_WITHIN)
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END_RECORD.size:
        return frozenset()
    directory_size, offset = _END_RECORD.unpack_from(tail, at)[5:7]
    if offset + directory_size > start + at:  # also ZIP64, which writes 0xFFFFFFFF here
        return frozenset()
    file.seek(offset)
    return frozenset(_central_names(file.read(min(directory_size, _DIRECTORY_BYTES))))


def _central_names(directory: bytes) -> list[bytes]:
    names = []
    at = 0
    while directory.startswith(_CENTRAL_MAGIC, at) and len(directory) - at >= _CENTRAL_HEADER.size:
        fields = _CENTRAL_HEADER.unpack_from(directory, at)
        name_length, extra_length, comment_length = fields[10:13]
        name_start = at + _CENTRAL_HEADER.size
        names.append(directory[name_start : name_start + name_length])
        at = name_start + name_length + extra_length + comment_length
    return names


def _local_names(head: bytes) -> frozenset[bytes]:
    """Return the names in the entry headers that begin within the head."""
    names = set()
    for header in re.finditer(re.escape(ZIP_MAGIC), head):
        name_start = header.start() + _LOCAL_HEADER.size
        if name_start > len(head):
            break
        name_length = _LOCAL_HEADER.unpack_from(head, header.start())[9]
        names.add(head[name_start : name_start + name_length])
    return frozenset(names)
