"""Files that may be missing at any time, as what they hold can be done without."""

import hashlib
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def file_name(text: str) -> str:
    """Return a file's name for any text: keys are hashes, addresses of documents, or long descriptions."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def keep(path: Path, content: bytes, most: int) -> None:
    """Write a file whole; that the disk has no room for it is fine.

    Of the folder's files with this suffix only so many stay, the longest untouched go first.
    """
    part = path.with_name(f".{uuid4().hex}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            part.write_bytes(content)
            part.replace(path)
            _prune(path, most)
        finally:
            part.unlink(missing_ok=True)


def _prune(path: Path, most: int) -> None:
    kept = list(path.parent.glob(f"*{path.suffix}"))
    if len(kept) > most:
        kept.sort(key=lambda each: each.stat().st_mtime)
        for each in kept[: len(kept) - most]:
            each.unlink(missing_ok=True)
