"""A request body that is read from disk piece by piece, again for each attempt."""

from collections.abc import Iterator
from pathlib import Path

PIECE_BYTES = 64 * 1024
"""How much of a file is in memory at a time."""


class FileBody:
    """The bytes of a file; opened afresh whenever it is read, so that a retry sends it whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def size(self) -> int:
        """The size of the file in bytes."""
        return self._path.stat().st_size

    def __iter__(self) -> Iterator[bytes]:
        """Yield the file in pieces."""
        with self._path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece
