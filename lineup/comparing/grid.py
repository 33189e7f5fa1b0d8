"""The grid of a comparison: documents × sides, and the counts by which it is narrowed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lineup.compare.differences import Difference
from lineup.compare.golden_scores import GoldenScore
from lineup.compare.kinds import Change, Kind
from lineup.compare.sides import Standing
from lineup.comparing.letters import letter_of, position_of
from lineup.comparing.reading_model import ComparisonReading, ReadDocument
from lineup.workspace.comparison_model import CellState

_NO_CHANGE = {Change.SAME, Change.UNKNOWN}
_WITHOUT = {Standing.FAILED, Standing.MISSING, Standing.EMPTY}
_States = Mapping[tuple[str, str], CellState]


class Show(StrEnum):
    """What a document is counted, and shown, for; the latter four are told of one side."""

    CHANGED = "changed"
    """Sides read it differently."""
    UNJUDGED = "unjudged"
    """It has differences that nobody has judged."""
    JUDGED = "judged"
    """All its differences are judged."""
    FAILED = "failed"
    """The side has no result."""
    ONLY = "only"
    """Only this side has a result."""
    REGRESSED = "regressed"
    """The side is worse than the baseline: fewer golden values right, or no result where the baseline has one."""
    IMPROVED = "improved"
    """The side is better than the baseline: more golden values right, or a result where the baseline has none."""

    @property
    def is_of_side(self) -> bool:
        """Whether it is told of one side."""
        return self in {Show.FAILED, Show.ONLY, Show.REGRESSED, Show.IMPROVED}


class GridSort(StrEnum):
    """Which documents come first."""

    WORST = "worst"
    """What differs most heavily; failures before all."""
    AGREEMENT = "agreement"
    """The least agreement."""
    NAME = "name"
    ADDED = "added"
    """In the order of the comparison."""


@dataclass(frozen=True)
class Narrowing:
    """What the grid is narrowed to; `side` is a position where `show` is of one side.

    `is_different` keeps only documents that differ or failed somewhere, `tag` and `document_type` those of a sort.
    """

    show: Show | None = None
    side: int | None = None
    is_different: bool = True
    tag: str = ""
    document_type: str = ""
    sort: GridSort = GridSort.WORST

    @property
    def token(self) -> str:
        """The choice of `show` as the URL says it: `changed`, `failed-B`."""
        if self.show is None:
            return ""
        return self.show if self.side is None else f"{self.show}-{letter_of(self.side)}"


def read_token(token: str) -> tuple[Show | None, int | None]:
    """Return what a token of the URL says; neither for one that says nothing."""
    name, _, letter = token.partition("-")
    show = Show(name) if name in set(Show) else None
    side = position_of(letter)
    is_sound = show is not None and show.is_of_side is (side is not None)
    return (show, side) if is_sound else (None, None)


@dataclass(frozen=True)
class GridCell:
    """A document on one side: the differences, the agreement and the change of accuracy are against the baseline.

    `is_open` says that its run has not ended. `cents` are what was billed, `accuracy` is the share of golden values that are right; each None where it isn't known.
    """

    position: int
    standing: Standing
    is_open: bool
    reason: str
    execution_id: str | None
    differences: int
    agreement: float | None
    accuracy: float | None
    pages: int | None
    cents: Decimal | None
    seconds: float | None
    is_cached: bool

    @property
    def letter(self) -> str:
        """The side's letter."""
        return letter_of(self.position)


@dataclass(frozen=True)
class GridRow:
    """A document in the grid; `differences` are the real ones that no rule passes over, by kind in `kinds`."""

    key: str
    name: str
    document_type: str | None
    tags: tuple[str, ...]
    cells: tuple[GridCell, ...]
    kinds: tuple[tuple[Kind, int], ...]
    differences: int
    of_form: int
    judged: int
    weight: float

    @property
    def agreement(self) -> float | None:
        """The least agreement of all sides with the baseline."""
        told = [cell.agreement for cell in self.cells[1:] if cell.agreement is not None]
        return min(told, default=None)

    @property
    def is_different(self) -> bool:
        """Whether there is something to look at: a difference, or a side without a result."""
        return bool(self.differences) or any(_has_failed(cell) for cell in self.cells)

    def is_shown_for(self, show: Show, side: int | None) -> bool:
        """Return whether the document is counted for this; `side` where it is told of one."""
        match show:
            case Show.CHANGED:
                return bool(self.differences)
            case Show.UNJUDGED:
                return self.judged < self.differences
            case Show.JUDGED:
                return bool(self.differences) and self.judged >= self.differences
            case _:
                return side is not None and side < len(self.cells) and self._is_of(show, side)

    def _is_of(self, show: Show, side: int) -> bool:
        own, baseline = self.cells[side], self.cells[0]
        match show:
            case Show.FAILED:
                return _has_failed(own)
            case Show.ONLY:
                others = [cell for cell in self.cells if cell is not own]
                return _has_result(own) and not any(map(_has_result, others))
            case Show.REGRESSED:
                return _is_worse(own, baseline)
            case _:
                return _is_worse(baseline, own)


