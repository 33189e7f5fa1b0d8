"""Lists of executions: one pipeline's by offset, and over all pipelines by cursor, so that deep pages stay quick."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, defer, lazyload

from lineup.contract.extension import ExecutionQuery, ExecutionRows
from lineup.contract.extension import ExecutionRow as WireRow
from lineup.engine.errors import NotFound
from lineup.engine.store.cursors import read_cursor, write_cursor
from lineup.engine.store.list_matches import ListLimits, find_matches
from lineup.engine.store.list_order import order_of, walk
from lineup.engine.store.tables import ExecutionRow, PipelineRow

_LIMITS = ListLimits()
_NAME = PipelineRow.name.label("pipeline_name")
_SLIM = (
    lazyload(ExecutionRow.steps),
    defer(ExecutionRow.config_snapshot),
    defer(ExecutionRow.input_config),
    defer(ExecutionRow.rate_breakdown),
)


def newest_first(
    session: Session, pipeline_id: str, *, limit: int, offset: int
) -> tuple[Sequence[ExecutionRow], int]:
    """Return one page of a pipeline's executions and how many it has, raising NotFound for an unknown pipeline.

    The rows before the page are counted off in the index and never read.
    """
    count = PipelineRow.execution_count
    total = session.scalar(select(count).where(PipelineRow.pipeline_id == pipeline_id))
    if total is None:
        message = f"There is no pipeline {pipeline_id!r}."
        raise NotFound(message)
    own, newest = ExecutionRow.pipeline_id == pipeline_id, ExecutionRow.id.desc()
    ids = select(ExecutionRow.id).where(own).order_by(newest).limit(limit).offset(offset)
    rows = select(ExecutionRow).where(ExecutionRow.id.in_(session.scalars(ids).all()))
    return session.scalars(rows.order_by(newest)).all(), total


def search_executions(
    engine: Engine, query: ExecutionQuery, limits: ListLimits = _LIMITS
) -> ExecutionRows:
    """Return one page of the executions of all pipelines that match, raising InvalidRequest for a wrong cursor."""
    order = order_of(query.sort)
    after = None if query.cursor is None else read_cursor(query.cursor, query.sort, order.kind)
    with Session(engine) as session:
        matches = find_matches(session, query, order, limits)
        places = walk(session, matches.ids, order, after, query.limit + 1)
        shown = places[: query.limit]
        rows = _rows(session, [place.id for place in shown])
    return ExecutionRows(
        rows=rows,
        total=matches.total,
        is_total_exact=matches.is_exact,
        searched=matches.searched,
        next_cursor=write_cursor(query.sort, shown[-1]) if len(places) > len(shown) else None,
    )


def _rows(session: Session, ids: Sequence[int]) -> list[WireRow]:
    """Return the rows with these ids, in their order."""
    named = select(ExecutionRow, _NAME).join(
        PipelineRow, PipelineRow.pipeline_id == ExecutionRow.pipeline_id
    )
    found = session.execute(named.where(ExecutionRow.id.in_(ids)).options(*_SLIM))
    by_id = {row.id: _to_wire(row, name) for row, name in found}
    return [by_id[row_id] for row_id in ids]


def _to_wire(row: ExecutionRow, pipeline_name: str | None) -> WireRow:
    return WireRow(
        execution_id=row.execution_id,
        pipeline_id=row.pipeline_id,
        pipeline_name=pipeline_name,
        pipeline_version=row.pipeline_version,
        status=row.status,
        document_name=row.document_name,
        page_count=row.page_count,
        created=row.created,
        started_at=row.started_at,
        completed_at=row.completed_at,
        billed_cents=None if row.billed_cents is None else Decimal(row.billed_cents),
        error_message=row.error_message,
        cancelled_at=row.cancelled_at,
    )
