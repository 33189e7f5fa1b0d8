"""Executions as a table."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

import pandas as pd
import streamlit as st

from components.formatting import ABSENT, duration_text, money_text, time_text, version_text
from components.openable_table import OnOpen, draw_openable
from components.statuses import CANCELLED, execution_look
from lineup.contract.executions import Execution
from lineup.contract.extension import ExecutionRow
from lineup.contract.rates import read_rate_breakdown

_STATUS_WIDTH = 165
"""Pixels that "completed with errors" needs."""

_COLUMNS = {
    "Status": st.column_config.TextColumn(width=_STATUS_WIDTH),
    "Pipeline": st.column_config.TextColumn(width="medium"),
    "Version": st.column_config.TextColumn(width="small"),
    "Document": st.column_config.TextColumn(width="medium"),
    "Started": st.column_config.TextColumn(width="small"),
    "Duration": st.column_config.TextColumn(width="small", alignment="right"),
    "Pages": st.column_config.TextColumn(width="small", alignment="right"),
    "Cost": st.column_config.TextColumn(width="small", alignment="right"),
    "Error": st.column_config.TextColumn(width="large"),
}


def draw_executions(
    rows: Sequence[ExecutionRow], now: datetime, zone: tzinfo, *, key: str, on_open: OnOpen
) -> None:
    """Draw the rows; choosing one calls back."""
    ids = [row.execution_id for row in rows]
    frame = executions_frame(rows, now, zone)
    draw_openable(frame, ids, _COLUMNS, name="Executions", key=key, on_open=on_open)


def draw_selectable(
    rows: Sequence[ExecutionRow],
    now: datetime,
    zone: tzinfo,
    *,
    ticked: Sequence[int],
    key: str,
    on_choose: OnOpen,
) -> None:
    """Draw the rows with those at these positions ticked; ticking a row and choosing a cell call back."""
    ids = [row.execution_id for row in rows]
    frame = executions_frame(rows, now, zone)
    draw_openable(
        frame, ids, _COLUMNS, name="Executions", key=key, on_open=on_choose, ticked=ticked
    )


def executions_frame(rows: Sequence[ExecutionRow], now: datetime, zone: tzinfo) -> pd.DataFrame:
    """Return the rows as a table, times as seen from now; without a column of errors where there are none."""
    frame = pd.DataFrame(
        {
            "Status": [_status(row) for row in rows],
            "Pipeline": [row.pipeline_name or row.pipeline_id for row in rows],
            "Version": [version_text(row.pipeline_version) for row in rows],
            "Document": [row.document_name or ABSENT for row in rows],
            "Started": [time_text(row.started_at or row.created, now, zone) for row in rows],
            "Duration": [duration_text(row.seconds) for row in rows],
            "Pages": [_pages(row.page_count) for row in rows],
            "Cost": [money_text(row.billed_cents) for row in rows],
            "Error": [row.error_message or "" for row in rows],
        }
    )
    return frame if frame["Error"].any() else frame.drop(columns="Error")


def _status(row: ExecutionRow) -> str:
    look = execution_look(row.state, row.status) if row.cancelled_at is None else CANCELLED
    return look.text


def _pages(count: int | None) -> str:
    return ABSENT if count is None else f"{count:,}"


def row_of_execution(execution: Execution, pipeline_name: str | None) -> ExecutionRow:
    """Return what the table shows of an execution, from a server that lists no rows itself."""
    breakdown = read_rate_breakdown(execution.rate_breakdown)
    return ExecutionRow(
        execution_id=execution.execution_id,
        pipeline_id=execution.pipeline_id,
        pipeline_name=pipeline_name,
        pipeline_version=execution.pipeline_version,
        status=execution.status,
        document_name=execution.document_name,
        page_count=breakdown.page_count if breakdown else None,
        created=execution.created or execution.started_at or datetime.now(UTC),
        started_at=execution.started_at,
        completed_at=execution.completed_at,
        billed_cents=breakdown.billed_cents if breakdown else None,
        error_message=execution.error_message,
    )
