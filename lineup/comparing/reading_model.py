"""A comparison as it stands: each document on all sides, and each side's figures against the baseline."""

from collections.abc import Mapping
from dataclasses import dataclass

from lineup.compare.config_changes import ConfigDiff
from lineup.compare.figures import Figure
from lineup.compare.measured import Measured
from lineup.compare.rates import NO_PAIRS, Rate
from lineup.compare.runs import StepRow
from lineup.compare.sides import Side
from lineup.compare.totals import Agreement
from lineup.compare.verdicts import Preference
from lineup.comparing.places import SidePlaces
from lineup.comparing.rules import ComparisonRules
from lineup.contract.wire import JsonObject
from lineup.workspace.comparison_model import Cell, ComparedDocument, ComparedSide, Comparison
from lineup.workspace.documents import Document
from lineup.workspace.verdicts import Judgement


@dataclass(frozen=True)
class Numbers:
    """How many of the baseline's units another side reads the same: fields where there are any, else pages, else words."""

    alike: Rate
    unit: str

    @property
    def changed(self) -> Rate:
        """How many it reads in another way."""
        return Rate(self.alike.n - self.alike.count, self.alike.n)


@dataclass(frozen=True)
class ReadDocument:
    """One document: its sides without the results themselves, and what comparing them gave.

    `formats` are the output formats that each side's results have; `repeats` one agreement per run of the side again.
    `places` says where each side's pages and cited blocks are, so that nobody has to open the results for it.
    """

    document: ComparedDocument
    known: Document | None
    sides: tuple[Side, ...]
    measured: Measured
    steps: tuple[StepRow, ...]
    formats: tuple[frozenset[str], ...]
    notes: tuple[str, ...] = ()
    places: tuple[SidePlaces, ...] = ()


@dataclass(frozen=True)
class SideFigures:
    """One side against the baseline over all documents; `position` is its place among the sides."""

    position: int
    side: ComparedSide
    agreement: Agreement
    figures: tuple[Figure, ...]
    preference: Preference
    config: ConfigDiff

    @property
    def numbers(self) -> Numbers:
        """The agreement as one rate."""
        return numbers_of(self.agreement)


@dataclass(frozen=True)
class Noise:
    """How much runs of one side differ from one another (A/A): `runs` pairs of runs were compared."""

    side: ComparedSide
    runs: int
    numbers: Numbers


@dataclass(frozen=True)
class ComparisonReading:
    """A comparison with all that can be told of it now; `others` are the sides behind the baseline."""

    comparison: Comparison
    cells: tuple[Cell, ...]
    rules: ComparisonRules
    documents: tuple[ReadDocument, ...]
    others: tuple[SideFigures, ...]
    noise: tuple[Noise, ...]
    verdicts: Mapping[str, Judgement]

    @property
    def baseline(self) -> ComparedSide:
        """The side that the others are measured against."""
        return self.comparison.sides[0]

    @property
    def open_runs(self) -> frozenset[tuple[str, int]]:
        """The documents' keys and the sides' positions for which a run has not ended; runs for noise are not told."""
        sides = {side.key: at for at, side in enumerate(self.comparison.sides)}
        return frozenset(
            (cell.document.key, sides[cell.side])
            for cell in self.cells
            if not cell.repeat and cell.state.is_open and cell.side in sides
        )

    @property
    def options(self) -> JsonObject:
        """The run endpoint's options, the same for all runs."""
        return self.comparison.options


def numbers_of(agreement: Agreement) -> Numbers:
    """Return an agreement as one rate: over fields if there are any, else over pages of segments, else over words."""
    for rate, unit in ((agreement.fields.alike, "fields"), (agreement.segments, "pages")):
        if rate.n:
            return Numbers(rate, unit)
    return Numbers(agreement.words if agreement.words.n else NO_PAIRS, "words")
