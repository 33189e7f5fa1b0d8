"""Which sides of a comparison are shown in which order; the first is the baseline. Keys in, keys out."""

from collections.abc import Sequence

from lineup.comparing.narrowing import Narrowing
from state import url


def with_baseline(keys: Sequence[str], key: str) -> list[str]:
    """Return the sides with this one first."""
    return [key, *(other for other in keys if other != key)]


def without(keys: Sequence[str], key: str) -> list[str]:
    """Return the sides without this one."""
    return [other for other in keys if other != key]


def show_sides(keys: Sequence[str], stored: Sequence[str], narrowing: Narrowing) -> None:
    """Put the sides into the URL; the stored order is told by none. What was told of a side by its letter is dropped."""
    told = None if list(keys) == list(stored) else list(keys)
    url.put(side=told, show=narrowing.token if narrowing.side is None else None)
