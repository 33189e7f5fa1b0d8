"""Rows of one list on all sides: which of each side's rows are the same one, and what it is known by."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from lineup.compare.field_paths import ANY, PathPart, path_text
from lineup.compare.field_values import bare, fields_of, leaf_key
from lineup.compare.row_matching import Row, match_rows
from lineup.compare.rules import Rule
from lineup.compare.shapes import written_json

_LONGEST_ANCHOR = 80


@dataclass(frozen=True)
class RowGroup:
    """One row's position on each side (None where it isn't) and what it is known by, whichever sides are compared."""

    positions: tuple[int | None, ...]
    anchor: str


def group_rows(
    lists: Sequence[Sequence[Any] | None], rules: Collection[Rule], key: str | None = None
) -> list[RowGroup]:
    """Return every row once: the first side's in its order, then what others have beyond it. None is a side that is left out."""
    rows = [[row_leaves(item, rules) for item in items or ()] for items in lists]
    return groups_of_rows(rows, key)


def groups_of_rows(rows: Sequence[Sequence[Row]], key: str | None = None) -> list[RowGroup]:
    """Return every row once, given the sides' rows by their leaf keys."""
    groups: list[_Group] = []
    for side, own in enumerate(rows):
        known = [group for group in groups if side not in group.positions]
        pairs = match_rows([group.row for group in known], own, key)
        for at, position in pairs:
            known[at].add(side, position, own[position])
        matched = {position for _, position in pairs}
        groups += [
            _Group({side: at}, row, dict(row.leaves))
            for at, row in enumerate(own)
            if at not in matched
        ]
    telling = _telling_columns(rows, key)
    return [
        RowGroup(
            tuple(group.positions.get(side) for side in range(len(rows))), _anchor(group, telling)
        )
        for group in groups
    ]


def row_leaves(item: Any, rules: Collection[Rule]) -> Row:  # noqa: ANN401 (JSON)
    """Return an item as a row; the keys of an inner list's leaves are sorted into one."""
    leaves: dict[str, list[str]] = {}
    waiting: list[tuple[tuple[PathPart, ...], Any]] = [((), item)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(((*path, name), inner) for name, inner in fields_of(value).items())
        elif isinstance(value, list):
            waiting.extend(((*path, ANY), inner) for inner in value)
        elif value is not None:
            leaves.setdefault(path_text(path), []).append(leaf_key(value, rules))
    told = {path: " ".join(sorted(keys)) for path, keys in leaves.items()}
    return Row(told, written_json(bare(item)))


@dataclass
class _Group:
    positions: dict[int, int]
    row: Row
    """The row of the first side that has it."""
    agreed: dict[str, str] = field(default_factory=dict)
    """The leaves that all sides with the row have alike."""

    def add(self, side: int, position: int, row: Row) -> None:
        self.positions[side] = position
        self.agreed = {
            path: key for path, key in self.agreed.items() if row.leaves.get(path) == key
        }


def _telling_columns(rows: Sequence[Sequence[Row]], key: str | None) -> list[str]:
    """Return the columns whose values tell the rows of every side apart: the key, then by name."""
    columns = sorted({column for own in rows for row in own for column in row.leaves})
    telling = [column for column in columns if all(_is_telling(own, column) for own in rows)]
    return sorted(telling, key=lambda column: (column != key, column))


def _is_telling(own: Sequence[Row], column: str) -> bool:
    counts = Counter(row.leaves[column] for row in own if column in row.leaves)
    return all(count == 1 for count in counts.values())


def _anchor(group: _Group, telling: Sequence[str]) -> str:
    """Return what the row is known by: the first telling value that the sides agree on, else all they agree on."""
    for column in telling:
        if group.agreed.get(column):
            return f"{column}={group.agreed[column]}"[:_LONGEST_ANCHOR]
    agreed = " ".join(f"{column}={key}" for column, key in sorted(group.agreed.items()))
    return agreed[:_LONGEST_ANCHOR]
