"""Segments that a schema describes so alike that no page can tell them apart."""

from collections.abc import Sequence
from itertools import combinations

from lineup.engine.processors.segment.schema import SegmentKind
from lineup.engine.processors.segment.text import folded

_MOST = 5


def alike_warnings(kinds: Sequence[SegmentKind]) -> list[str]:
    """Return a sentence for each two segments with the same description, at most a few."""
    described = [(kind, folded(kind.description)) for kind in kinds if kind.description]
    pairs = [
        f"{one.name!r} and {other.name!r} have the same description: only their names tell them apart."
        for (one, text), (other, other_text) in combinations(described, 2)
        if text and text == other_text
    ]
    return pairs[:_MOST]
