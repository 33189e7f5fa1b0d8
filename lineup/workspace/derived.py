"""What was worked out of a document and can be again, kept because that takes long. It goes when the document goes."""

import gzip
import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_LEVEL = 1
_MOST_FILES = 24
"""How many pieces are kept of one document: each way of comparing it is one."""


class Derived:
    """A folder of compressed pieces by document key and name; any of them may be missing at any time."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def find(self, document: str, name: str) -> bytes | None:
        """Return a piece, None where it is not there or can't be read."""
        path = self._path(document, name)
        try:
            content = gzip.decompress(path.read_bytes())
            os.utime(path)
        except (OSError, EOFError, ValueError):
            return None
        return content or None  # an empty file has nothing packed in it

    def put(self, document: str, name: str, content: bytes) -> None:
        """Keep a piece; that the disk has no room for it is fine. The longest unused of a document's pieces go first."""
        path = self._path(document, name)
        part = path.with_name(f".{uuid4().hex}")
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                part.write_bytes(gzip.compress(content, _LEVEL, mtime=0))
                part.replace(path)
                self._prune(path.parent)
            finally:
                part.unlink(missing_ok=True)

    def delete(self, document: str) -> None:
        """Delete all that was worked out of a document."""
        shutil.rmtree(self._folder(document), ignore_errors=True)

    def _prune(self, folder: Path) -> None:
        kept = [path for path in folder.iterdir() if path.suffix]
        if len(kept) > _MOST_FILES:
            kept.sort(key=lambda path: path.stat().st_mtime)
            for path in kept[: len(kept) - _MOST_FILES]:
                path.unlink(missing_ok=True)

    def _path(self, document: str, name: str) -> Path:
        return self._folder(document) / f"{_digest(name)}.gz"

    def _folder(self, document: str) -> Path:
        digest = _digest(document)
        return self._root / digest[:2] / digest


def _digest(text: str) -> str:
    """Return a file's name for any text: keys are hashes, addresses of documents, or long descriptions."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
