"""What differs between extracted values: by path, list items matched by content, order apart from content."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lineup.compare.comparison import FieldTally, Options
from lineup.compare.differences import Difference, Place, Reading, numbered
from lineup.compare.field_keys import keys_and_rules
from lineup.compare.field_paths import ANY, PathPart, path_text
from lineup.compare.field_tallies import TallyKeeper
from lineup.compare.field_values import (
    ABSENT,
    are_equal,
    bare,
    citations_of,
    fields_of,
    reading_text,
    state_of,
)
from lineup.compare.kinds import Kind, State
from lineup.compare.row_groups import RowGroup, group_rows
from lineup.compare.rules import Rule
from lineup.compare.shapes import page_of, written_json
from lineup.compare.weights import FORM, NOTHING_INSTEAD, WEIGHTS


@dataclass(frozen=True)
class FieldDiff:
    """What differs between the sides' values, and each side's tally against the first (whose own is empty)."""

    differences: tuple[Difference, ...]
    tallies: tuple[FieldTally, ...]


def diff_fields(document: str, values: Sequence[Any], options: Options | None = None) -> FieldDiff:
    """Return what differs between the extracted values of two to four sides, in the order of the first side's fields.

    What the service writes beside a field (`<field>_citations`, `_meta`, `_score`) is not compared; the citations come
    along with the readings. Applying the differences with `patching.patched` to one side's values gives another's.
    Values nested deeper than `shapes.DEEPEST` are the caller's to keep away.
    """
    sides = tuple(range(len(values)))
    walk = _Walk(document, options or Options(), TallyKeeper(len(values)))
    walk.compare(_Spot(tuple(values), sides, ((),) * len(values), ((),) * len(values)))
    return FieldDiff(tuple(numbered(walk.found)), walk.tallies.tallies())


@dataclass(frozen=True)
class _Spot:
    """One place: each side's value, own path and citations, the sides that take part, and the shared path."""

    values: tuple[Any, ...]
    sides: tuple[int, ...]
    paths: tuple[tuple[PathPart, ...], ...]
    citations: tuple[tuple[str, ...], ...]
    shared: tuple[PathPart, ...] = ()
    anchor: str = ""

    @property
    def path(self) -> str:
        """The shared path as text."""
        return path_text(self.shared)

    def all_are(self, kind: type) -> bool:
        """Return whether every side that takes part has a value of a type."""
        return all(isinstance(self.values[side], kind) for side in self.sides)


