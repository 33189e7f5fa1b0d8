"""What a list says of comparisons, asked for all of them at once: how far their runs are, and how much is judged."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, Text, case, cast, distinct, func, or_, select, true
from sqlalchemy.orm import Session

from lineup.workspace.comparison_model import Cell, CellState, Comparison
from lineup.workspace.lookups import comparison_of, comparison_row
from lineup.workspace.tables import CellRow, ComparisonRow, VerdictRow

_Counted = Mapping[int, tuple[int, "RunCounts"]]


@dataclass(frozen=True)
class RunCounts:
    """How many of a comparison's runs are in each state, those that measure the noise among them."""

    waiting: int = 0
    started: int = 0
    """Being started, or running."""
    done: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """How many runs are wanted."""
        return self.waiting + self.started + self.ended

    @property
    def ended(self) -> int:
        """How many are over, with a result or without."""
        return self.done + self.failed

    def is_open(self, *, is_stopped: bool) -> bool:
        """Whether something is still to be done; of a stopped comparison only what was started is followed."""
        return bool(self.started or (self.waiting and not is_stopped))


def count_runs(cells: Iterable[Cell]) -> RunCounts:
    """Return how many of the runs are in each state."""
    of = Counter(cell.state for cell in cells)
    return _runs([of[state] for state in CellState])


@dataclass(frozen=True)
class ComparisonSummary:
    """A comparison with its number of documents, how far its runs are, and how many differences are judged."""

    comparison: Comparison
    documents: int
    runs: RunCounts
    judged: int


@dataclass(frozen=True)
class ComparisonPage:
    """Some comparisons of a longer list; `total` is how many there are."""

    rows: Sequence[ComparisonSummary]
    total: int


class Summaries:
    """Summaries of all comparisons, in a few statements however many there are."""

    def __init__(self, database: Engine) -> None:
        self._database = database

    def page(self, search: str = "", *, limit: int, offset: int = 0) -> ComparisonPage:
        """Return comparisons whose name, or whose maker, has the text, newest first."""
        text = search.strip().replace("\0", "")
        asked = ComparisonRow.name, ComparisonRow.created_by
        found = or_(*(column.icontains(text, autoescape=True) for column in asked))
        where = found if text else true()
        newest = select(ComparisonRow).where(where).order_by(ComparisonRow.id.desc())
        with Session(self._database) as session:
            total = session.scalar(select(func.count(ComparisonRow.id)).where(where)) or 0
            rows = session.scalars(newest.limit(limit).offset(offset)).all()
            ids = [row.id for row in rows]
            counted, judged = _counted(session, ids), _judged(session, ids)
            return ComparisonPage([_summary(row, counted, judged) for row in rows], total)

    def runs(self, comparison_id: str) -> RunCounts:
        """Return how far one comparison is. Raises UnknownError."""
        with Session(self._database) as session:
            row = comparison_row(session, comparison_id)
            return _counted(session, [row.id]).get(row.id, (0, RunCounts()))[1]


def _summary(row: ComparisonRow, counted: _Counted, judged: Mapping[int, int]) -> ComparisonSummary:
    documents, runs = counted.get(row.id, (0, RunCounts()))
    return ComparisonSummary(comparison_of(row), documents, runs, judged.get(row.id, 0))


def _counted(session: Session, ids: Sequence[int]) -> _Counted:
    """Return the documents and the runs of comparisons."""
    asked = select(
        CellRow.comparison,
        func.count(distinct(CellRow.document)),
        *(func.count().filter(CellRow.state == state.value) for state in CellState),
    )
    rows = session.execute(asked.where(CellRow.comparison.in_(ids)).group_by(CellRow.comparison))
    return {row[0]: (row[1], _runs(tuple(row)[2:])) for row in rows}


def _runs(counts: Sequence[int]) -> RunCounts:
    of = dict(zip(CellState, counts, strict=True))
    return RunCounts(
        waiting=of[CellState.WAITING],
        started=of[CellState.STARTING] + of[CellState.RUNNING],
        done=of[CellState.DONE],
        failed=of[CellState.FAILED],
    )


def _judged(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Return how many differences have a decision that stands, as `standing` tells it.

    A decision adds one and taking back ends one, where one is left: how far the running sum falls below 0 was taken back
    from nothing.
    """
    change = case((cast(VerdictRow.right, Text) != "null", 1), else_=-1)
    about = VerdictRow.comparison, VerdictRow.difference_id
    running = func.sum(change).over(partition_by=about, order_by=VerdictRow.id)
    asked = select(*about, change.label("change"), running.label("running"))
    steps = asked.where(VerdictRow.comparison.in_(ids)).subquery()
    lowest = func.min(steps.c.running)
    judged = (
        select(steps.c.comparison)
        .group_by(steps.c.comparison, steps.c.difference_id)
        .having(func.sum(steps.c.change) > case((lowest < 0, lowest), else_=0))
        .subquery()
    )
    counted = select(judged.c.comparison, func.count()).group_by(judged.c.comparison)
    return {row[0]: row[1] for row in session.execute(counted)}
