"""What every export of a comparison tells: one model, its numbers rounded once, so that all of them agree to the digit."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class ReportSide:
    """One side; `letter` is A for the baseline, then B to D."""

    letter: str
    key: str
    label: str
    pipeline_id: str
    version: int | None
    config_hash: str


@dataclass(frozen=True)
class ReportFigure:
    """One measure of a side beside the baseline's over the same n pairs.

    Shares are 0 to 1 with four decimals, money is cents with three, times are seconds with three. `low` and `high` are the
    95 % interval of the mean change per document; for an agreement and for preference, of the share itself. `cached` of those
    left out came from earlier results. `doubt` is why a change is not to be relied on, and `stands_on` says all of it in the
    words of the page's tiles.
    """

    name: str
    unit: str
    baseline: Decimal | None
    other: Decimal | None
    n: int
    left_out: int
    low: Decimal | None
    high: Decimal | None
    p_value: Decimal | None
    outcome: str
    cached: int
    doubt: str
    stands_on: str


@dataclass(frozen=True)
class ReportComparison:
    """A side against the baseline: the sentence, the figures, and what changed in the configuration.

    `preference` says whom people prefer as the page's tile does; empty where nobody judged.
    """

    side: str
    summary: str
    unit: str
    alike: int
    compared: int
    figures: tuple[ReportFigure, ...]
    preferred_baseline: int
    preferred_other: int
    judged: int
    preference: str
    config: tuple[str, ...]


@dataclass(frozen=True)
class ReportCell:
    """A document on one side; the differences and the agreement are with the baseline."""

    side: str
    standing: str
    reason: str
    execution_id: str | None
    pages: int | None
    cents: Decimal | None
    seconds: Decimal | None
    is_cached: bool
    differences: int
    agreement: Decimal | None


@dataclass(frozen=True)
class ReportDocument:
    """A row of the grid."""

    key: str
    name: str
    document_type: str | None
    tags: tuple[str, ...]
    differences: int
    cells: tuple[ReportCell, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ReportReading:
    """What a side reads; `page` is 0-based."""

    side: str
    state: str
    text: str
    value: Any
    path: str
    page: int | None
    citations: tuple[str, ...]


@dataclass(frozen=True)
class ReportDifference:
    """One difference; `right` are the letters of the sides that a person found right, None where nobody judged.

    `supported` are the letters of the sides whose reading the page's own text has. `page` is 0-based.
    """

    difference_id: str
    document: str
    document_name: str
    kind: str
    group: str
    page: int | None
    path: str
    before: str
    after: str
    alike_by: tuple[str, ...]
    weight: Decimal
    supported: tuple[str, ...]
    readings: tuple[ReportReading, ...]
    right: tuple[str, ...] | None
    judged_by: str | None
    judged: datetime | None
    comment: str

    @property
    def is_real(self) -> bool:
        """Whether the readings say different things."""
        return not self.alike_by


@dataclass(frozen=True)
class ReportNoise:
    """How much a side changes against itself over `runs` pairs of runs."""

    side: str
    runs: int
    unit: str
    changed: int
    compared: int
    share: Decimal | None


@dataclass(frozen=True)
class ComparisonReport:
    """A comparison as it stood when the report was made; differences are worst first. `ignored` counts those passed over."""

    comparison_id: str
    name: str
    server: str
    made: datetime
    options: dict[str, Any]
    rules: tuple[str, ...]
    sides: tuple[ReportSide, ...]
    cautions: tuple[str, ...]
    comparisons: tuple[ReportComparison, ...]
    noise: tuple[ReportNoise, ...]
    documents: tuple[ReportDocument, ...]
    differences: tuple[ReportDifference, ...]
    ignored: int
