"""Which executions a query matches, and how many, without reading more of a million than needed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.operators import custom_op

from lineup.contract.extension import ExecutionQuery
from lineup.engine.store.list_order import Ids, Order
from lineup.engine.store.tables import ExecutionRow, ExecutionTextRow, PipelineRow

Seen = Callable[[InstrumentedAttribute[Any]], ColumnElement[Any]]
"""How a filter looks at a column."""


@dataclass(frozen=True)
class ListLimits:
    """How far a narrowed list is counted, and how many of the newest executions a text is looked for in."""

    counted: int = 10_000
    searched: int = 1_000_000


@dataclass(frozen=True)
class Matches:
    """What matches: the query for its ids, how many they are, and whether that is all of them.

    `searched` is how many of the newest a text was looked for in, None for all.
    """

    ids: Ids
    total: int
    is_exact: bool
    searched: int | None = None


def find_matches(
    session: Session, query: ExecutionQuery, order: Order, limits: ListLimits
) -> Matches:
    """Return what matches the query, as a query that is quick to walk in the order."""
    text = (query.search or "").strip().casefold()
    if text:
        return _search(session, query, text, limits)
    ids = select(ExecutionRow.id).where(*_conditions(query))
    is_counted = not query.status and query.version is None
    count = _count_all(session, query) if is_counted else _count(session, ids, limits)
    if count > limits.counted and not order.is_by_time:
        ids = select(ExecutionRow.id).where(*_conditions(query, _beside_index(session)))
    return Matches(ids, count, True) if is_counted else _bounded(ids, count, limits)


def _search(session: Session, query: ExecutionQuery, text: str, limits: ListLimits) -> Matches:
    """Look through the texts once; what was found, unless it is a lot, is then all that has to be sorted."""
    newest = session.scalar(select(func.max(ExecutionTextRow.id))) or 0
    found = [*_found(session, query, text), ExecutionTextRow.id > newest - limits.searched]
    joined = select(ExecutionRow.id).join(ExecutionTextRow, ExecutionTextRow.id == ExecutionRow.id)
    matching = joined.where(*_conditions(query), *found)
    is_narrowed = query.status or query.version is not None
    hit = matching if is_narrowed else select(ExecutionTextRow.id).where(*found)
    hits = list(session.scalars(hit.limit(limits.counted + 1)))
    is_few = len(hits) <= limits.counted
    ids = select(ExecutionRow.id).where(ExecutionRow.id.in_(hits)) if is_few else matching
    searched = limits.searched if newest > limits.searched else None
    return _bounded(ids, len(hits), limits, searched)


def _bounded(ids: Ids, count: int, limits: ListLimits, searched: int | None = None) -> Matches:
    return Matches(ids, min(count, limits.counted), count <= limits.counted, searched)


def _count_all(session: Session, query: ExecutionQuery) -> int:
    """Return how many executions there are, from the pipelines' own counters."""
    own = PipelineRow.pipeline_id == query.pipeline_id
    counted = select(func.sum(PipelineRow.execution_count))
    return session.scalar(counted if query.pipeline_id is None else counted.where(own)) or 0


def _count(session: Session, ids: Ids, limits: ListLimits) -> int:
    bounded = ids.limit(limits.counted + 1).subquery()
    return session.scalar(select(func.count()).select_from(bounded)) or 0


def _conditions(query: ExecutionQuery, seen: Seen | None = None) -> list[ColumnElement[bool]]:
    seen, conditions = seen or _plain, list[ColumnElement[bool]]()
    if query.status:
        conditions.append(seen(ExecutionRow.status).in_(query.status))
    if query.pipeline_id is not None:
        conditions.append(seen(ExecutionRow.pipeline_id) == query.pipeline_id)
    if query.version is not None:
        conditions.append(seen(ExecutionRow.pipeline_version) == query.version)
    return conditions


def _beside_index(session: Session) -> Seen:
    """Return how to see a column so that many matches are met walking along the order's index, not gathered and sorted.

    SQLite keeps no figures of its tables: it would always gather, but a sign before a column keeps it from that. Postgres
    knows better by itself.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return _plus if is_sqlite else _plain


def _plain(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return column.expression


def _plus(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return UnaryExpression(column.expression, operator=custom_op("+"), type_=column.type)


def _found(session: Session, query: ExecutionQuery, text: str) -> list[ColumnElement[bool]]:
    """Return the conditions of a text's being found; pipelines are asked about for each row only if one has such a name."""
    columns = (PipelineRow.name, PipelineRow.pipeline_id)
    has_text = or_(*(column.icontains(text, autoescape=True) for column in columns))
    named = select(PipelineRow.pipeline_id).where(has_text)
    found = ExecutionTextRow.text.contains(text, autoescape=True)
    if session.scalar(named.limit(1)) is not None:
        found = or_(found, ExecutionTextRow.pipeline_id.in_(named))
    own = ExecutionTextRow.pipeline_id == query.pipeline_id
    return [found] if query.pipeline_id is None else [found, own]
