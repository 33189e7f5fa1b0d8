"""What was worked out of a document and can be again, kept because that takes long. It goes when the document goes."""

import gzip
import os
import shutil
from pathlib import Path

from lineup.workspace.loose_files import file_name, keep

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
        packed = gzip.compress(content, _LEVEL, mtime=0)
        keep(self._path(document, name), packed, _MOST_FILES)

    def delete(self, document: str) -> None:
        """Delete all that was worked out of a document."""
        shutil.rmtree(self._folder(document), ignore_errors=True)

    def _path(self, document: str, name: str) -> Path:
        return self._folder(document) / f"{file_name(name)}.gz"

    def _folder(self, document: str) -> Path:
        digest = file_name(document)
        return self._root / digest[:2] / digest
