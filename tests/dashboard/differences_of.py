"""Differences and sides of our own making, for the tests of the reader."""

from typing import Any

from components.difference_sides import ShownSide
from lineup.compare.differences import Difference, Place, Reading
from lineup.compare.kinds import Kind, State


def value(text: str, **more: Any) -> Reading:
    return Reading(State.VALUE, text, more.pop("key", text), **more)


def difference(*readings: Reading, kind: Kind = Kind.FIELD, **more: Any) -> Difference:
    place = more.pop("place", Place(path="total"))
    return Difference("doc", kind, place, readings, **more)


def sides(count: int = 2) -> tuple[ShownSide, ...]:
    return tuple(ShownSide("ABCD"[at], at, f"key{at}", f"v{at + 1}") for at in range(count))
