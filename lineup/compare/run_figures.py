"""Failures, cost, latency and pages of two sides, each over the documents that say it of both."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

import numpy as np

from lineup.compare.figures import Figure
from lineup.compare.measures import (
    COST,
    COST_PER_PAGE,
    FAILURES,
    LATENCY_P50,
    LATENCY_P95,
    PAGES,
)
from lineup.compare.rates import Interval
from lineup.compare.runs import RunFacts
from lineup.compare.significance import bootstrap, mcnemar

Pairs = Sequence[tuple[RunFacts, RunFacts]]
_T = TypeVar("_T")


def run_figures(pairs: Pairs) -> tuple[Figure, ...]:
    """Return the measures of what runs took; a pair of which one doesn't say it is left out and counted."""
    return (_failures(pairs), *_cost_figures(pairs), *_latency_figures(pairs), _pages(pairs))


def _both(pairs: Pairs, read: Callable[[RunFacts], _T | None]) -> list[tuple[_T, _T]]:
    """Return what both runs of a pair say."""
    told = [(read(first), read(other)) for first, other in pairs]
    return [(first, other) for first, other in told if first is not None and other is not None]


def _failures(pairs: Pairs) -> Figure:
    told = _both(pairs, lambda run: run.has_failed if run.has_ended else None)
    return Figure(
        FAILURES,
        float(sum(first for first, _ in told)) if told else None,
        float(sum(other for _, other in told)) if told else None,
        len(told),
        len(pairs) - len(told),
        p_value=mcnemar(
            sum(first and not other for first, other in told),
            sum(other and not first for first, other in told),
        ),
    )


def _cost_figures(pairs: Pairs) -> list[Figure]:
    told = _both(pairs, _cost)
    left_out = len(pairs) - len(told)
    if not told:
        return [Figure(measure, None, None, 0, left_out) for measure in (COST, COST_PER_PAGE)]
    costs = [float(sum((pair[at][0] for pair in told), Decimal(0))) for at in range(2)]
    pages = [sum(pair[at][1] for pair in told) for at in range(2)]
    interval = bootstrap([float(other[0] - first[0]) for first, other in told])
    per_page = [cost / count if count else None for cost, count in zip(costs, pages, strict=True)]
    return [
        Figure(COST, costs[0], costs[1], len(told), left_out, interval),
        Figure(COST_PER_PAGE, per_page[0], per_page[1], len(told), left_out, _per_page(told)),
    ]


def _per_page(told: Sequence[tuple[tuple[Decimal, int], tuple[Decimal, int]]]) -> Interval | None:
    """Return the interval of the mean change of a document's cost per page; one without pages has none."""
    return bootstrap(
        [
            float(other[0]) / other[1] - float(first[0]) / first[1]
            for first, other in told
            if first[1] and other[1]
        ]
    )


def _cost(run: RunFacts) -> tuple[Decimal, int] | None:
    """Return cents and pages of a run that did its own work: what failed or was cached is free, and no cheaper for it."""
    is_measured = run.has_ended and not run.has_failed and not run.is_cached
    if not is_measured or run.cents is None or run.pages is None:
        return None
    return run.cents, run.pages


def _latency_figures(pairs: Pairs) -> list[Figure]:
    """Return two percentiles over documents that neither side served from an earlier result (rulings 32)."""
    told = _both(pairs, _seconds)
    interval = bootstrap([other - first for first, other in told])
    return [
        Figure(
            measure,
            _percentile([first for first, _ in told], share),
            _percentile([other for _, other in told], share),
            len(told),
            len(pairs) - len(told),
            interval=interval,
        )
        for measure, share in ((LATENCY_P50, 0.5), (LATENCY_P95, 0.95))
    ]


def _seconds(run: RunFacts) -> float | None:
    is_measured = run.has_ended and not run.has_failed and not run.is_cached
    return run.seconds if is_measured else None


def _percentile(seconds: Sequence[float], share: float) -> float | None:
    return float(np.quantile(seconds, share)) if seconds else None


def _pages(pairs: Pairs) -> Figure:
    told = _both(pairs, lambda run: run.pages)
    sums = [float(sum(pair[at] for pair in told)) if told else None for at in range(2)]
    return Figure(PAGES, sums[0], sums[1], len(told), len(pairs) - len(told))
