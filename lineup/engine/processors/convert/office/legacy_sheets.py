"""The sheets of an Excel workbook of 1997 to 2003, told apart.

docling reads all sheets into one row of tables without names. So it reads the workbook once for each sheet, the others
being taken out of the list of sheets ([MS-XLS] §2.4.28, BoundSheet8): the file keeps its length and all its offsets.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from lineup.engine.processors.convert.office.compound import Stream, find_stream

_STREAMS = ("Workbook", "Book")
_BEGINNING, _SHEET, _END = 0x0809, 0x0085, 0x000A
_NOTHING = struct.pack("<H", 0x0FFF)  # a number that no record has
_VERSION_8 = 0x0600
_WORKSHEET = 0
_VISIBLE, _HIDDEN_BITS = 0, 3
_BEFORE_NAME = 8
_STATE_AT = 8  # from the beginning of the record: its header and the sheet's place come before


@dataclass(frozen=True)
class LegacySheet:
    """A sheet's name, whether it is hidden, and where in the stream the list of sheets has it."""

    name: str
    is_hidden: bool
    at: int


@dataclass(frozen=True)
class LegacySheets:
    """The worksheets in their order; none where they can't be told apart."""

    whole: bytes
    stream: Stream
    sheets: tuple[LegacySheet, ...]

    def alone(self, number: int) -> bytes:
        """Return the workbook with one sheet, by its 0-based number, alone in its list and shown."""
        changed = bytearray(self.whole)
        self.stream.overwrite(changed, self.sheets[number].at + _STATE_AT, bytes([_VISIBLE]))
        for other in self.sheets[:number] + self.sheets[number + 1 :]:
            self.stream.overwrite(changed, other.at, _NOTHING)
        return bytes(changed)


def legacy_sheets(whole: bytes) -> LegacySheets | None:
    """Return the sheets; None where they can't be told apart."""
    stream = find_stream(whole, _STREAMS)
    if stream is None:
        return None
    sheets = tuple(_sheet(at, body) for at, body in _listed(stream.content) if _is_sheet(body))
    return LegacySheets(whole, stream, sheets) if sheets else None


def _is_sheet(body: bytes) -> bool:
    return len(body) > _BEFORE_NAME and body[5] == _WORKSHEET


def _sheet(at: int, body: bytes) -> LegacySheet:
    return LegacySheet(_name(body), body[4] & _HIDDEN_BITS != _VISIBLE, at)


def _listed(workbook: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the places and bodies of the records of the list of sheets, if the workbook is of the version that has them in this form."""
    at = 0
    while at + 4 <= len(workbook):
        number, length = struct.unpack_from("<HH", workbook, at)
        body = workbook[at + 4 : at + 4 + length]
        is_other = number == _BEGINNING and body[:2] != struct.pack("<H", _VERSION_8)
        if number == _END or is_other:
            return
        if number == _SHEET:
            yield at, body
        at += 4 + length


def _name(body: bytes) -> str:
    count, is_wide = body[6], body[7] & 1
    if is_wide:
        return body[8 : 8 + 2 * count].decode("utf-16-le", "replace")
    return body[8 : 8 + count].decode("latin-1")
