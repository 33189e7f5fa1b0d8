"""The likeliest way through the units: which kind each has, and where a segment begins anew (Viterbi, and posteriors)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CERTAIN = 20.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Way:
    """For each unit its state, whether a segment begins with it, and how likely the state is there (0 to 1)."""

    states: tuple[int, ...]
    begins: tuple[bool, ...]
    likelihood: tuple[float, ...]


def likeliest_way(scores: Floats, boundaries: Sequence[float], begin_scores: Floats) -> Way:
    """Return the way that fits scores (a row a unit, a column a state) and log odds of a boundary before each unit best.

    A unit either goes on with the state before it or begins a segment, of the same state or another; `begin_scores` are
    what beginning one of each state adds.
    """
    odds = np.clip(np.asarray(boundaries, dtype=float), -_CERTAIN, _CERTAIN)
    states, begins = _viterbi(scores, odds, begin_scores)
    posterior = _posterior(scores, odds, begin_scores)
    likelihood = tuple(float(posterior[row, state]) for row, state in enumerate(states))
    return Way(tuple(states), tuple(begins), likelihood)


def _viterbi(scores: Floats, odds: Floats, begin_scores: Floats) -> tuple[list[int], list[bool]]:
    count, width = scores.shape
    best = scores[0] + begin_scores
    from_best = np.zeros((count, width), dtype=bool)
    sources = np.zeros(count, dtype=int)
    for row in range(1, count):
        source = int(best.argmax())
        going_on, anew = best - odds[row] / 2, best[source] + odds[row] / 2 + begin_scores
        from_best[row], sources[row] = anew > going_on, source
        best = scores[row] + np.maximum(going_on, anew)
    states, begins = [int(best.argmax())], [True] * count
    for row in range(count - 1, 0, -1):
        begins[row] = bool(from_best[row, states[-1]])
        states.append(int(sources[row]) if begins[row] else states[-1])
    return states[::-1], begins


def _posterior(scores: Floats, odds: Floats, begin_scores: Floats) -> Floats:
    """Return how likely each state is at each unit, over all ways."""
    count, width = scores.shape
    anew_share = np.log(width)
    forward, backward = np.zeros_like(scores), np.zeros_like(scores)
    forward[0] = scores[0] + begin_scores
    for row in range(1, count):
        anew = np.logaddexp.reduce(forward[row - 1]) + odds[row] / 2 - anew_share + begin_scores
        forward[row] = scores[row] + np.logaddexp(forward[row - 1] - odds[row] / 2, anew)
    for row in range(count - 2, -1, -1):
        after = backward[row + 1] + scores[row + 1]
        anew = np.logaddexp.reduce(after + begin_scores) + odds[row + 1] / 2 - anew_share
        backward[row] = np.logaddexp(after - odds[row + 1] / 2, anew)
    together = forward + backward
    normal = together - np.logaddexp.reduce(together, axis=1, keepdims=True)
    return np.asarray(np.exp(normal), dtype=float)
