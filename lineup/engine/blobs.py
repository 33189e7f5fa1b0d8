"""Where uploads, results and page images lie: a folder by default, any object store by URL, through fsspec."""

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import uuid4

import fsspec
from fsspec.implementations.local import LocalFileSystem

_COPY_BYTES = 1 << 20


class BlobStore:
    """Immutable bytes under keys such as `documents/ab12…`; a key is there whole or not at all."""

    def __init__(self, url: str) -> None:
        self._files, self._root = fsspec.core.url_to_fs(url)
        self._is_local = isinstance(self._files, LocalFileSystem)

    def put_file(self, key: str, source: Path) -> None:
        """Store a local file under the key, replacing what was there."""
        with source.open("rb") as stream:
            self._write(key, stream)

    def put_bytes(self, key: str, content: bytes) -> None:
        """Store bytes under the key, replacing what was there."""
        self._write(key, BytesIO(content))

    def exists(self, key: str) -> bool:
        """Whether the key is there."""
        return bool(self._files.exists(self._path(key)))

    def read_bytes(self, key: str) -> bytes:
        """Return the bytes under the key, raising FileNotFoundError."""
        return cast("bytes", self._files.cat_file(self._path(key)))

    def read_json(self, key: str) -> Any:  # noqa: ANN401 (JSON)
        """Return the JSON value that lies compressed under the key."""
        return json.loads(gzip.decompress(self.read_bytes(key)))

    @contextmanager
    def local_copy(self, key: str) -> Iterator[Path]:
        """Give the bytes under the key as a local file, valid inside the block; readers must not change it."""
        if self._is_local:
            yield Path(self._path(key))
            return
        with tempfile.TemporaryDirectory(prefix="lineup-") as folder:
            path = Path(folder) / "document"
            self._files.get_file(self._path(key), str(path))
            yield path

    def _write(self, key: str, stream: BinaryIO) -> None:
        path = self._path(key)
        if self._is_local:
            self._replace(path, lambda target: shutil.copyfileobj(stream, target, _COPY_BYTES))
            return
        with self._files.open(path, "wb") as target:
            shutil.copyfileobj(stream, target, _COPY_BYTES)

    def _replace(self, path: str, write: Callable[[BinaryIO], object]) -> None:
        """Write beside the path and move into place: a crash leaves no half blob."""
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.{uuid4().hex}.part")
        try:
            with part.open("wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def _path(self, key: str) -> str:
        return f"{self._root}/{key}"


def document_key(sha256: str) -> str:
    """Return where a document's bytes lie: by content, so that the same document is stored once."""
    return f"documents/{sha256[:2]}/{sha256}"


def result_key(execution_id: str, step_index: int, attempt: int) -> str:
    """Return where an attempt's step result lies; attempts never overwrite one another."""
    return f"results/{execution_id}/{step_index}/{attempt}/result.json.gz"


def checkpoint_key(execution_id: str, step_index: int, attempt: int) -> str:
    """Return where an attempt's checkpoint lies."""
    return f"results/{execution_id}/{step_index}/{attempt}/checkpoint.json.gz"


def page_image_key(document: str, page: int, width: int) -> str:
    """Return where a document's page image lies; `page` is 0-based, `width` in pixels."""
    return f"page-images/{document.removeprefix('documents/')}/{page}-{width}.jpg"
