"""Office documents of 1997 to 2003, written by hand: no library that the tests could use writes them.

A compound file ([MS-CFB]) holds one stream ([MS-XLS] or [MS-DOC]) or two ([MS-DOC], [MS-PPT]).
"""

import struct
from collections.abc import Collection, Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NO_MINI_STREAM = 4096


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of up to three streams: its table of sectors is the first, its folder the second."""
    table, folder, body = [_FAT, _END], [_entry("Root Entry", 5, _END, 0, child=1)], b""
    for at, (name, content) in enumerate(sorted(streams.items(), key=lambda item: len(item[0])), 1):
        padded = content.ljust(_NO_MINI_STREAM, b"\0")
        padded += bytes(-len(padded) % _SECTOR)
        first, count = len(table), len(padded) // _SECTOR
        table += [*range(first + 1, first + count), _END]
        right = at + 1 if at < len(streams) else _FREE
        folder.append(_entry(name, 2, first, len(padded), right=right))
        body += padded
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack(
        "<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _NO_MINI_STREAM, _END, 0, _END, 0
    )
    header += struct.pack("<I", 0)
    sectors = [
        header.ljust(_SECTOR, b"\xff"),
        struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff"),
        b"".join(folder).ljust(_SECTOR, b"\0"),
    ]
    return b"".join(sectors) + body


def _entry(
    name: str, kind: int, first: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    written = f"{name}\0".encode("utf-16-le")
    fields = (len(written), kind, 1, _FREE, right, child, b"", 0, 0, 0, first, size)
    return written.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIQ", *fields)


def excel(
    sheets: Mapping[str, Sequence[Sequence[str | float]]], hidden: Collection[str] = ()
) -> bytes:
    bodies = {name: _sheet(rows) for name, rows in sheets.items()}
    begin, end = _beginning(5), _record(0x0A, b"")
    offset = len(begin) + sum(12 + len(name) for name in sheets) + len(end)
    for name, body in bodies.items():
        state = int(name in hidden)
        begin += _record(0x85, struct.pack("<I4B", offset, state, 0, len(name), 0) + name.encode())
        offset += len(body)
    return compound_file({"Workbook": begin + end + b"".join(bodies.values())})


def _sheet(rows: Sequence[Sequence[str | float]]) -> bytes:
    cells = [
        _record(0x204, struct.pack("<3HHB", row, column, 0, len(value), 0) + value.encode())
        if isinstance(value, str)
        else _record(0x203, struct.pack("<3Hd", row, column, 0, value))
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
    ]
    return _beginning(0x10) + b"".join(cells) + _record(0x0A, b"")


def _beginning(kind: int) -> bytes:
    return _record(0x809, struct.pack("<4HII", 0x600, kind, 0, 0, 0, 0)[:16])


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<2H", number, len(body)) + body


def word_97(*paragraphs: str) -> bytes:
    text = "".join(f"{paragraph}\r" for paragraph in paragraphs).encode("cp1252")
    start = 0x600
    block = bytearray(start)
    struct.pack_into("<4H", block, 0, 0xA5EC, 0xC1, 0, 0x409)
    struct.pack_into("<H", block, 0x0A, 0x0200)  # the other stream is "1Table"
    struct.pack_into("<H", block, 0x20, 14)
    struct.pack_into("<H", block, 0x3E, 22)
    struct.pack_into("<I", block, 0x40, start + len(text))
    struct.pack_into("<I", block, 0x4C, len(text))
    struct.pack_into("<H", block, 0x98, 0x5D)
    piece = struct.pack("<HIH", 0, 0x40000000 | start * 2, 0)
    table = b"\x02" + struct.pack("<III", 16, 0, len(text)) + piece
    struct.pack_into("<II", block, 0x9A + 33 * 8, 0, len(table))
    return compound_file({"WordDocument": bytes(block) + text, "1Table": table})


def powerpoint_97(
    *slides: Sequence[str], boxes: Mapping[int, str] | None = None, layout: str = ""
) -> bytes:
    """Return a presentation; of each slide the first text is its title.

    `boxes` are texts in boxes of their own by the slides' numbers, `layout` is a text of the title layout.
    """
    texts = b"".join(
        _atom(1011, struct.pack("<5I", at + 2, 0, len(slide), 256 + at, 0))
        + b"".join(
            _atom(3999, struct.pack("<I", min(place, 1))) + _atom(4000, text.encode("utf-16-le"))
            for place, text in enumerate(slide)
        )
        for at, slide in enumerate(slides)
    )
    drawn = [*((boxes or {}).get(at, "") for at in range(len(slides))), *filter(None, [layout])]
    parts = [
        _container(1000, _container(4080, texts)),
        *(_container(1006, _box(text) if text else b"") for text in drawn),
    ]
    offsets = [sum(len(part) for part in parts[:at]) for at in range(len(parts))]
    stream = b"".join(parts)
    directory = len(stream)
    stream += _atom(6002, struct.pack(f"<{1 + len(parts)}I", len(parts) << 20 | 1, *offsets))
    edit = len(stream)
    stream += _atom(4085, struct.pack("<IHBB3IHH", 0, 0, 0, 3, 0, directory, 1, 0, 0))
    user = struct.pack("<3IHHBBH", 20, 0xE391C05F, edit, 4, 0x3F4, 3, 0, 0)
    user += b"user" + struct.pack("<I", 8)
    return compound_file({"PowerPoint Document": stream, "Current User": _atom(4086, user)})


def _box(text: str) -> bytes:
    written = _atom(3999, struct.pack("<I", 4)) + _atom(4000, text.encode("utf-16-le"))
    shape = _container(0xF004, _container(0xF00D, written))
    return _container(1036, _container(0xF002, _container(0xF003, shape)))


def _container(number: int, body: bytes) -> bytes:
    return struct.pack("<HHI", 0x0F, number, len(body)) + body


def _atom(number: int, body: bytes) -> bytes:
    return struct.pack("<HHI", 0, number, len(body)) + body
