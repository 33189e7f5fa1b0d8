"""The orders of the list of executions, and walking along one from any place: quick on every page of a long list."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, UnaryExpression, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from lineup.contract.extension import ExecutionSort
from lineup.engine.store.cursors import Kind, Place
from lineup.engine.store.tables import ExecutionRow


@dataclass(frozen=True)
class Order:
    """A column that the list is sorted by, with its kind of values; the id grows with time and has no gaps to skip."""

    column: InstrumentedAttribute[Any]
    kind: Kind
    is_descending: bool

    @property
    def is_by_time(self) -> bool:
        """Whether the id alone is the order."""
        return self.column is ExecutionRow.id


def order_of(sort: ExecutionSort) -> Order:
    """Return what a sort means."""
    return _ORDERS[sort]


_ORDERS = {
    ExecutionSort.NEWEST: Order(ExecutionRow.id, int, is_descending=True),
    ExecutionSort.OLDEST: Order(ExecutionRow.id, int, is_descending=False),
    ExecutionSort.LONGEST: Order(ExecutionRow.seconds, float, is_descending=True),
    ExecutionSort.SHORTEST: Order(ExecutionRow.seconds, float, is_descending=False),
    ExecutionSort.MOST_PAGES: Order(ExecutionRow.page_count, int, is_descending=True),
    ExecutionSort.FEWEST_PAGES: Order(ExecutionRow.page_count, int, is_descending=False),
    ExecutionSort.DEAREST: Order(ExecutionRow.billed_cents, int, is_descending=True),
    ExecutionSort.CHEAPEST: Order(ExecutionRow.billed_cents, int, is_descending=False),
    ExecutionSort.DOCUMENT: Order(ExecutionRow.document_order, str, is_descending=False),
    ExecutionSort.DOCUMENT_REVERSED: Order(ExecutionRow.document_order, str, is_descending=True),
}

Ids = Select[int]
"""A query for the ids of executions, in no order."""


def walk(session: Session, ids: Ids, order: Order, after: Place | None, count: int) -> list[Place]:
    """Return the next places of the executions with these ids: those with a value first, then those without.

    Each half is read off an index from where the last page ended; `NULLS LAST` would sort everything for every page.
    """
    found: list[Place] = []
    if after is None or after.value is not None:
        found = _read(session, _with_value(ids, order, after).limit(count))
    if len(found) == count or order.is_by_time:
        return found
    begun = after if after is not None and after.value is None else None
    return found + _read(session, _without_value(ids, order, begun).limit(count - len(found)))


def _read(session: Session, places: Select[Any]) -> list[Place]:
    return [Place(value, row_id) for row_id, value in session.execute(places)]


def _with_value(ids: Ids, order: Order, after: Place | None) -> Select[Any]:
    key, row_id = order.column, ExecutionRow.id
    places = ids.add_columns(key).where(key.is_not(None))
    if after is not None:
        here, there = tuple_(key, row_id), tuple_(after.value, after.id)
        places = places.where(here < there if order.is_descending else here > there)
    return places.order_by(*(_directed(order, column) for column in (key, row_id)))


def _without_value(ids: Ids, order: Order, after: Place | None) -> Select[Any]:
    row_id = ExecutionRow.id
    places = ids.add_columns(order.column).where(order.column.is_(None))
    if after is not None:
        places = places.where(row_id < after.id if order.is_descending else row_id > after.id)
    return places.order_by(_directed(order, row_id))


def _directed(order: Order, column: InstrumentedAttribute[Any]) -> UnaryExpression[Any]:
    return column.desc() if order.is_descending else column.asc()
