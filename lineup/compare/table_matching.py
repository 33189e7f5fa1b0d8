"""Which tables of a page are the same on all sides."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process
from scipy.optimize import linear_sum_assignment

from lineup.compare.blocks import TextBlock

_LEAST_ALIKE = 30.0
_LONGEST = 2_000
_MOST = 200
"""More tables on one page are matched by their place."""


def match_tables(pages: Sequence[Sequence[TextBlock]]) -> list[tuple[int, ...]]:
    """Return the positions of the blocks that are one table on all sides, in the first side's order.

    A table that one side lacks, or that is too large for a grid, is not among them: its words are compared as text.
    """
    own = [[at for at, block in enumerate(blocks) if block.cells] for blocks in pages]
    matched = {at: [at] for at in own[0]}
    for side, positions in enumerate(own[1:], start=1):
        pairs = dict(_pairs(pages[0], own[0], pages[side], positions))
        matched = {at: [*found, pairs[at]] for at, found in matched.items() if at in pairs}
    return [tuple(found) for found in matched.values()]


def _pairs(
    first: Sequence[TextBlock],
    lefts: Sequence[int],
    second: Sequence[TextBlock],
    rights: Sequence[int],
) -> list[tuple[int, int]]:
    if not lefts or not rights or max(len(lefts), len(rights)) > _MOST:
        return list(zip(lefts, rights, strict=False))
    texts = [
        [" ".join(blocks[at].words)[:_LONGEST] for at in positions]
        for blocks, positions in ((first, lefts), (second, rights))
    ]
    likeness = process.cdist(texts[0], texts[1], scorer=fuzz.ratio, dtype=np.float64)
    places = [np.linspace(0, 1, len(side), endpoint=False) for side in (lefts, rights)]
    nearness = 1 - np.abs(places[0][:, None] - places[1][None, :])
    chosen = linear_sum_assignment(likeness + nearness, maximize=True)
    return [
        (lefts[one], rights[other])
        for one, other in zip(*chosen, strict=True)
        if likeness[one, other] >= _LEAST_ALIKE
    ]
