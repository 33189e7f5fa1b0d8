"""Blobs in a bucket of an object store that speaks S3."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from obstore.exceptions import BaseError
from obstore.store import S3Store

from lineup.engine.errors import StorageError
from lineup.engine.storage.bucket_errors import missing_bucket, storage_error
from lineup.errors import StartError

_PART_BYTES = 5 << 20
_PARTS_AT_ONCE = 1
"""Upload memory is about three times the product of both; S3's smallest part is 5 MiB."""

_READ_BYTES = 1 << 20
_CONTENT_KEY = re.compile(r"[0-9a-f]{64}")
"""The end of a key that names its content by SHA-256."""


class BucketBlobs:
    """Each blob an object under the store's prefix. `scratch` is the folder for local copies, by default the system's."""

    def __init__(self, store: S3Store, bucket: str, scratch: Path | None) -> None:
        self._store = store
        self._bucket = bucket
        self._scratch = scratch

    def require_usable(self) -> None:
        """Raise StartError unless objects can be written, listed, read and deleted here."""
        folder = f"probes/{uuid4().hex}"
        try:
            self.put_bytes(f"{folder}/probe", b"")
            for key in list(self.list_keys(folder)):
                self.read_bytes(key)
            self.delete_folder(folder)
        except StorageError as error:
            raise StartError(str(error)) from error

    def put_file(self, key: str, source: Path) -> None:
        """Store a local file under the key, in parts that are never all in memory; S3 shows it once it is complete."""
        with source.open("rb") as stream, self._writing():
            self._store.put(key, stream, chunk_size=_PART_BYTES, max_concurrency=_PARTS_AT_ONCE)

    def put_bytes(self, key: str, content: bytes) -> None:
        """Store bytes under the key."""
        with self._writing():
            self._store.put(key, content, use_multipart=False)

    def exists(self, key: str) -> bool:
        """Whether the key is there."""
        try:
            with self._reading():
                self._store.head(key)
        except FileNotFoundError:
            return False
        return True

    def read_bytes(self, key: str) -> bytes:
        """Return the bytes under the key."""
        with self._reading():
            return bytes(self._store.get(key).bytes())

    @contextmanager
    def local_copy(self, key: str) -> Iterator[Path]:
        """Give a copy that has every byte, raising StorageError for one that arrived short or changed."""
        with tempfile.TemporaryDirectory(prefix="blob-", dir=self._scratch) as folder:
            path = Path(folder) / "document"
            with self._reading(), path.open("wb") as target:
                self._download(key, target)
            yield path

    def list_keys(self, folder: str) -> Iterator[str]:
        """Yield the keys under a folder of keys."""
        with self._reading():
            for chunk in self._store.list(folder):
                yield from (found["path"] for found in chunk)

    def delete(self, key: str) -> None:
        """Delete the key."""
        with self._writing():
            self._store.delete(key)

    def delete_folder(self, folder: str) -> None:
        """Delete all keys under a folder of keys."""
        keys = list(self.list_keys(folder))
        with self._writing():
            self._store.delete(keys)

    def _download(self, key: str, target: BinaryIO) -> None:
        answer = self._store.get(key)
        digest, size = hashlib.sha256(), 0
        for chunk in answer.stream(min_chunk_size=_READ_BYTES):
            size += target.write(chunk)
            digest.update(chunk)
        name = key.rpartition("/")[2]
        is_changed = _CONTENT_KEY.fullmatch(name) and name != digest.hexdigest()
        if size != answer.meta["size"] or is_changed:
            message = "A document arrived damaged from the object store: run it again, and if that fails too, upload it again."
            raise StorageError(message)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Turn what the store says into StorageError; an absent key stays FileNotFoundError."""
        try:
            yield
        except FileNotFoundError as error:
            if missing_bucket(error):
                raise storage_error(error, self._bucket) from error
            raise
        except BaseError as error:
            raise storage_error(error, self._bucket) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn what the store says into StorageError; what a write does not find is the bucket."""
        try:
            yield
        except BaseError as error:
            raise storage_error(error, self._bucket) from error
        except FileNotFoundError as error:
            raise storage_error(error, self._bucket) from error
