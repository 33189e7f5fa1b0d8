"""One stream of a compound file, in place: where its bytes are, and how to change some of them ([MS-CFB])."""

import struct
from dataclasses import dataclass

_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_TABLE_NUMBERS_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA  # higher numbers are marks, not sectors
_SECTOR_SHIFTS = {9, 12}
_SMALL = 4096  # shorter streams lie elsewhere; nothing that is wanted here is that short


@dataclass(frozen=True)
class Stream:
    """The bytes of one stream, and the places of its sectors in the whole file."""

    content: bytes
    places: tuple[int, ...]
    sector_bytes: int

    def overwrite(self, whole: bytearray, at: int, new: bytes) -> None:
        """Change bytes of the stream in the file that it lies in, wherever its sectors are."""
        for offset, byte in enumerate(new, start=at):
            sector, within = divmod(offset, self.sector_bytes)
            whole[self.places[sector] + within] = byte


def find_stream(whole: bytes, names: tuple[str, ...]) -> Stream | None:
    """Return the first stream of one of the names; None where there is none, it is very short, or the file is damaged."""
    if len(whole) < _HEADER_BYTES or whole[30] not in _SECTOR_SHIFTS:
        return None
    try:
        return _find(whole, names)
    except (struct.error, IndexError):
        return None


def _find(whole: bytes, names: tuple[str, ...]) -> Stream | None:
    size = 1 << whole[30]
    table = _table(whole, size)
    directory = _joined(whole, _chain(table, _number(whole, 48)), size)
    for start in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        entry = directory[start : start + _ENTRY_BYTES]
        length = max(0, min(int.from_bytes(entry[64:66], "little"), 64) - 2)
        stream_bytes = _number(entry, 120)
        if entry[:length].decode("utf-16-le", "replace") in names and stream_bytes >= _SMALL:
            sectors = _chain(table, _number(entry, 116))
            content = _joined(whole, sectors, size)[:stream_bytes]
            return Stream(content, tuple((sector + 1) * size for sector in sectors), size)
    return None


def _table(whole: bytes, size: int) -> list[int]:
    """Return the allocation table: for each sector the one that follows it."""
    sectors = [_number(whole, 76 + 4 * at) for at in range(_TABLE_NUMBERS_IN_HEADER)]
    further = _number(whole, 68)
    for _ in range(len(whole) // size):  # no more than there are, whatever a damaged file says
        if further > _LAST_SECTOR:
            break
        numbers = struct.unpack_from(f"<{size // 4}I", whole, (further + 1) * size)
        sectors += numbers[:-1]
        further = numbers[-1]
    used = [sector for sector in sectors if sector <= _LAST_SECTOR][: len(whole) // size + 1]
    joined = _joined(whole, used, size)
    return list(struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4]))


def _chain(table: list[int], first: int) -> list[int]:
    chain: list[int] = []
    sector = first
    while sector < len(table) and len(chain) <= len(table):
        chain.append(sector)
        sector = table[sector]
    return chain


def _joined(whole: bytes, sectors: list[int], size: int) -> bytes:
    return b"".join(whole[(sector + 1) * size : (sector + 2) * size] for sector in sectors)


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")
