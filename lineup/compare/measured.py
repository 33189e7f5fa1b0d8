"""One document of many, with all that figures are made of."""

from dataclasses import dataclass

from lineup.compare.comparison import DocumentComparison
from lineup.compare.golden_scores import GoldenScore
from lineup.compare.runs import RunFacts


@dataclass(frozen=True)
class Measured:
    """One document with its comparison, what each side's run took, and each side's golden score where there is one."""

    comparison: DocumentComparison
    runs: tuple[RunFacts, ...]
    golden: tuple[GoldenScore | None, ...] = ()
