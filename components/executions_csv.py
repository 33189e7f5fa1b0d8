"""Executions as CSV, for a spreadsheet: plain numbers, times in UTC."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from components.statuses import CANCELLED
from lineup.comparing.exports.csv_export import safe_text
from lineup.contract.extension import ExecutionRow

_HEAD = (
    "execution", "status", "pipeline", "version", "document", "started", "seconds", "pages", "dollars", "error",
)  # fmt: skip
_CENTS = 100


def executions_csv(rows: Iterable[ExecutionRow]) -> str:
    """Return a line for each execution; what isn't known is empty, version 0 is the draft."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in rows:
        told = (safe_text(value) if isinstance(value, str) else value for value in _values(row))
        writer.writerow(told)
    return stream.getvalue().encode("utf-8", "replace").decode()


def _values(row: ExecutionRow) -> tuple[str | int | float | Decimal | None, ...]:
    began = row.started_at or row.created
    return (
        row.execution_id,
        row.status if row.cancelled_at is None else CANCELLED.text.partition(" ")[2],
        row.pipeline_name or row.pipeline_id,
        row.pipeline_version,
        row.document_name,
        began.isoformat(timespec="seconds"),
        row.seconds,
        row.page_count,
        None if row.billed_cents is None else row.billed_cents / _CENTS,
        row.error_message,
    )
