"""Shares and their uncertainty: each figure carries how many pairs it stands on."""

import math
from dataclasses import dataclass

_Z95 = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""


@dataclass(frozen=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float

    def contains(self, value: float) -> bool:
        """Return whether the value lies inside."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Rate:
    """So many of n; without pairs there is no share."""

    count: int
    n: int

    @property
    def share(self) -> float | None:
        """The share, 0 to 1; None over nothing."""
        return self.count / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval of the share; None over nothing."""
        if not self.n:
            return None
        share, n = self.count / self.n, self.n
        spread = 1 + _Z95**2 / n
        middle = (share + _Z95**2 / (2 * n)) / spread
        half = _Z95 * math.sqrt(share * (1 - share) / n + _Z95**2 / (4 * n**2)) / spread
        low = 0.0 if self.count == 0 else max(middle - half, 0.0)
        return Interval(low, 1.0 if self.count == n else min(middle + half, 1.0))

    def plus(self, other: "Rate") -> "Rate":
        """Return the rate over both sets of pairs."""
        return Rate(self.count + other.count, self.n + other.n)


NO_PAIRS = Rate(0, 0)
"""The rate over nothing."""
