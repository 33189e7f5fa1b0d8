"""The tiles: what each measure says of one side against the baseline, only over pairs and with how many."""

from dataclasses import dataclass

from lineup.compare.measures import Measure, Outcome, judge
from lineup.compare.rates import Interval


@dataclass(frozen=True)
class Figure:
    """One measure on both sides over the same n pairs.

    `left_out` counts the pairs that could have been: one side failed, wasn't told, or took an earlier result over.
    `interval` is of the mean change per pair, where one can be drawn; `p_value` is of the paired test between the two.
    """

    measure: Measure
    baseline: float | None
    other: float | None
    n: int
    left_out: int = 0
    interval: Interval | None = None
    p_value: float | None = None

    @property
    def outcome(self) -> Outcome:
        """What the change means, given the measure's direction and tolerance."""
        return judge(self.measure, self.baseline, self.other)

    @property
    def change(self) -> float | None:
        """The other's value less the baseline's."""
        if self.baseline is None or self.other is None:
            return None
        return self.other - self.baseline

    @property
    def relative_change(self) -> float | None:
        """The change as a share of the baseline's value; None where that is 0."""
        change = self.change
        return change / abs(self.baseline) if change is not None and self.baseline else None
