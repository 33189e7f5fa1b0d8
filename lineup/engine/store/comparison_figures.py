"""What came of comparisons so far, summed up by the database: a page of a hundred may stand for 40,000 runs."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session

from lineup.contract.statuses import ExecutionStatus
from lineup.engine.comparison_statuses import DocumentCounts
from lineup.engine.store.tables import (
    ComparisonDocumentRow,
    ComparisonRunRow,
    ExecutionRow,
    StepRow,
)

_DONE = (ExecutionStatus.COMPLETED, ExecutionStatus.COMPLETED_WITH_ERRORS)


@dataclass
class VariantFigures:
    """The sums over a variant's runs; `seconds` and `pages` are of those that did all their work anew."""

    runs: Counter[ExecutionStatus] = field(default_factory=Counter)
    seconds: float = 0.0
    pages: int = 0
    won: int = 0
    decided: int = 0
    undecided: int = 0
    compared: int = 0


def run_status() -> ColumnElement[str]:
    """Return a run's status as a column: its execution's, else whether it can still be started."""
    return case(
        (ExecutionRow.status.is_not(None), ExecutionRow.status),
        (ComparisonRunRow.problem.is_not(None), ExecutionStatus.FAILED.value),
        else_=ExecutionStatus.PENDING.value,
    ).label("run_status")


def figures_of(
    session: Session, comparisons: Collection[int]
) -> dict[tuple[int, int], VariantFigures]:
    """Return the sums by comparison and position of the variant."""
    found: dict[tuple[int, int], VariantFigures] = {}
    for comparison, variant, status, count, *sums in session.execute(_sums(comparisons)):
        own = found.setdefault((comparison, variant), VariantFigures())
        own.runs[ExecutionStatus(status)] += count
        _add(own, sums)
    return found


def documents_of(session: Session, comparisons: Collection[int]) -> dict[int, DocumentCounts]:
    """Return how many documents there are, are settled and were compared, by comparison."""
    row = ComparisonDocumentRow
    is_settled = row.compared_at.is_not(None)
    query = (
        select(
            row.comparison,
            func.count(),
            _count(is_settled),
            _count(and_(is_settled, row.problem.is_(None))),
        )
        .where(row.comparison.in_(comparisons))
        .group_by(row.comparison)
    )
    return {comparison: DocumentCounts(*counts) for comparison, *counts in session.execute(query)}


def _sums(comparisons: Collection[int]):  # type: ignore[no-untyped-def]  # noqa: ANN202 (ten columns)
    document, run = ComparisonDocumentRow, ComparisonRunRow
    reused = exists().where(StepRow.execution == ExecutionRow.id, StepRow.reused.is_not(None))
    is_measured = and_(
        ExecutionRow.status.in_(_DONE),
        ExecutionRow.seconds.is_not(None),
        ExecutionRow.page_count > 0,
        ~reused,
    )
    return (
        select(
            document.comparison,
            run.variant,
            run_status(),
            func.count(),
            func.sum(case((is_measured, ExecutionRow.seconds))),
            func.sum(case((is_measured, ExecutionRow.page_count))),
            func.sum(run.won),
            func.sum(run.decided),
            func.sum(run.undecided),
            _count(run.is_compared.is_(True)),
        )
        .join(document, document.id == run.document)
        .outerjoin(ExecutionRow, ExecutionRow.execution_id == run.execution_id)
        .where(document.comparison.in_(comparisons))
        .group_by(document.comparison, run.variant, "run_status")
    )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _add(own: VariantFigures, sums: Iterable[float | None]) -> None:
    seconds, *counts = (told or 0 for told in sums)
    own.seconds += float(seconds)
    pages, won, decided, undecided, compared = (int(count) for count in counts)
    own.pages += pages
    own.won, own.decided = own.won + won, own.decided + decided
    own.undecided, own.compared = own.undecided + undecided, own.compared + compared
