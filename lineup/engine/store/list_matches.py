"""Which executions a query matches, and how many, without reading more of a million than needed."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from lineup.contract.extension import ExecutionQuery
from lineup.engine.store.list_order import Ids, Order
from lineup.engine.store.tables import ExecutionRow, ExecutionTextRow, PipelineRow


@dataclass(frozen=True)
class ListLimits:
    """How far a narrowed list is counted, and how many of the newest executions a text is looked for in."""

    counted: int = 10_000
    searched: int = 1_000_000


@dataclass(frozen=True)
class Matches:
    """The ids that match, how many they are, and whether all were counted and all texts looked through.

    Few matches are gathered and sorted, many are met soon enough when walking along the order's own index: SQLite, which
    keeps no figures of its tables, has to be told.
    """

    ids: Ids
    total: int
    is_exact: bool
    searched: int | None = None

    def for_order(self, order: Order) -> Ids:
        """Return the ids' query for walking along an order."""
        if self.is_exact or order.is_by_time:
            return self.ids
        return self.ids.with_hint(ExecutionRow, f"INDEXED BY {order.index}", "sqlite")


def find_matches(session: Session, query: ExecutionQuery, limits: ListLimits) -> Matches:
    """Return what matches the query."""
    text = (query.search or "").strip().casefold()
    if text:
        return _search(session, query, text, limits)
    ids = select(ExecutionRow.id).where(*_conditions(query))
    if not query.status and query.version is None:
        return Matches(ids, _count_all(session, query.pipeline_id), is_exact=True)
    bounded = ids.limit(limits.counted + 1).subquery()
    return _counted(ids, session.scalar(select(func.count()).select_from(bounded)) or 0, limits)


def _search(session: Session, query: ExecutionQuery, text: str, limits: ListLimits) -> Matches:
    """Look through the texts once; what was found, unless it is a lot, is then all that has to be sorted."""
    newest = session.scalar(select(func.max(ExecutionTextRow.id))) or 0
    conditions = [*_text_conditions(query, text), ExecutionTextRow.id > newest - limits.searched]
    joined = select(ExecutionRow.id).join(ExecutionTextRow, ExecutionTextRow.id == ExecutionRow.id)
    matching = joined.where(*_conditions(query), *conditions)
    plain = select(ExecutionTextRow.id).where(*conditions)
    is_plain = not query.status and query.version is None
    hits = list(session.scalars((plain if is_plain else matching).limit(limits.counted + 1)))
    is_few = len(hits) <= limits.counted
    ids = select(ExecutionRow.id).where(ExecutionRow.id.in_(hits)) if is_few else matching
    searched = limits.searched if newest > limits.searched else None
    return _counted(ids, len(hits), limits, searched)


def _counted(ids: Ids, count: int, limits: ListLimits, searched: int | None = None) -> Matches:
    return Matches(ids, min(count, limits.counted), count <= limits.counted, searched)


def _count_all(session: Session, pipeline_id: str | None) -> int:
    """Return how many executions there are from the pipelines' own counters."""
    own = [] if pipeline_id is None else [PipelineRow.pipeline_id == pipeline_id]
    return session.scalar(select(func.sum(PipelineRow.execution_count)).where(*own)) or 0


def _conditions(query: ExecutionQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.status:
        conditions.append(ExecutionRow.status.in_(query.status))
    if query.pipeline_id is not None:
        conditions.append(ExecutionRow.pipeline_id == query.pipeline_id)
    if query.version is not None:
        conditions.append(ExecutionRow.pipeline_version == query.version)
    return conditions


def _text_conditions(query: ExecutionQuery, text: str) -> list[ColumnElement[bool]]:
    named = select(PipelineRow.pipeline_id).where(PipelineRow.name.icontains(text, autoescape=True))
    found = or_(
        ExecutionTextRow.text.contains(text, autoescape=True),
        ExecutionTextRow.pipeline_id.in_(named),
    )
    own = ExecutionTextRow.pipeline_id == query.pipeline_id
    return [found] if query.pipeline_id is None else [found, own]
