"""What was typed and can't be saved yet, kept over a reload of the page and a restart of the dashboard."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Self
from uuid import uuid4

from lineup.contract.wire import JsonObject
from lineup.settings import Settings

_FOLDER = "workspace/unsaved"
_MOST_FILES = 500
_MOST_BYTES = 4 * 1024 * 1024


class Unsaved:
    """A folder of JSON objects by key; any of them may be missing at any time, the longest untouched go first."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return what is kept in the data directory; nothing is opened for it, and no database asked."""
        return cls(settings.data_dir / _FOLDER)

    def find(self, key: str) -> JsonObject | None:
        """Return what is kept, None where nothing is or it can't be read."""
        try:
            kept = json.loads(self._path(key).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return kept if isinstance(kept, dict) else None

    def put(self, key: str, value: JsonObject) -> None:
        """Keep an object in place of the last; that it is too long, or the disk has no room, is fine."""
        content = json.dumps(value).encode()
        if len(content) > _MOST_BYTES:
            return
        part = self._root / f".{uuid4().hex}"
        with suppress(OSError):
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                part.write_bytes(content)
                part.replace(self._path(key))
                self._prune()
            finally:
                part.unlink(missing_ok=True)

    def drop(self, key: str) -> None:
        """Keep nothing any longer; that nothing was is fine."""
        with suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def _prune(self) -> None:
        kept = list(self._root.glob("*.json"))
        if len(kept) > _MOST_FILES:
            kept.sort(key=lambda path: path.stat().st_mtime)
            for path in kept[: len(kept) - _MOST_FILES]:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self._root / f"{digest}.json"
