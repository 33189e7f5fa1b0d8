"""Comparisons as they were last read, for as long as nothing has changed: many look at one, and each click asks for it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from weakref import WeakValueDictionary

from lineup.comparing.reading import ComparisonReader, Tell, with_verdicts
from lineup.comparing.reading_model import ComparisonReading
from lineup.workspace.opening import Workspace
from lineup.workspace.revisions import Revision, revision_of

_MOST_KEPT = 16
_MOST_DERIVED = 256
_T = TypeVar("_T")


@dataclass(eq=False)
class Snapshot:
    """A comparison as it was read, and what was made of it since; it never changes. May be shared by threads."""

    reading: ComparisonReading
    revision: Revision
    _derived: OrderedDict[Any, Any] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def derive(self, made: Callable[..., _T], *arguments: Any) -> _T:  # noqa: ANN401 (whatever it takes)
        """Return `made(reading, *arguments)`, made once: the function is pure and its arguments are hashable."""
        key = (made, arguments)
        with self._lock:
            if key in self._derived:
                self._derived.move_to_end(key)
                return cast("_T", self._derived[key])
        found = made(self.reading, *arguments)
        with self._lock:
            self._derived[key] = found
            while len(self._derived) > _MOST_DERIVED:
                self._derived.popitem(last=False)
        return found


@dataclass(eq=False)
class _Turn:
    lock: threading.Lock = field(default_factory=threading.Lock)


class Snapshots:
    """The comparisons of a workspace that were read last."""

    def __init__(self, workspace: Workspace, most: int = _MOST_KEPT) -> None:
        self._workspace = workspace
        self._reader = ComparisonReader.of(workspace)
        self._most = most
        self._kept: OrderedDict[tuple[str, tuple[str, ...]], Snapshot] = OrderedDict()
        self._lock = threading.Lock()
        self._turns: WeakValueDictionary[tuple[str, tuple[str, ...]], _Turn] = WeakValueDictionary()

    def take(
        self, comparison_id: str, sides: Sequence[str] = (), tell: Tell | None = None
    ) -> Snapshot:
        """Return a comparison as it stands, of the sides with these keys, the baseline first; all as stored for none.

        Sides that it doesn't have are left out, and all are taken where fewer than two are left. `tell` is told how
        far the reading is, where there is something to read. Raises UnknownError.
        """
        revision = revision_of(self._workspace.database, comparison_id)
        key = (comparison_id, tuple(sides))
        known = self._known(key)
        if known is not None and known.revision == revision:
            return known
        with self._turn(key):  # two who look at once don't both read it
            known = self._known(key)
            if known is not None and known.revision == revision:
                return known
            return self._keep(key, self._read(key, revision, known, tell))

    @contextmanager
    def _turn(self, key: tuple[str, tuple[str, ...]]) -> Iterator[None]:
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
        with turn.lock:
            yield

    def _read(
        self,
        key: tuple[str, tuple[str, ...]],
        revision: Revision,
        known: Snapshot | None,
        tell: Tell | None,
    ) -> Snapshot:
        is_content_same = known is not None and (known.revision.content, known.revision.golden) == (
            revision.content,
            revision.golden,
        )
        if known is not None and is_content_same:
            verdicts = self._workspace.verdicts.current(key[0])
            return Snapshot(with_verdicts(known.reading, verdicts), revision)
        return Snapshot(self._reader.read(key[0], sides=key[1], tell=tell), revision)

    def _known(self, key: tuple[str, tuple[str, ...]]) -> Snapshot | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: tuple[str, tuple[str, ...]], snapshot: Snapshot) -> Snapshot:
        with self._lock:
            self._kept[key] = snapshot
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return snapshot
