"""Which way is better, and how much of a change is none: one direction and one tolerance per measure."""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way a measure should go."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"
    """Another value is neither better nor worse: a page count, an agreement."""


class Outcome(StrEnum):
    """What a change of a measure means."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    """Within the tolerance."""
    DIFFERENT = "different"
    """Beyond the tolerance, of a measure without a better side."""
    UNKNOWN = "unknown"
    """One of the two values is not there."""


class Scale(StrEnum):
    """How a tolerance is meant."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    """As a share of the baseline's value."""


@dataclass(frozen=True)
class Measure:
    """A figure that versions are compared by; `unit` is `share`, `cents`, `cents/page`, `seconds`, or `` for a count."""

    name: str
    direction: Direction
    tolerance: float
    scale: Scale
    unit: str = ""


ACCURACY = Measure("accuracy", Direction.UP, 0.005, Scale.ABSOLUTE, "share")
PRECISION = Measure("precision", Direction.UP, 0.005, Scale.ABSOLUTE, "share")
RECALL = Measure("recall", Direction.UP, 0.005, Scale.ABSOLUTE, "share")
F1 = Measure("f1", Direction.UP, 0.005, Scale.ABSOLUTE, "share")
AGREEMENT = Measure("agreement", Direction.NEITHER, 0.0, Scale.ABSOLUTE, "share")
FAILURES = Measure("failures", Direction.DOWN, 0.0, Scale.ABSOLUTE)
COST = Measure("cost", Direction.DOWN, 0.01, Scale.RELATIVE, "cents")
COST_PER_PAGE = Measure("cost_per_page", Direction.DOWN, 0.01, Scale.RELATIVE, "cents/page")
LATENCY_P50 = Measure("latency_p50", Direction.DOWN, 0.05, Scale.RELATIVE, "seconds")
LATENCY_P95 = Measure("latency_p95", Direction.DOWN, 0.05, Scale.RELATIVE, "seconds")
PAGES = Measure("pages", Direction.NEITHER, 0.0, Scale.ABSOLUTE)

MEASURES = (
    AGREEMENT,
    ACCURACY,
    PRECISION,
    RECALL,
    F1,
    FAILURES,
    COST,
    COST_PER_PAGE,
    LATENCY_P50,
    LATENCY_P95,
    PAGES,
)
"""All measures, in the order they are shown in."""


def judge(measure: Measure, baseline: float | None, other: float | None) -> Outcome:
    """Return what the change from the baseline's value to the other's means."""
    if baseline is None or other is None:
        return Outcome.UNKNOWN
    allowed = measure.tolerance * (abs(baseline) if measure.scale is Scale.RELATIVE else 1)
    change = other - baseline
    if abs(change) <= allowed:
        return Outcome.SAME
    if measure.direction is Direction.NEITHER:
        return Outcome.DIFFERENT
    rises_well = measure.direction is Direction.UP
    return Outcome.BETTER if (change > 0) is rises_well else Outcome.WORSE
