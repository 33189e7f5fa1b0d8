"""Reading the usage sums by day, pipeline, version or step type."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Engine, RowMapping, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from lineup.contract.usage import Usage, UsageGroup, UsageLine, UsageQuery, UsageSums
from lineup.engine.billing import MICROCENTS
from lineup.engine.errors import InvalidRequest, Problem
from lineup.engine.store.tables import PipelineRow, UsageRow
from lineup.engine.store.usage import EXECUTIONS, SUMS

_MOST_LINES = 1_000
_KEYS: dict[UsageGroup, tuple[InstrumentedAttribute[Any], ...]] = {
    UsageGroup.DAY: (UsageRow.day,),
    UsageGroup.PIPELINE: (UsageRow.pipeline_id,),
    UsageGroup.VERSION: (UsageRow.pipeline_id, UsageRow.pipeline_version),
    UsageGroup.STEP_TYPE: (UsageRow.step_type,),
}


def read_usage(engine: Engine, query: UsageQuery) -> Usage:
    """Return the sums that the query asks for, raising InvalidRequest for days in the wrong order."""
    if query.first_day and query.last_day and query.first_day > query.last_day:
        message = f"The first day, {query.first_day}, is after the last, {query.last_day}."
        raise InvalidRequest(Problem(("query", "from"), message))
    with Session(engine) as session:
        found = session.execute(_lines(query).limit(_MOST_LINES + 1)).mappings().all()
        totals = session.execute(_sums().where(*_executions(), *_narrowed(query))).mappings().one()
        names = _names(session, found) if query.group_by is not UsageGroup.DAY else {}
    return Usage(
        group_by=query.group_by,
        lines=[_to_line(row, names) for row in found[:_MOST_LINES]],
        totals=_to_sums(totals),
        has_more=len(found) > _MOST_LINES,
    )


def _lines(query: UsageQuery) -> Select[Any]:
    keys = _KEYS[query.group_by]
    of_steps = [UsageRow.step_type != EXECUTIONS]
    counted = of_steps if query.group_by is UsageGroup.STEP_TYPE else _executions()
    most_first = [func.sum(UsageRow.billed_microcents).desc(), *keys]
    order = [UsageRow.day.desc()] if query.group_by is UsageGroup.DAY else most_first
    lines = _sums().add_columns(*keys).where(*counted, *_narrowed(query))
    return lines.group_by(*keys).order_by(*order)


def _sums() -> Select[Any]:
    return select(*(func.sum(getattr(UsageRow, name)).label(name) for name in SUMS))


def _executions() -> list[ColumnElement[bool]]:
    return [UsageRow.step_type == EXECUTIONS]


def _narrowed(query: UsageQuery) -> list[ColumnElement[bool]]:
    conditions = [
        None if query.first_day is None else UsageRow.day >= query.first_day,
        None if query.last_day is None else UsageRow.day <= query.last_day,
        None if query.pipeline_id is None else UsageRow.pipeline_id == query.pipeline_id,
    ]
    return [condition for condition in conditions if condition is not None]


def _names(session: Session, rows: Sequence[RowMapping]) -> dict[str, str | None]:
    ids = {row["pipeline_id"] for row in rows if "pipeline_id" in row}
    named = select(PipelineRow.pipeline_id, PipelineRow.name)
    found = session.execute(named.where(PipelineRow.pipeline_id.in_(ids)))
    return {row.pipeline_id: row.name for row in found}


def _to_line(row: RowMapping, names: dict[str, str | None]) -> UsageLine:
    keys = {name: value for name, value in row.items() if name not in SUMS}
    name = names.get(row.get("pipeline_id", ""))
    return UsageLine(**_to_sums(row).model_dump(), **keys, pipeline_name=name)


def _to_sums(row: RowMapping) -> UsageSums:
    """Return the sums on the wire's scale; without any row the database sums to NULL."""
    summed = {name: int(row[name] or 0) for name in SUMS}
    return UsageSums(
        **{name: value for name, value in summed.items() if name in UsageSums.model_fields},
        seconds=summed["milliseconds"] / 1_000,
        billed_cents=_cents(summed["billed_microcents"]),
        estimated_cents=_cents(summed["estimated_microcents"]),
        saved_cents=_cents(summed["saved_microcents"]),
    )


def _cents(microcents: int) -> Decimal:
    return Decimal(microcents) / MICROCENTS
