"""The records of a PowerPoint stream of 1997 to 2003, and where its parts are ([MS-PPT] §2.3)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

HEADER = struct.Struct("<HHI")
_EDIT, _DIRECTORY = 4085, 6002
_MOST_EDITS = 10_000


@dataclass(frozen=True)
class Record:
    """A record: its place, its header's fields, and where it ends."""

    at: int
    instance: int
    type: int
    end: int

    @property
    def body(self) -> int:
        """Where what it holds begins."""
        return self.at + HEADER.size


def records(content: bytes, start: int, end: int) -> Iterator[Record]:
    """Yield the records from one place to another."""
    at = start
    while at + HEADER.size <= end:
        flags, number, length = HEADER.unpack_from(content, at)
        yield Record(at, flags >> 4, number, min(at + HEADER.size + length, end))
        at += HEADER.size + length


def record_at(content: bytes, at: int) -> Record | None:
    """Return the record at a place, or None where the stream is shorter."""
    return next(records(content, at, len(content)), None) if at < len(content) else None


@dataclass(frozen=True)
class Parts:
    """Where the presentation's parts are, by their numbers, and which of them is the document."""

    places: dict[int, int]
    document: int


def parts_of(content: bytes) -> Parts | None:
    """Return the parts as the last edit left them; None where the stream tells none."""
    edits = [part.at for part in records(content, 0, len(content)) if part.type == _EDIT]
    if not edits:
        return None
    places: dict[int, int] = {}
    document = _long(content, edits[-1] + HEADER.size + 16)
    at = edits[-1]
    for _ in range(_MOST_EDITS):
        for number, place in _directory(content, _long(content, at + HEADER.size + 12)):
            places.setdefault(number, place)  # what a later edit wrote holds
        earlier = _long(content, at + HEADER.size + 8)
        if not 0 < earlier < at:
            break
        at = earlier
    return Parts(places, document)


def _directory(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    record = record_at(content, at)
    if record is None or record.type != _DIRECTORY:
        return
    place = record.body
    while place + 4 <= record.end:
        run = _long(content, place)
        first, count = run & 0xFFFFF, run >> 20
        for offset in range(min(count, (record.end - place) // 4 - 1)):
            yield first + offset, _long(content, place + 4 + 4 * offset)
        place += 4 + 4 * count


def _long(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")
