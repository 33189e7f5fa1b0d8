"""Documents that were compared before, in memory and in the workspace's folder, by all that they depend on."""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import TypeAdapter

from lineup.comparing.reading_model import ReadDocument
from lineup.workspace.derived import Derived

_MOST_KEPT = 4_000
_PACKAGES = ("lineup.compare", "lineup.comparing")
_READ_DOCUMENT = TypeAdapter(ReadDocument)


@dataclass
class ReadingCache:
    """What was compared before; of what is in memory the longest unused goes first. May be shared by threads."""

    derived: Derived
    most: int = _MOST_KEPT
    _kept: OrderedDict[str, ReadDocument] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, document: str, key: str) -> ReadDocument | None:
        """Return what a document gave under the key, None where it must be compared."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        packed = self.derived.find(document, _name(key))
        if packed is None:
            return None
        try:
            return self._keep(key, _READ_DOCUMENT.validate_json(packed))
        except ValueError:  # half a file, or another's
            return None

    def put(self, document: str, key: str, read: ReadDocument) -> ReadDocument:
        """Keep what a document gave and return it."""
        try:
            packed = _READ_DOCUMENT.dump_json(read)
        except ValueError:  # half a character, which UTF-8 can't write
            return self._keep(key, read)
        self.derived.put(document, _name(key), packed)
        return self._keep(key, read)

    def _keep(self, key: str, read: ReadDocument) -> ReadDocument:
        with self._lock:
            self._kept[key] = read
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return read


def _name(key: str) -> str:
    return f"reading by {_code_digest()}: {key}"


@cache
def _code_digest() -> str:
    """Return what tells this code from any other: what another version compared must be compared anew."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for file in _modules(files(package)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _modules(folder: Traversable) -> list[Traversable]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    inner = [found for entry in entries if entry.is_dir() for found in _modules(entry)]
    return [entry for entry in entries if entry.name.endswith(".py")] + inner
