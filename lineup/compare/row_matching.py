"""Which rows of two lists are the same: by a key, by equal content, else by the most alike content over all rows."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.optimize import linear_sum_assignment


class Row(NamedTuple):
    """A row's leaf keys by their paths within it (a plain item has the one path ``), and all of it as written."""

    leaves: Mapping[str, str]
    whole: str


Pair = tuple[int, int]
_LEAST_SHARED = 0.1
"""The least share of weighted values that two rows have in common to be the same row."""
_LEAST_ALIKE = 0.25
"""The least likeness of rows of which no telling value is the same."""
_MOST_PAIRS = 4_000_000
"""The most pairs of rows whose likeness is measured; beyond it only telling values match rows."""
_LONGEST = 200


def match_rows(first: Sequence[Row], second: Sequence[Row], key: str | None = None) -> list[Pair]:
    """Return the positions of rows that are the same, sorted by the first list's; each row is in one pair at most.

    With a key, rows that have a value there are the same only if it is the same; the others are matched by content.
    Computed in one order of the two, so that swapping them swaps the pairs.
    """
    if _order(second) < _order(first):
        return sorted((left, right) for right, left in _match(second, first, key))
    return sorted(_match(first, second, key))


def _order(rows: Sequence[Row]) -> tuple[int, list[tuple[list[tuple[str, str]], str]]]:
    return len(rows), [(sorted(row.leaves.items()), row.whole) for row in rows]


def _match(first: Sequence[Row], second: Sequence[Row], key: str | None) -> list[Pair]:
    if key is not None:
        return _match_by_key(first, second, key)
    pairs = _equal(_Free(first, second, []), _written)
    pairs += _equal(_Free(first, second, pairs), _keyed)
    free = _Free(first, second, pairs)
    if len(free.left) * len(free.right) > _MOST_PAIRS:
        for column in sorted({column for row in first for column in row.leaves}):
            pairs += _by_column(first, second, column, _Free(first, second, pairs))
    elif free.left and free.right:
        pairs += _most_alike(free)
    return pairs + _in_place(_Free(first, second, pairs))


def _match_by_key(first: Sequence[Row], second: Sequence[Row], key: str) -> list[Pair]:
    everything = _Free(first, second, [])
    pairs = _by_column(first, second, key, everything)
    left = [at for at in everything.left if not first[at].leaves.get(key)]
    right = [at for at in everything.right if not second[at].leaves.get(key)]
    without = _match([first[at] for at in left], [second[at] for at in right], None)
    return pairs + [(left[one], right[other]) for one, other in without]


class _Free:
    """The rows that are in no pair yet."""

    def __init__(self, first: Sequence[Row], second: Sequence[Row], pairs: Iterable[Pair]) -> None:
        taken = [set(side) for side in zip(*pairs, strict=True)] or [set(), set()]
        self.first, self.second = first, second
        self.left = [at for at in range(len(first)) if at not in taken[0]]
        self.right = [at for at in range(len(second)) if at not in taken[1]]


def _by_column(first: Sequence[Row], second: Sequence[Row], column: str, free: _Free) -> list[Pair]:
    """Return pairs of free rows that alone on their side have a value in a column."""
    homes = [_lone(rows, at, column) for rows, at in ((first, free.left), (second, free.right))]
    return [(place, homes[1][value]) for value, place in homes[0].items() if value in homes[1]]


def _lone(rows: Sequence[Row], positions: Iterable[int], column: str) -> dict[str, int]:
    found: dict[str, list[int]] = defaultdict(list)
    for at in positions:
        value = rows[at].leaves.get(column)
        if value:
            found[value].append(at)
    return {value: places[0] for value, places in found.items() if len(places) == 1}


def _equal(free: _Free, told: Callable[[Row], Hashable]) -> list[Pair]:
    """Return pairs of rows that are equal in what is told of them, the n-th with the n-th."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for at in reversed(free.right):
        waiting[told(free.second[at])].append(at)
    pairs = []
    for at in free.left:
        places = waiting.get(told(free.first[at]))
        if places:
            pairs.append((at, places.pop()))
    return pairs


def _written(row: Row) -> Hashable:
    return row.whole


def _keyed(row: Row) -> Hashable:
    return tuple(sorted(row.leaves.items()))


def _most_alike(free: _Free) -> list[Pair]:
    """Return the pairs with the greatest likeness in sum (the Hungarian method), without those too unlike."""
    left, right = [free.first[at] for at in free.left], [free.second[at] for at in free.right]
    shared = _shared(left, right, _weights(free))
    texts = [[" ".join(row.leaves.values())[:_LONGEST] for row in rows] for rows in (left, right)]
    ratios = process.cdist(texts[0], texts[1], scorer=fuzz.ratio, dtype=np.float32) / 100
    likeness = 0.6 * shared + 0.4 * np.maximum(2 * ratios - 1, 0)
    likeness[(shared < _LEAST_SHARED) & (likeness < _LEAST_ALIKE)] = 0
    chosen = linear_sum_assignment(likeness, maximize=True)
    return [
        (free.left[one], free.right[other])
        for one, other in zip(*chosen, strict=True)
        if likeness[one, other] > 0
    ]


def _weights(free: _Free) -> dict[str, float]:
    """Return how telling each column is, 0 to 1: one whose values are all different says which row it is."""
    values: dict[str, set[str]] = defaultdict(set)
    for row in (*free.first, *free.second):
        for column, value in row.leaves.items():
            values[column].add(value)
    most = max(len(free.first), len(free.second))
    return {
        column: (min((len(found) - 1) / (most - 1), 1) if most > 1 else 1) ** 2
        for column, found in values.items()
    }


def _shared(
    left: Sequence[Row], right: Sequence[Row], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return the weighted share of columns in which each pair of rows has the same value."""
    same = np.zeros((len(left), len(right)))
    either = np.full((len(left), len(right)), 1e-9)
    for column, weight in sorted(weights.items()):
        codes: dict[str, int] = {}
        one, other = (
            np.array([_code(row.leaves.get(column), codes) for row in rows])
            for rows in (left, right)
        )
        there = (one[:, None] >= 0) | (other[None, :] >= 0)
        same += weight * ((one[:, None] == other[None, :]) & there)
        either += weight * there
    shared: NDArray[np.float64] = same / either
    return shared


def _code(value: str | None, codes: dict[str, int]) -> int:
    return -1 if value is None else codes.setdefault(value, len(codes))


def _in_place(free: _Free) -> list[Pair]:
    """Return pairs of plain items that are left over at the same position, and two lists' only rows: one was read for the other."""
    if free.left and free.right and len(free.first) == len(free.second) == 1:
        return [(0, 0)]
    right = {at for at in free.right if free.second[at].leaves.keys() == {""}}
    return [(at, at) for at in free.left if at in right and free.first[at].leaves.keys() == {""}]
