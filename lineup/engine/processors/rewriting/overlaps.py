"""Places in a text: which of them overlap."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Something in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it has ended."""
        ...


Found = TypeVar("Found", bound=Placed)


def without_overlaps(found: Iterable[Found], length: int) -> list[Found]:
    """Return what was found in a text of so many characters, in the text's order; of two that overlap the first counts."""
    taken = bytearray(length)
    kept: list[Found] = []
    for each in found:
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=attrgetter("start"))


def between(found: Sequence[Found], start: int, end: int) -> list[Found]:
    """Return those that reach into a part of the text; all are in the text's order and don't overlap."""
    first = bisect_right(found, start, key=attrgetter("end"))
    inside = []
    for place in range(first, len(found)):
        if found[place].start >= end:
            break
        inside.append(found[place])
    return inside
