"""JSON objects packed with gzip so that fields can be added at their end without unpacking them.

A step result may have many megabytes, and belongs to every execution that took it over; what is each one's own is added
when it is read. So all of the object but its closing brace is packed by itself (a full flush makes what follows
independent of it), and its checksum stands in the gzip header (RFC 1952, subfield "LU"). Any reader of gzip reads it.
"""

import gzip
import json
import struct
import zlib

from lineup.contract.wire import JsonObject

_LEVEL = 3
"""Fast: a result is written once, in the time of the run, and is mostly text."""

_HEADER = b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff" + b"\x08\x00" + b"LU" + b"\x04\x00"
_CHECKSUM, _TRAILER = struct.Struct("<L"), struct.Struct("<LL")
_SIZES = 2**32


def pack(body: bytes) -> bytes:
    """Return JSON text of an object, packed; nothing may stand behind its closing brace."""
    head = body[:-1]
    packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    blocks = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    return _joined(blocks, zlib.crc32(head), len(head), body[-1:])


def with_fields(packed: bytes, fields: JsonObject) -> bytes:
    """Return the packed object with more fields at its end; one packed otherwise is packed anew."""
    if not packed.startswith(_HEADER):
        packed = pack(gzip.decompress(packed).rstrip())
    begin, end = len(_HEADER) + _CHECKSUM.size, len(packed) - len(_deflated(b"}")) - _TRAILER.size
    (checksum,) = _CHECKSUM.unpack_from(packed, len(_HEADER))
    _, size = _TRAILER.unpack_from(packed, len(packed) - _TRAILER.size)
    separator = b"" if size == len(b"{}") else b","
    ending = separator + json.dumps(fields).encode()[1:]
    return _joined(packed[begin:end], checksum, size - 1, ending)


def _joined(blocks: bytes, checksum: int, size: int, ending: bytes) -> bytes:
    """Return gzip of packed blocks, whose content has the checksum and the size in bytes, and an ending."""
    trailer = _TRAILER.pack(zlib.crc32(ending, checksum), (size + len(ending)) % _SIZES)
    return _HEADER + _CHECKSUM.pack(checksum) + blocks + _deflated(ending) + trailer


def _deflated(text: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush()
