"""What people decided about differences, and how often each version won: pairwise, to the baseline (rulings 29)."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineup.compare.rates import Rate


@dataclass(frozen=True)
class Verdict:
    """Which sides read a difference right, by their keys: none of them, one, several, or all."""

    difference_id: str
    right: frozenset[str]


@dataclass(frozen=True)
class Preference:
    """How the judged differences fall between the baseline and one side.

    `both` and `neither` were judged without preferring one of the two.
    """

    baseline: int
    other: int
    both: int
    neither: int

    @property
    def judged(self) -> int:
        """How many differences were judged."""
        return self.baseline + self.other + self.both + self.neither

    @property
    def wins(self) -> Rate:
        """The share of decided differences that the other side won."""
        return Rate(self.other, self.baseline + self.other)


def preference(verdicts: Iterable[Verdict], baseline: str, other: str) -> Preference:
    """Return how verdicts fall between two sides, given by their keys.

    Give only verdicts on differences where the two sides differ: on the others there is nothing to prefer.
    """
    fallen = [(baseline in verdict.right, other in verdict.right) for verdict in verdicts]
    return Preference(
        baseline=fallen.count((True, False)),
        other=fallen.count((False, True)),
        both=fallen.count((True, True)),
        neither=fallen.count((False, False)),
    )