def grid_rows(reading: ComparisonReading) -> tuple[GridRow, ...]:
    """Return all documents in the comparison's order."""
    states = {
        (cell.document.key, cell.side): cell.state for cell in reading.cells if not cell.repeat
    }
    return tuple(_row(reading, read, states) for read in reading.documents)


def shown_rows(reading: ComparisonReading, narrowing: Narrowing) -> tuple[GridRow, ...]:
    """Return the documents that a narrowing leaves, in its order."""
    return narrowed(grid_rows(reading), narrowing)


def narrowed(rows: Sequence[GridRow], narrowing: Narrowing) -> tuple[GridRow, ...]:
    """Return the rows that a narrowing leaves, in its order."""
    left = [row for row in rows if _is_left(row, narrowing)]
    key = _ORDERS[narrowing.sort]
    return tuple(sorted(left, key=key) if key else left)


def counts(rows: Sequence[GridRow], sides: int) -> tuple[tuple[Show, int | None, int], ...]:
    """Return how many documents each choice of `show` has, those told of a side once per side."""
    found: list[tuple[Show, int | None, int]] = []
    for show in Show:
        positions: Iterable[int | None] = _told_of(show, sides)
        found += [(show, at, sum(row.is_shown_for(show, at) for row in rows)) for at in positions]
    return tuple(found)


def listed_differences(
    reading: ComparisonReading, document: str, *, with_form: bool = False
) -> tuple[Difference, ...]:
    """Return a document's differences that no rule passes over, worst first; those of form only if asked for."""
    read = next((one for one in reading.documents if one.document.key == document), None)
    if read is None:
        return ()
    return tuple(one for one in _kept(reading, read) if one.is_real or with_form)


def _told_of(show: Show, sides: int) -> Iterable[int | None]:
    if not show.is_of_side:
        return (None,)
    return range(1 if show in {Show.REGRESSED, Show.IMPROVED} else 0, sides)


def _kept(reading: ComparisonReading, read: ReadDocument) -> list[Difference]:
    ignored = reading.rules.ignored
    told = read.measured.comparison.differences
    return [one for one in told if one.group not in ignored] if ignored else list(told)


def _row(reading: ComparisonReading, read: ReadDocument, states: _States) -> GridRow:
    kept = _kept(reading, read)
    real = [one for one in kept if one.is_real]
    known = read.known
    open_sides = {
        at
        for at, side in enumerate(reading.comparison.sides)
        if (state := states.get((read.document.key, side.key))) and state.is_open
    }
    return GridRow(
        key=read.document.key,
        name=read.document.name,
        document_type=known.document_type if known else None,
        tags=known.tags if known else (),
        cells=tuple(
            _cell(read, real, at, is_open=at in open_sides) for at in range(len(read.sides))
        ),
        kinds=tuple(Counter(one.kind for one in real).most_common()),
        differences=len(real),
        of_form=len(kept) - len(real),
        judged=sum(one.id in reading.verdicts for one in real),
        weight=sum(one.weight for one in real),
    )


def _cell(read: ReadDocument, real: Sequence[Difference], at: int, *, is_open: bool) -> GridCell:
    comparison, run, side = read.measured.comparison, read.measured.runs[at], read.sides[at]
    score = read.measured.golden[at] if read.measured.golden else None
    return GridCell(
        position=at,
        standing=comparison.sides[at].standing,
        is_open=is_open,
        reason=comparison.sides[at].reason,
        execution_id=side.execution.execution_id if side.execution else None,
        differences=sum(one.change(at) not in _NO_CHANGE for one in real) if at else 0,
        agreement=comparison.pairings[at].agreement if at else None,
        accuracy=_accuracy(score),
        pages=run.pages,
        cents=run.cents,
        seconds=run.seconds,
        is_cached=run.is_cached,
    )


def _accuracy(score: GoldenScore | None) -> float | None:
    return None if score is None else score.accuracy


def _is_left(row: GridRow, narrowing: Narrowing) -> bool:
    if narrowing.show is not None:
        if not row.is_shown_for(narrowing.show, narrowing.side):
            return False
    elif narrowing.is_different and not row.is_different:
        return False
    has_tag = not narrowing.tag or narrowing.tag in row.tags
    return has_tag and narrowing.document_type in {"", row.document_type or ""}


def _has_result(cell: GridCell) -> bool:
    return cell.standing is Standing.COMPARED


def _has_failed(cell: GridCell) -> bool:
    return not cell.is_open and cell.standing in _WITHOUT


def _is_worse(cell: GridCell, than: GridCell) -> bool:
    if _has_failed(cell) and _has_result(than):
        return True
    return cell.accuracy is not None and than.accuracy is not None and cell.accuracy < than.accuracy


_ORDERS: dict[GridSort, Callable[[GridRow], tuple[object, ...]] | None] = {
    GridSort.WORST: lambda row: (
        -sum(map(_has_failed, row.cells)),
        -row.weight,
        row.name.casefold(),
    ),
    GridSort.AGREEMENT: lambda row: (
        1.0 if row.agreement is None else row.agreement,
        row.name.casefold(),
    ),
    GridSort.NAME: lambda row: (row.name.casefold(),),
    GridSort.ADDED: None,
}
