"""Applying differences between fields to one side's values, which gives another side's."""

from collections.abc import Iterable, Sequence
from typing import Any

from lineup.compare.differences import Difference
from lineup.compare.field_paths import PathPart, path_parts
from lineup.compare.field_values import bare
from lineup.compare.kinds import Kind, State


def patched(values: Any, differences: Iterable[Difference], side: int = 1) -> Any:  # noqa: ANN401 (JSON)
    """Return the first side's values with the differences of `diff_fields` applied: another side's, without citations."""
    root = [bare(values)]
    lists: dict[tuple[PathPart, ...], list[Difference]] = {}
    for difference in differences:
        parts = (0, *path_parts(difference.readings[0].path))
        if difference.kind is Kind.FIELD:
            _set(root, parts, difference, side)
        elif difference.kind is Kind.ROW:
            is_there = difference.readings[0].is_there
            lists.setdefault(parts[:-1] if is_there else parts, []).append(difference)
        elif difference.kind is Kind.ORDER:
            lists.setdefault(parts, []).append(difference)
    for parts in sorted(lists, key=len, reverse=True):
        items = _at(root, parts)
        items[:] = _rebuilt(items, lists[parts], side)
    return root[0]


def _set(root: Any, parts: Sequence[PathPart], difference: Difference, side: int) -> None:  # noqa: ANN401 (JSON)
    holder, reading = _at(root, parts[:-1]), difference.readings[side]
    if reading.state is State.ABSENT:
        holder.pop(parts[-1], None)
    else:
        holder[parts[-1]] = bare(reading.value)


def _at(root: Any, parts: Sequence[PathPart]) -> Any:  # noqa: ANN401 (JSON)
    for part in parts:
        root = root[part]
    return root


def _rebuilt(items: list[Any], differences: Sequence[Difference], side: int) -> list[Any]:
    """Return a list without the removed rows, in the other side's order, with the added rows at their places."""
    removed: set[PathPart] = set()
    added: dict[int, Any] = {}
    order: list[int] | None = None
    for difference in differences:
        first, other = difference.readings[0], difference.readings[side]
        if difference.kind is Kind.ORDER:
            order = other.value
        elif first.is_there and not other.is_there:
            removed.add(path_parts(first.path)[-1])
        elif other.is_there and not first.is_there:
            added[_index(other.path)] = bare(other.value)
    kept = [item for at, item in enumerate(items) if at not in removed]
    rebuilt = kept if order is None else [kept[at] for at in order]
    for at in sorted(added):
        rebuilt.insert(at, added[at])
    return rebuilt


def _index(path: str) -> int:
    last = path_parts(path)[-1]
    return last if isinstance(last, int) else 0
