"""Accuracy, precision, recall and F1 of two sides over the documents for which both have a golden score."""

from collections.abc import Callable, Sequence

from lineup.compare.figures import Figure
from lineup.compare.golden_scores import GoldenScore, Match
from lineup.compare.measures import ACCURACY, F1, PRECISION, RECALL, Measure
from lineup.compare.significance import bootstrap, mcnemar

_READ: tuple[tuple[Measure, Callable[[GoldenScore], float | None]], ...] = (
    (ACCURACY, lambda score: score.accuracy),
    (PRECISION, lambda score: score.precision),
    (RECALL, lambda score: score.recall),
    (F1, lambda score: score.f1),
)


def golden_figures(
    scores: Sequence[tuple[GoldenScore | None, GoldenScore | None]],
) -> tuple[Figure, ...]:
    """Return the four measures as micro-averages over leaf fields; `n` counts documents.

    The p-value at accuracy is McNemar's over golden fields, the intervals are of the mean change per document.
    """
    pairs = [(first, other) for first, other in scores if first is not None and other is not None]
    sums = _summed([first for first, _ in pairs]), _summed([other for _, other in pairs])
    return tuple(
        Figure(
            measure=measure,
            baseline=read(sums[0]),
            other=read(sums[1]),
            n=len(pairs),
            left_out=len(scores) - len(pairs),
            interval=bootstrap([(read(other) or 0) - (read(first) or 0) for first, other in pairs]),
            p_value=_p_value(pairs) if measure is ACCURACY else None,
        )
        for measure, read in _READ
    )


def _summed(scores: Sequence[GoldenScore]) -> GoldenScore:
    total = GoldenScore()
    for score in scores:
        total = total.plus(score)
    return total


def _p_value(pairs: Sequence[tuple[GoldenScore, GoldenScore]]) -> float | None:
    only_first = sum(len(_right(first) - _right(other)) for first, other in pairs)
    only_other = sum(len(_right(other) - _right(first)) for first, other in pairs)
    return mcnemar(only_first, only_other)


def _right(score: GoldenScore) -> set[str]:
    return {field.path for field in score.fields if field.match is Match.RIGHT}
