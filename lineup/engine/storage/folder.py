"""Blobs in a folder, which several machines may share."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from lineup.errors import StartError

_COPY_BYTES = 1 << 20
_PARTS = ".parts"
"""Where blobs are written before they are moved into place; on the same file system, so that the move is atomic."""

_ABANDONED_SECONDS = 24 * 3_600
"""A part this old belongs to a process that was killed while it wrote."""


class FolderBlobs:
    """Each blob a file under the root."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def require_usable(self) -> None:
        """Raise StartError unless the folder can be written; what killed processes left half-written goes."""
        try:
            probe = self._new_part()
            probe.touch()
            probe.unlink()
            self._discard_abandoned()
        except OSError as error:
            message = f"The folder {self._root} can't be written ({error.strerror}): set LINEUP_BLOB_URL to another."
            raise StartError(message) from error

    def put_file(self, key: str, source: Path) -> None:
        """Store a local file under the key."""
        with source.open("rb") as stream:
            self._put(key, lambda target: shutil.copyfileobj(stream, target, _COPY_BYTES))

    def put_bytes(self, key: str, content: bytes) -> None:
        """Store bytes under the key."""
        self._put(key, lambda target: shutil.copyfileobj(BytesIO(content), target))

    def exists(self, key: str) -> bool:
        """Whether the key is there."""
        return self._path(key).is_file()

    def read_bytes(self, key: str) -> bytes:
        """Return the bytes under the key."""
        return self._path(key).read_bytes()

    @contextmanager
    def local_copy(self, key: str) -> Iterator[Path]:
        """Give the blob itself, which is local already."""
        yield self._path(key)

    def list_keys(self, folder: str) -> Iterator[str]:
        """Yield the keys under a folder of keys."""
        for path in self._path(folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(self._root).as_posix()

    def delete(self, key: str) -> None:
        """Delete the key."""
        self._path(key).unlink(missing_ok=True)

    def delete_folder(self, folder: str) -> None:
        """Delete all keys under a folder of keys. Two may do that at once."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self._path(folder))

    def _put(self, key: str, write: Callable[[BinaryIO], object]) -> None:
        """Write to a part and move it into place: a crash leaves no half blob."""
        part, target = self._new_part(), self._path(key)
        try:
            with part.open("wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            target.parent.mkdir(parents=True, exist_ok=True)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def _new_part(self) -> Path:
        folder = self._root / _PARTS
        folder.mkdir(parents=True, exist_ok=True)
        return folder / uuid4().hex

    def _discard_abandoned(self) -> None:
        oldest = time.time() - _ABANDONED_SECONDS
        for part in (self._root / _PARTS).iterdir():
            with suppress(FileNotFoundError):  # another process may be discarding too
                if part.stat().st_mtime < oldest:
                    part.unlink()

    def _path(self, key: str) -> Path:
        return self._root / key
