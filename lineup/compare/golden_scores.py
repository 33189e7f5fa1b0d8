"""How right extracted values are against golden ones: counts of leaf fields, and the shares made of them."""

from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    """How a leaf field compares with its golden value."""

    RIGHT = "right"
    MISREAD = "misread"
    """Both have a value, and they differ."""
    MISSED = "missed"
    """Only the golden one has a value."""
    INVENTED = "invented"
    """Only the extraction has a value."""


@dataclass(frozen=True)
class GoldenField:
    """One leaf field by its path in the golden values; a row that golden values lack is `rows[p2]`."""

    path: str
    match: Match


@dataclass(frozen=True)
class GoldenScore:
    """Counts of leaf fields; those of several documents add up, so that shares are micro-averages.

    `addresses` is the union of both sides' leaves. `is_exact` is False where a list was too long to match exactly.
    """

    matched: int = 0
    golden: int = 0
    asserted: int = 0
    addresses: int = 0
    is_exact: bool = True
    fields: tuple[GoldenField, ...] = ()

    @property
    def accuracy(self) -> float | None:
        """The share of the union of leaves that is right; None without any."""
        return _share(self.matched, self.addresses)

    @property
    def precision(self) -> float | None:
        """The share of what was extracted that is right; None where nothing was."""
        return _share(self.matched, self.asserted)

    @property
    def recall(self) -> float | None:
        """The share of golden values that was found; None without any."""
        return _share(self.matched, self.golden)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall over leaf fields; None without any."""
        return _share(2 * self.matched, self.golden + self.asserted)

    def plus(self, other: "GoldenScore") -> "GoldenScore":
        """Return the score over both documents; the fields' paths stay with their own document."""
        return GoldenScore(
            matched=self.matched + other.matched,
            golden=self.golden + other.golden,
            asserted=self.asserted + other.asserted,
            addresses=self.addresses + other.addresses,
            is_exact=self.is_exact and other.is_exact,
        )


def _share(count: int, n: int) -> float | None:
    return count / n if n else None
