"""The list of executions, from servers with and without our extension."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from components.empty import draw_nothing_found, draw_nothing_run
from components.execution_filters import choose_pipeline_filter
from components.executions_table import draw_selectable, row_of_execution
from components.failure import draw_failure
from components.list_pages import ListPosition, draw_position, turn_pages
from lineup.client import ClientError
from lineup.contract.extension import ExecutionQuery, ExecutionRow
from lineup.contract.pipelines import Pipeline
from pages.execution_selection import edit_selection
from state import executions, queries, url
from state.browser import time_zone
from state.connection import Connection
from state.filters import ExecutionFilters
from state.selected_executions import select_or_open
from state.selection import EXECUTION, ticked_table_key

PAGE_ROWS = 50
POLL_SECONDS = 2.0


def show_all(connection: Connection, filters: ExecutionFilters) -> None:
    """Show one page of the executions of all pipelines, and follow those that run."""
    cursors = url.texts("cursor")
    query = ExecutionQuery(
        status=list(filters.status),
        pipeline_id=filters.pipeline_id,
        version=filters.version,
        search=filters.search or None,
        sort=filters.sort,
        cursor=cursors[-1] if cursors else None,
        limit=PAGE_ROWS,
    ).model_dump_json()
    found = queries.execution_rows(connection, query)
    if not found.rows and not cursors:
        draw_nothing_run() if filters.is_open else draw_nothing_found()
        return
    is_live = any(not row.state.is_terminal for row in found.rows)
    st.fragment(_show_rows, run_every=POLL_SECONDS if is_live else None)(connection, query)
    before, shown = len(cursors) * PAGE_ROWS, len(found.rows)
    draw_position(ListPosition(before, shown, found.total, found.is_total_exact, found.searched))
    turned = turn_pages(cursors, found.next_cursor, key="turn")
    if turned != cursors:
        url.go(cursor=turned)


def show_of_pipeline(connection: Connection, pipelines: Sequence[Pipeline]) -> None:
    """Show one pipeline's executions: a server without our extension lists no others."""
    current = url.text("pipeline") or next((each.pipeline_id for each in pipelines), None)
    if current is None:
        draw_nothing_run()
        return
    chosen = choose_pipeline_filter(pipelines, current, key=f"pipeline-{current}") or current
    if chosen != current:
        url.go(pipeline=chosen, cursor=None)
    offset = url.number("cursor") or 0
    found = executions.list_of_pipeline(connection, current, limit=PAGE_ROWS, offset=offset)
    if offset and not found.executions:  # an address of a page that the list doesn't have
        offset = 0
        found = executions.list_of_pipeline(connection, current, limit=PAGE_ROWS, offset=offset)
    if not found.executions:
        draw_nothing_run()
        return
    titles = {each.pipeline_id: each.title for each in pipelines}
    rows = [row_of_execution(each, titles.get(current)) for each in found.executions]
    _draw_rows(connection, rows)
    draw_position(ListPosition(offset, len(found.executions), found.total))
    following = offset + PAGE_ROWS
    passed = [str(begin) for begin in range(PAGE_ROWS, following, PAGE_ROWS)]
    turned = turn_pages(passed, str(following) if following < found.total else None, key="turn")
    if turned != passed:
        url.go(cursor=turned[-1:])


def _show_rows(connection: Connection, query: str) -> None:
    if url.text(EXECUTION):
        st.rerun()  # a row was chosen: the page shows that execution instead
    try:
        _draw_rows(connection, queries.execution_rows(connection, query).rows)
    except ClientError as error:
        draw_failure(error)


def _draw_rows(connection: Connection, rows: Sequence[ExecutionRow]) -> None:
    selected = edit_selection(connection, rows)
    ids = [row.execution_id for row in rows]
    draw_selectable(
        rows,
        datetime.now(UTC),
        time_zone(),
        ticked=[at for at, each in enumerate(ids) if each in selected],
        key=ticked_table_key("executions", ids, selected),
        on_choose=select_or_open,
    )