@dataclass
class _Walk:
    document: str
    options: Options
    tallies: TallyKeeper
    found: list[Difference] = field(default_factory=list)

    def compare(self, spot: _Spot) -> None:
        """Compare one place on the sides that take part, and what is below it."""
        first = spot.values[spot.sides[0]]
        if all(are_equal(first, spot.values[side]) for side in spot.sides[1:]):
            self.tallies.count_whole(spot.path, first, spot.sides)
        elif spot.all_are(dict):
            self._compare_objects(spot)
        elif spot.all_are(list):
            self._compare_lists(spot)
        else:
            self._add_values(spot)

    def _compare_objects(self, spot: _Spot) -> None:
        fields = [fields_of(value) if isinstance(value, dict) else {} for value in spot.values]
        names = dict.fromkeys(name for side in fields for name in side)
        for name in names:
            told = (citations_of(value, name) for value in spot.values)
            self.compare(
                replace(
                    spot,
                    values=tuple(side.get(name, ABSENT) for side in fields),
                    paths=tuple((*path, name) for path in spot.paths),
                    shared=(*spot.shared, name),
                    citations=tuple(
                        own or above for own, above in zip(told, spot.citations, strict=True)
                    ),
                )
            )

    def _compare_lists(self, spot: _Spot) -> None:
        lists = [value if isinstance(value, list) else None for value in spot.values]
        key = self.options.array_keys.get(spot.path)
        groups = group_rows(lists, self.options.field_rules, key)
        for group in groups:
            self._compare_row(spot, group)
        self._compare_order(spot, groups)

    def _compare_row(self, spot: _Spot, group: RowGroup) -> None:
        there = tuple(side for side, at in enumerate(group.positions) if at is not None)
        row = replace(
            spot,
            values=tuple(
                ABSENT if at is None else value[at]
                for value, at in zip(spot.values, group.positions, strict=True)
            ),
            paths=tuple(
                path if at is None else (*path, at)
                for path, at in zip(spot.paths, group.positions, strict=True)
            ),
            shared=(*spot.shared, ANY),
            anchor="/".join(part for part in (spot.anchor, group.anchor) if part),
        )
        if len(there) < len(spot.sides):
            keys = ["row" if side in there else "" for side in range(len(spot.values))]
            for side in set(spot.sides) - set(there):
                self.tallies.count(row.path, row.values, keys, {0, side})
            for side in set(there) - {0} if 0 not in there else ():
                self.tallies.count(row.path, row.values, keys, {0, side})
            self._add(Kind.ROW, row, keys, WEIGHTS[Kind.ROW])
        if len(there) > 1:
            self.compare(replace(row, sides=there))

    def _compare_order(self, spot: _Spot, groups: Sequence[RowGroup]) -> None:
        """Add a difference where the items that all sides have stand in another order on one of them."""
        whole = [
            group
            for group in groups
            if all(group.positions[side] is not None for side in spot.sides)
        ]
        orders = [
            _order(whole, side) if side in spot.sides else ABSENT
            for side in range(len(spot.values))
        ]
        if any(orders[side] != orders[spot.sides[0]] for side in spot.sides):
            keys = ["" if order is ABSENT else written_json(order) for order in orders]
            self._add(Kind.ORDER, replace(spot, values=tuple(orders)), keys, WEIGHTS[Kind.ORDER])

    def _add_values(self, spot: _Spot) -> None:
        values = [spot.values[side] for side in spot.sides]
        told, needed = keys_and_rules(values, self.options.field_rules)
        keyed = dict(zip(spot.sides, told, strict=True))
        keys = [keyed.get(side, "") for side in range(len(spot.values))]
        self.tallies.count(spot.path, spot.values, keys, spot.sides)
        has_all = all(state_of(value) is State.VALUE for value in values)
        weight = FORM if needed else WEIGHTS[Kind.FIELD] + NOTHING_INSTEAD * (not has_all)
        self._add(Kind.FIELD, spot, keys, weight, needed)

    def _add(
        self,
        kind: Kind,
        spot: _Spot,
        keys: Sequence[str],
        weight: float,
        needed: Sequence[Rule] = (),
    ) -> None:
        place = Place(path=spot.path, anchor=spot.anchor)
        readings = tuple(_reading(kind, spot, side, key) for side, key in enumerate(keys))
        self.found.append(
            Difference(self.document, kind, place, readings, alike_by=tuple(needed), weight=weight)
        )


def _order(groups: Sequence[RowGroup], side: int) -> list[int]:
    """Return the rows' places among the groups in one side's order."""
    places = sorted((group.positions[side] or 0, place) for place, group in enumerate(groups))
    return [place for _, place in places]


def _reading(kind: Kind, spot: _Spot, side: int, key: str) -> Reading:
    value, citations = bare(spot.values[side]), spot.citations[side]
    pages = (page_of(block) for block in citations)
    is_order = kind is Kind.ORDER and value is not ABSENT
    return Reading(
        state=State.VALUE if is_order else state_of(value),
        text=", ".join(str(at + 1) for at in value) if is_order else reading_text(value),
        key=key,
        value=None if value is ABSENT else value,
        path=path_text(spot.paths[side]),
        page=next((page for page in pages if page is not None), None),
        block=next(iter(citations), None),
        citations=citations,
    )
