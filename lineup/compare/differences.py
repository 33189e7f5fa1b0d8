"""The unit of a comparison: one place where the sides don't read the same, with one reading per side."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from lineup.compare.kinds import Change, Kind, State
from lineup.compare.table_parts import TablePart
from lineup.contract.results import Box

_ID_LENGTH = 16


@dataclass(frozen=True)
class Place:
    """Where a difference is, told by what the sides share, so that it is the same whichever of them are compared.

    `page` is 0-based; `path` is a field's path with `[*]` for list items (`line_items[*].price`), or a table's row and
    column. `anchor` tells places of the same page or path apart: the words around a hunk, the value by which a row is
    known (`sku=A1`), a table's number. `occurrence` counts from 0 what is still alike.
    """

    page: int | None = None
    path: str = ""
    anchor: str = ""
    occurrence: int = 0


@dataclass(frozen=True)
class Reading:
    """What one side has at the place.

    `text` is for people; `value` is the JSON value of a field, a row or an order. `key` is what was compared: sides with
    equal keys agree. `path` is this side's own (`line_items[3].price`), `page` 0-based, `block` the id of the block and
    `box` its box on the page; `citations` are the block ids that the extraction gave for a field. `part` is what stands
    around a table's cell or row.
    """

    state: State
    text: str = ""
    key: str = ""
    value: Any = None
    path: str = ""
    page: int | None = None
    block: str | None = None
    box: Box | None = None
    citations: tuple[str, ...] = ()
    part: TablePart | None = None

    @property
    def is_there(self) -> bool:
        """Whether the side has something at the place, be it empty or null."""
        return self.state not in {State.ABSENT, State.NO_RESULT}


NO_RESULT = Reading(State.NO_RESULT)
"""The reading of a side that can't be compared."""


@dataclass(frozen=True)
class Evidence:
    """Which readings the page's own text layer has, by the sides' positions; `searched` those that were looked for."""

    supported: frozenset[int]
    searched: frozenset[int]

    @property
    def is_telling(self) -> bool:
        """Whether it speaks for some readings and against others."""
        return bool(self.supported) and self.supported != self.searched


@dataclass(frozen=True)
class Difference:
    """A place where the sides differ; `readings` has one entry per side, the baseline's first.

    `before` and `after` are the words around that all sides share. `alike_by` names the rules under which all readings
    say the same (a difference of form only); it is empty for a real one. `weight` sorts: the heavier the worse.
    """

    document: str
    kind: Kind
    place: Place
    readings: tuple[Reading, ...]
    before: str = ""
    after: str = ""
    alike_by: tuple[str, ...] = ()
    weight: float = 1.0
    evidence: Evidence | None = None

    @cached_property
    def id(self) -> str:
        """The id: a hash of document, kind and place, so that a verdict outlives recomputing and swapping."""
        place = self.place
        told = [self.document, self.kind, place.page, place.path, place.anchor, place.occurrence]
        digest = hashlib.sha256(json.dumps(told).encode())
        return f"df_{digest.hexdigest()[:_ID_LENGTH]}"

    @property
    def group(self) -> str:
        """What alike differences of several documents have in common: the kind, the path and the form."""
        return "|".join((self.kind, self.place.path, *self.alike_by))

    @property
    def is_real(self) -> bool:
        """Whether the readings say different things, not the same in another form."""
        return not self.alike_by

    def change(self, side: int = 1) -> Change:
        """Return what became of the place between the baseline and a side, given by its position."""
        first, other = self.readings[0], self.readings[side]
        if State.NO_RESULT in {first.state, other.state}:
            return Change.UNKNOWN
        if first.key == other.key and first.state == other.state:
            return Change.SAME
        if not first.is_there:
            return Change.ADDED
        if not other.is_there:
            return Change.REMOVED
        return Change.MOVED if self.kind in {Kind.MOVED, Kind.ORDER} else Change.CHANGED

    def differs(self, side: int = 1) -> bool:
        """Return whether the baseline and a side, given by its position, both have a result and read differently."""
        return self.change(side) not in {Change.SAME, Change.UNKNOWN}

    def alike(self, one: int, other: int) -> bool:
        """Return whether two sides, given by their positions, read the same here."""
        first, second = self.readings[one], self.readings[other]
        return (first.state, first.key) == (second.state, second.key)


def numbered(differences: Iterable[Difference]) -> list[Difference]:
    """Return the differences in their order, those of one kind at one place told apart by their `occurrence`.

    They are counted by what they say, not by their order, which depends on which side comes first.
    """
    told = list(differences)
    ranks = sorted(range(len(told)), key=lambda at: sorted(one.text for one in told[at].readings))
    seen: Counter[tuple[Kind, Place]] = Counter()
    for at in ranks:
        place = replace(told[at].place, occurrence=0)
        name = told[at].kind, place
        told[at] = replace(told[at], place=replace(place, occurrence=seen[name]))
        seen[name] += 1
    return told
