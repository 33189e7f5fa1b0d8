"""Whether a difference between two versions is more than chance: paired tests, deterministic."""

import math
from collections.abc import Sequence

import numpy as np

from lineup.compare.rates import Interval, Rate

_SEED = 20_260_101
_RESAMPLES, _BATCH = 2_000, 100
_LEAST_PAIRS = 2


def mcnemar(only_baseline: int, only_other: int) -> float | None:
    """Return the two-sided exact p-value that two versions are right equally often; None without a discordant pair.

    `only_baseline` and `only_other` are how often just one of them was right.
    """
    n = only_baseline + only_other
    if not n:
        return None
    least = min(only_baseline, only_other)
    logs = [
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) for k in range(least + 1)
    ]
    tail = sum(math.exp(log - n * math.log(2)) for log in logs)
    return min(2 * tail, 1.0)


def bootstrap(changes: Sequence[float]) -> Interval | None:
    """Return the 95 % interval of the mean change per pair, from seeded resampling; None below two pairs."""
    if len(changes) < _LEAST_PAIRS:
        return None
    drawn = np.random.default_rng(_SEED)
    values = np.asarray(changes, dtype=float)
    batches = [
        drawn.choice(values, (_BATCH, len(values))).mean(axis=1)
        for _ in range(_RESAMPLES // _BATCH)
    ]
    low, high = np.quantile(np.concatenate(batches), (0.025, 0.975))
    return Interval(float(low), float(high))


def is_beyond_noise(changed: Rate, noise: Rate) -> bool | None:
    """Return whether more changed between two versions than between two runs of one, with 95 % intervals apart.

    `noise` is how much changed between runs of the baseline (A/A); None where either is unknown.
    """
    ours, floor = changed.interval, noise.interval
    return None if ours is None or floor is None else ours.low > floor.high
