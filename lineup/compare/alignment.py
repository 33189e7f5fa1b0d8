"""Which items of two sequences stand for one another, in order; near linear, and the same from either side."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

_MOST_PAIRS = 100_000_000
"""The largest product of lengths that is aligned item by item (its memory is an eighth of that, in bytes)."""


class Change(NamedTuple):
    """Items from `start` to `end` of the first sequence that became those from `left` to `right` of the second."""

    start: int
    end: int
    left: int
    right: int


def changes_between(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Change]:
    """Return what differs, in order; small islands of sameness between large changes belong to the change.

    Computed in one order of the two, so that swapping them swaps the result. A stretch that is too long to align item
    by item is one change.
    """
    if _comes_first(second, first):
        return [
            Change(left, right, start, end) for start, end, left, right in _changes(second, first)
        ]
    return _changes(first, second)


def in_order(pairs: Sequence[tuple[int, int]], weights: Sequence[int] | None = None) -> set[int]:
    """Return the positions, in pairs sorted by their first part, of the heaviest run in which both parts rise.

    Without weights that is the longest run.
    """
    size = max((right for _, right in pairs), default=0) + 2
    heaviest: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    before: list[int] = []
    best = (0, -1)
    for position, (_, right) in enumerate(pairs):
        weight, earlier = _heaviest_up_to(heaviest, right)
        before.append(earlier)
        told = (weight + (weights[position] if weights else 1), position)
        best = _heavier(best, told)
        at = right + 1
        while at <= size:
            heaviest[at] = _heavier(heaviest[at], told)
            at += at & -at
    kept: set[int] = set()
    last = best[1]
    while last >= 0:
        kept.add(last)
        last = before[last]
    return kept


def _heaviest_up_to(heaviest: Sequence[tuple[int, int]], right: int) -> tuple[int, int]:
    """Return the heaviest run that ends before `right`, from a Fenwick tree of maxima."""
    best = (0, -1)
    while right > 0:
        best = _heavier(best, heaviest[right])
        right -= right & -right
    return best


def _heavier(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return other if other[0] > one[0] else one


def equal_pairs(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the positions of items that both have equally often, the n-th with the n-th, sorted by the first."""
    places: tuple[dict[Hashable, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for found, items in zip(places, (first, second), strict=True):
        for position, item in enumerate(items):
            found[item].append(position)
    return sorted(
        pair
        for item, positions in places[0].items()
        if len(positions) == len(places[1].get(item, ()))
        for pair in zip(positions, places[1][item], strict=True)
    )


def _comes_first(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    return (len(one), [str(item) for item in one]) < (len(other), [str(item) for item in other])


def _changes(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Change]:
    start = _shared_length(first, second)
    end = _shared_length(first[start:][::-1], second[start:][::-1])
    middle, other = first[start : len(first) - end], second[start : len(second) - end]
    found = _aligned(middle, other) if middle and other else [Change(0, len(middle), 0, len(other))]
    moved = [Change(*(at + start for at in change)) for change in found]
    return _joined([change for change in moved if change != (start, start, start, start)])


def _aligned(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Change]:
    if len(first) * len(second) > _MOST_PAIRS:
        return [Change(0, len(first), 0, len(second))]
    found: list[Change] = []
    for code in Indel.opcodes(first, second):
        if code.tag == "equal":
            continue
        if found and found[-1].end == code.src_start and found[-1].right == code.dest_start:
            found[-1] = found[-1]._replace(end=code.src_end, right=code.dest_end)
        else:
            found.append(Change(code.src_start, code.src_end, code.dest_start, code.dest_end))
    return found


def _shared_length(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    for position, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return position
    return min(len(first), len(second))


def _joined(changes: list[Change]) -> list[Change]:
    """Return the changes, those joined between which far less stays the same than changes on either side."""
    joined: list[Change] = []
    for change in changes:
        while joined and 2 * (change.start - joined[-1].end) <= min(
            _size(joined[-1]), _size(change)
        ):
            previous = joined.pop()
            change = Change(previous.start, change.end, previous.left, change.right)  # noqa: PLW2901
        joined.append(change)
    return joined


def _size(change: Change) -> int:
    return max(change.end - change.start, change.right - change.left)
