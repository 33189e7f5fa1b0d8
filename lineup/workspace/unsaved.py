"""What was typed and can't be saved yet, kept over a reload of the page and a restart of the dashboard."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Self

from lineup.contract.wire import JsonObject
from lineup.settings import Settings
from lineup.workspace.loose_files import file_name, keep

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
        keep(self._path(key), content, _MOST_FILES)

    def drop(self, key: str) -> None:
        """Keep nothing any longer; that nothing was is fine."""
        with suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._root / f"{file_name(key)}.json"
