"""The grid of a comparison: documents × sides, and the counts by which it is narrowed."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineup.compare.differences import Difference
from lineup.compare.kinds import Change
from lineup.comparing.comparability import Caution, Concern, comparability
from lineup.comparing.grid_model import GridCell, GridRow
from lineup.comparing.narrowing import GridSort, Narrowing, Show
from lineup.comparing.reading_model import ComparisonReading, ReadDocument

_NO_CHANGE = {Change.SAME, Change.UNKNOWN}


@dataclass(frozen=True)
class ShowCount:
    """How many documents a choice of `show` has; `side` where it is told of one."""

    show: Show
    side: int | None
    documents: int


@dataclass(frozen=True)
class Grid:
    """All documents of a comparison, what they are counted for, and the tags and types that some have."""

    rows: tuple[GridRow, ...]
    counts: tuple[ShowCount, ...]
    tags: tuple[str, ...]
    types: tuple[str, ...]


def read_grid(reading: ComparisonReading) -> Grid:
    """Return the grid of a comparison."""
    rows = grid_rows(reading, comparability(reading))
    return Grid(
        rows=rows,
        counts=counts(rows, len(reading.comparison.sides)),
        tags=tuple(sorted({tag for row in rows for tag in row.tags})),
        types=tuple(sorted({row.document_type for row in rows if row.document_type})),
    )


def grid_rows(reading: ComparisonReading, cautions: Sequence[Caution] = ()) -> tuple[GridRow, ...]:
    """Return all documents in the comparison's order, with the concerns of the cautions that are about them."""
    open_runs = reading.open_runs
    concerns = _concerns(cautions)
    return tuple(
        _row(reading, read, open_runs, concerns.get(read.document.key, frozenset()))
        for read in reading.documents
    )


def narrowed(rows: Sequence[GridRow], narrowing: Narrowing) -> tuple[GridRow, ...]:
    """Return the rows that a narrowing leaves, in its order."""
    left = [row for row in rows if _is_left(row, narrowing)]
    key = _ORDERS[narrowing.sort]
    return tuple(sorted(left, key=key) if key else left)


def counts(rows: Sequence[GridRow], sides: int) -> tuple[ShowCount, ...]:
    """Return how many documents each choice of `show` has, those told of a side once per side."""
    return tuple(
        ShowCount(show, at, sum(row.is_shown_for(show, at) for row in rows))
        for show in Show
        for at in _told_of(show, sides)
    )


def listed_differences(reading: ComparisonReading, document: str) -> tuple[Difference, ...]:
    """Return a document's differences that no rule passes over, worst first, those of form as well."""
    read = next((one for one in reading.documents if one.document.key == document), None)
    return tuple(kept_differences(reading, read)) if read is not None else ()


def kept_differences(reading: ComparisonReading, read: ReadDocument) -> Sequence[Difference]:
    """Return the differences of a document that no rule passes over, those of form as well."""
    ignored = reading.rules.ignored
    told = read.measured.comparison.differences
    return [one for one in told if one.group not in ignored] if ignored else told


def _told_of(show: Show, sides: int) -> Iterable[int | None]:
    if not show.is_of_side:
        return (None,)
    return range(1 if show.is_against_baseline else 0, sides)


def _concerns(cautions: Sequence[Caution]) -> Mapping[str, frozenset[Concern]]:
    found: dict[str, set[Concern]] = {}
    for caution in cautions:
        for key in caution.documents:
            found.setdefault(key, set()).add(caution.concern)
    return {key: frozenset(concerns) for key, concerns in found.items()}


def _row(
    reading: ComparisonReading,
    read: ReadDocument,
    open_runs: Collection[tuple[str, int]],
    concerns: frozenset[Concern],
) -> GridRow:
    kept = kept_differences(reading, read)
    real = [one for one in kept if one.is_real]
    known, key = read.known, read.document.key
    return GridRow(
        key=key,
        name=read.document.name,
        document_type=known.document_type if known else None,
        tags=known.tags if known else (),
        cells=tuple(
            _cell(read, real, at, is_open=(key, at) in open_runs) for at in range(len(read.sides))
        ),
        kinds=tuple(Counter(one.kind for one in real).most_common()),
        differences=len(real),
        of_form=len(kept) - len(real),
        judged=sum(one.id in reading.verdicts for one in real),
        weight=sum(one.weight for one in real),
        groups=frozenset(one.group for one in kept),
        concerns=concerns,
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
        accuracy=score.accuracy if score else None,
        pages=run.pages,
        cents=run.cents,
        seconds=run.seconds,
        is_cached=run.is_cached,
    )


def _is_left(row: GridRow, narrowing: Narrowing) -> bool:
    return _is_asked_for(row, narrowing) and all(
        (
            not narrowing.group or narrowing.group in row.groups,
            not narrowing.tag or narrowing.tag in row.tags,
            narrowing.document_type in {"", row.document_type or ""},
        )
    )


def _is_asked_for(row: GridRow, narrowing: Narrowing) -> bool:
    """Return whether the row is what was asked to see; who asks for something of it sees documents without differences too."""
    if narrowing.concern is not None and narrowing.concern not in row.concerns:
        return False
    if narrowing.show is not None:
        return row.is_shown_for(narrowing.show, narrowing.side)
    is_asked = narrowing.concern is not None or bool(narrowing.group)
    return is_asked or row.is_different or not narrowing.is_different


_ORDERS: dict[GridSort, Callable[[GridRow], tuple[object, ...]] | None] = {
    GridSort.WORST: lambda row: (
        -sum(cell.has_failed for cell in row.cells),
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
