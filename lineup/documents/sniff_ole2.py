"""Which document an OLE2 compound file is: by the streams in its root folder (MS-CFB §2.2 and §2.6)."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lineup.documents.document_type import DocumentType

OLE2_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_MOST_SECTORS = 256
_LAST_SECTOR = 0xFFFFFFFA  # higher numbers are marks, not sectors
_SECTOR_SHIFTS = {9, 12}  # sectors of 512 and 4,096 bytes; there are no others

_BY_STREAM = (
    ("WordDocument", DocumentType.DOC),
    ("PowerPoint Document", DocumentType.PPT),
    ("Workbook", DocumentType.XLS),
    ("Book", DocumentType.XLS),
)
_ENCRYPTED_STREAM = "EncryptedPackage"


def sniff_ole2(file: BinaryIO) -> DocumentType | None:
    """Return the type of the compound file, or None if it is no document."""
    names = _root_names(file)
    return next((document_type for name, document_type in _BY_STREAM if name in names), None)


def is_password_protected_office(path: Path) -> bool:
    """Whether the file is a newer Office document wrapped for a password (MS-OFFCRYPTO §2.3.4.4)."""
    with path.open("rb") as file:
        return file.read(len(OLE2_MAGIC)) == OLE2_MAGIC and _ENCRYPTED_STREAM in _root_names(file)


def _root_names(file: BinaryIO) -> frozenset[str]:
    """Return the names in the root folder only: an embedded object's streams lie deeper and must not count."""
    file.seek(0)
    header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES or _sector_shift(header) not in _SECTOR_SHIFTS:
        return frozenset()
    directory = b"".join(_directory_sectors(file, header))
    if len(directory) < _ENTRY_BYTES:
        return frozenset()
    return frozenset(_sibling_names(directory, struct.unpack_from("<I", directory, 76)[0]))


def _sector_shift(header: bytes) -> int:
    return int.from_bytes(header[30:32], "little")


def _directory_sectors(file: BinaryIO, header: bytes) -> Iterator[bytes]:
    """Yield the directory's sectors in their chained order, a bounded number of them."""
    shift = _sector_shift(header)
    sector = int.from_bytes(header[48:52], "little")
    for _ in range(_MOST_SECTORS):
        if sector > _LAST_SECTOR:
            return
        file.seek((sector + 1) << shift)
        yield file.read(1 << shift)
        sector = _next_sector(file, header, sector)


def _next_sector(file: BinaryIO, header: bytes, sector: int) -> int:
    """Return the sector that follows in the chain: looked up in the allocation table, whose first 109 sectors the header lists."""
    shift = _sector_shift(header)
    table_index, within = divmod(sector * 4, 1 << shift)
    place = header[76 + 4 * table_index : 80 + 4 * table_index]
    if len(place) < 4:  # noqa: PLR2004 (bytes of one sector number)
        return _LAST_SECTOR + 1
    file.seek(((int.from_bytes(place, "little") + 1) << shift) + within)
    following = file.read(4)
    return int.from_bytes(following, "little") if len(following) == 4 else _LAST_SECTOR + 1  # noqa: PLR2004 (as above)


def _sibling_names(directory: bytes, first: int) -> Iterator[str]:
    """Yield the names in the tree of siblings that hangs at entry number `first`."""
    seen: set[int] = set()
    waiting = [first]
    while waiting:
        number = waiting.pop()
        entry = directory[number * _ENTRY_BYTES : (number + 1) * _ENTRY_BYTES]
        if number in seen or len(entry) < _ENTRY_BYTES:
            continue
        seen.add(number)
        length = min(int.from_bytes(entry[64:66], "little"), 64)
        yield entry[: max(0, length - 2)].decode("utf-16-le", errors="replace")
        waiting += struct.unpack_from("<II", entry, 68)
