"""Bytes by their content, compressed, in a folder: the documents' and those of results. What is there never changes."""

import gzip
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

_COPY_BYTES = 1 << 20
_LEVEL = 6


class Contents:
    """A folder of gzip files, each named by the sha256 of what it holds."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their sha256; the same bytes are kept once."""
        name = hashlib.sha256(content).hexdigest()
        if not self.has(name):
            with self._writing(name) as packed:
                packed.write(content)
        return name

    def put_file(self, path: Path) -> str:
        """Keep a file's bytes, however many, and return their sha256."""
        with path.open("rb") as stream:
            name = hashlib.file_digest(stream, "sha256").hexdigest()
            if not self.has(name):
                stream.seek(0)
                with self._writing(name) as packed:
                    shutil.copyfileobj(stream, packed, _COPY_BYTES)
        return name

    def has(self, name: str) -> bool:
        """Whether these bytes are there."""
        return self._path(name).is_file()

    def read(self, name: str) -> bytes:
        """Return the bytes, raising FileNotFoundError where they are not there."""
        return gzip.decompress(self._path(name).read_bytes())

    def write_to(self, name: str, target: Path) -> None:
        """Write the bytes to a file, raising FileNotFoundError where they are not there."""
        with gzip.open(self._path(name), "rb") as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file, _COPY_BYTES)

    def delete(self, name: str) -> None:
        """Delete the bytes; that they are not there is fine."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._root / name[:2] / f"{name}.gz"

    @contextmanager
    def _writing(self, name: str) -> Iterator[BinaryIO]:
        """Give where to write; it is moved into place when all is written, so that a crash leaves no half file."""
        target = self._path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{uuid4().hex}")
        try:
            with part.open("wb") as file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
                yield packed  # type: ignore[misc]  # a GzipFile is a BinaryIO in all that is done here
            os.replace(part, target)  # noqa: PTH105 (atomic, and the one call that says so)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
