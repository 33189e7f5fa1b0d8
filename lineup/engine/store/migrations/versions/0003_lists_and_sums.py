"""What lists of a million executions are sorted by and found by, and the usage of what ran before usage was summed up."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INDEXES = {
    "pipeline_id": ("pipeline_version",),
    "status": ("pipeline_id", "pipeline_version"),
    "seconds": ("status", "pipeline_id", "pipeline_version"),
    "page_count": ("status", "pipeline_id", "pipeline_version"),
    "billed_cents": ("status", "pipeline_id", "pipeline_version"),
    "document_order": ("status", "pipeline_id", "pipeline_version"),
}
_BOTH = "lineup_executions_by_pipeline_and_status"
_ROWS = 1_000
_MOMENT = sa.DateTime(timezone=True)
_EXECUTIONS = sa.table(
    "lineup_executions",
    *(sa.column(name) for name in ("id", "execution_id", "pipeline_id", "pipeline_version")),
    *(sa.column(name) for name in ("status", "document_name", "document_order")),
    *(sa.column(name) for name in ("error_message", "page_count", "billed_cents", "seconds")),
    sa.column("completed_at", _MOMENT),
    sa.column("rate_breakdown", sa.JSON()),
)
_STEPS = sa.table(
    "lineup_execution_steps",
    *(sa.column(name) for name in ("execution", "step_index", "step_type", "status")),
    *(sa.column(name) for name in ("has_errors", "page_count", "billed_microcents")),
    sa.column("started_at", _MOMENT),
    sa.column("finished_at", _MOMENT),
)
_KEYS = ("day", "pipeline_id", "pipeline_version", "step_type")
_SUMS = ("completed", "with_errors", "failed", "cancelled", "skipped", "reused", "pages")
_MORE_SUMS = ("milliseconds", "billed_microcents", "estimated_microcents", "saved_microcents")
_USAGE = sa.table(
    "lineup_usage",
    sa.column("day", sa.Date()),
    *(sa.column(name) for name in (*_KEYS[1:], *_SUMS, *_MORE_SUMS)),
)

Line = tuple[date, str, int, str]


def upgrade() -> None:
    """Apply this revision."""
    texts = op.create_table(
        "lineup_execution_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pipeline_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["lineup_executions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("lineup_executions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document_order", sa.String(length=100), nullable=True))
        batch_op.drop_index("lineup_executions_by_pipeline")
        batch_op.drop_index("lineup_executions_by_status")
    for rows in _batches():
        op.bulk_insert(texts, [_text_of(row) for row in rows])
        _order_documents(rows)
    for column, filters in _INDEXES.items():
        name = f"lineup_executions_by_{column}"
        op.create_index(name, "lineup_executions", [column, "id", *filters])
    op.create_index(_BOTH, "lineup_executions", ["pipeline_id", "status", "id"])
    _sum_up_usage()


def _batches() -> Iterator[list[Any]]:
    """Yield all executions, a bounded number at a time."""
    last = 0
    query = sa.select(_EXECUTIONS).order_by(_EXECUTIONS.c.id).limit(_ROWS)
    while rows := list(op.get_bind().execute(query.where(_EXECUTIONS.c.id > last))):
        yield rows
        last = rows[-1].id


def _text_of(row: Any) -> dict[str, Any]:  # noqa: ANN401 (a row of a table without a model)
    name, error = (row.document_name or "")[:1_000], (row.error_message or "")[:1_000]
    parts = (name, row.execution_id, error)
    text = "\n".join(part for part in parts if part).casefold()
    return {"id": row.id, "pipeline_id": row.pipeline_id, "text": text}


def _order_documents(rows: list[Any]) -> None:
    named = [row for row in rows if row.document_name is not None]
    if not named:
        return
    one = sa.update(_EXECUTIONS).where(_EXECUTIONS.c.id == sa.bindparam("own"))
    op.get_bind().execute(
        one.values({"document_order": sa.bindparam("order")}),
        [{"own": row.id, "order": row.document_name.casefold()[:100]} for row in named],
    )


def _sum_up_usage() -> None:
    sums: dict[Line, Counter[str]] = {}
    for rows in _batches():
        ended = {row.id: row for row in rows if row.completed_at is not None}
        for row in ended.values():
            sums.setdefault(_line(row, ""), Counter()).update(_of_execution(row))
        for step in op.get_bind().execute(sa.select(_STEPS).where(_STEPS.c.execution.in_(ended))):
            row = ended[step.execution]
            sums.setdefault(_line(row, step.step_type), Counter()).update(_of_step(row, step))
    lines = [dict(zip(_KEYS, line, strict=True)) | _filled(added) for line, added in sums.items()]
    op.bulk_insert(_USAGE, lines)


def _line(row: Any, step_type: str) -> Line:  # noqa: ANN401 (a row of a table without a model)
    ended: datetime = row.completed_at
    day = ended if ended.tzinfo is None else ended.astimezone(UTC)
    return day.date(), row.pipeline_id, row.pipeline_version, step_type


def _of_execution(row: Any) -> dict[str, int]:  # noqa: ANN401 (a row of a table without a model)
    return {
        "completed": int(row.status == "completed"),
        "with_errors": int(row.status == "completed_with_errors"),
        "failed": int(row.status == "failed"),
        "pages": row.page_count or 0,
        "milliseconds": round((row.seconds or 0) * 1_000),
        "billed_microcents": (row.billed_cents or 0) * 1_000_000,
    }


def _of_step(row: Any, step: Any) -> dict[str, int]:  # noqa: ANN401 (rows of tables without a model)
    is_done, has_span = step.status == "completed", step.started_at and step.finished_at
    span = step.finished_at - step.started_at if has_span else timedelta(0)
    return {
        "completed": int(is_done and not step.has_errors),
        "with_errors": int(is_done and step.has_errors),
        "failed": int(step.status == "failed"),
        "skipped": int(step.status == "skipped"),
        "pages": step.page_count or 0,
        "milliseconds": span // timedelta(milliseconds=1),
        "billed_microcents": _billed(row.rate_breakdown, step.step_index),
    }


def _billed(breakdown: dict[str, Any], step_index: int) -> int:
    entries = [e for e in breakdown.get("steps", []) if e.get("step_index") == step_index]
    return sum(int(Decimal(str(entry.get("billed_cents", 0))) * 1_000_000) for entry in entries)


def _filled(added: Counter[str]) -> dict[str, int]:
    return {name: added[name] for name in (*_SUMS, *_MORE_SUMS)}


def downgrade() -> None:
    """Take this revision back."""
    op.execute("DELETE FROM lineup_usage")
    op.drop_index(_BOTH, "lineup_executions")
    for column in _INDEXES:
        op.drop_index(f"lineup_executions_by_{column}", "lineup_executions")
    with op.batch_alter_table("lineup_executions", schema=None) as batch_op:
        batch_op.drop_column("document_order")
        batch_op.create_index("lineup_executions_by_pipeline", ["pipeline_id", "id"])
        batch_op.create_index("lineup_executions_by_status", ["status", "id"])
    op.drop_table("lineup_execution_texts")
