"""Lists of executions: one pipeline's by offset, and over all pipelines by key, so that deep pages stay quick."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import ColumnElement, Engine, func, or_, select
from sqlalchemy.orm import Session, defer, lazyload

from lineup.contract.extension import ExecutionQuery, ExecutionRows
from lineup.contract.extension import ExecutionRow as WireRow
from lineup.engine.errors import InvalidRequest, NotFound, Problem
from lineup.engine.store.tables import ExecutionRow, PipelineRow

_NAME = PipelineRow.name.label("pipeline_name")
_MAX_DIGITS = 18
"""A cursor with more would not fit the database's integers."""

_SLIM = (
    lazyload(ExecutionRow.steps),
    defer(ExecutionRow.config_snapshot),
    defer(ExecutionRow.input_config),
    defer(ExecutionRow.rate_breakdown),
)


def newest_first(
    session: Session, pipeline_id: str, *, limit: int, offset: int
) -> tuple[Sequence[ExecutionRow], int]:
    """Return one page of a pipeline's executions and how many it has, raising NotFound for an unknown pipeline."""
    if session.scalar(select(PipelineRow.id).where(PipelineRow.pipeline_id == pipeline_id)) is None:
        message = f"There is no pipeline {pipeline_id!r}."
        raise NotFound(message)
    own = ExecutionRow.pipeline_id == pipeline_id
    total = session.scalar(select(func.count()).select_from(ExecutionRow).where(own)) or 0
    query = select(ExecutionRow).where(own).order_by(ExecutionRow.id.desc())
    return session.scalars(query.limit(limit).offset(offset)).all(), total


def search_executions(engine: Engine, query: ExecutionQuery) -> ExecutionRows:
    """Return one page of the executions of all pipelines that match, newest first."""
    joined = select(ExecutionRow, _NAME).join(
        PipelineRow, PipelineRow.pipeline_id == ExecutionRow.pipeline_id
    )
    matching = joined.where(*_conditions(query)).options(*_SLIM)
    page = matching.where(*_after(query.cursor)).order_by(ExecutionRow.id.desc())
    with Session(engine) as session:
        total = session.scalar(select(func.count()).select_from(matching.subquery())) or 0
        found = session.execute(page.limit(query.limit + 1)).all()
    shown = found[: query.limit]
    has_more = len(found) > len(shown)
    return ExecutionRows(
        rows=[_to_wire(row, name) for row, name in shown],
        total=total,
        next_cursor=str(shown[-1][0].id) if has_more else None,
    )


def _conditions(query: ExecutionQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.status:
        conditions.append(ExecutionRow.status.in_(query.status))
    if query.pipeline_id is not None:
        conditions.append(ExecutionRow.pipeline_id == query.pipeline_id)
    if query.version is not None:
        conditions.append(ExecutionRow.pipeline_version == query.version)
    if query.search and query.search.strip():
        text = query.search.strip()
        columns = (ExecutionRow.document_name, PipelineRow.name, ExecutionRow.execution_id)
        conditions.append(or_(*(column.icontains(text, autoescape=True) for column in columns)))
    return conditions


def _after(cursor: str | None) -> list[ColumnElement[bool]]:
    if cursor is None:
        return []
    if not cursor.isdecimal() or len(cursor) > _MAX_DIGITS:
        message = f"{cursor!r} is not a cursor of this list: take next_cursor of the page before."
        raise InvalidRequest(Problem(("query", "cursor"), message))
    return [ExecutionRow.id < int(cursor)]


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
    )
