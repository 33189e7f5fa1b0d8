"""What the run page shows of the executions it started."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from components.comparison_links import comparing_address
from components.executions_table import draw_executions, row_of_execution
from components.failure import draw_failure
from components.shell import draw_link
from components.started import draw_failed_start, started_text
from lineup.client import ClientError
from pages.detail import show_execution
from state import executions, queries, runs, url
from state.browser import time_zone
from state.connection import Connection
from state.selection import EXECUTION, open_execution

SECONDS_PER_EXECUTION = 0.3
"""How much longer to wait between looks for each execution: the hosted service takes 400 requests a minute."""


def show_started(connection: Connection, ids: Sequence[str]) -> None:
    """Show the started executions live; one alone, or the chosen one, in full."""
    for failed in runs.failed_starts():
        draw_failed_start(failed.document_name, failed.version, failed.error)
    if len(ids) == 1:
        show_execution(connection, ids[0], lambda other: {"started": [other]})
        return
    opened = url.text(EXECUTION)
    if ids:
        _follow(connection, ids, opened)
        _lead_to_comparison(connection, ids)
    if opened in ids:
        show_execution(
            connection, opened, lambda other: {"started": [*ids, other], EXECUTION: other}
        )


def _follow(connection: Connection, ids: Sequence[str], opened: str) -> None:
    waiting = sum(not executions.is_known_terminal(connection, each) for each in ids)
    run_every = max(1.0, waiting * SECONDS_PER_EXECUTION) if waiting else None
    st.fragment(_show_rows, run_every=run_every)(connection, ids, opened)


def _lead_to_comparison(connection: Connection, ids: Sequence[str]) -> None:
    """Show the way to compare what has run, once all of it has ended."""
    if not all(executions.is_known_terminal(connection, each) for each in ids):
        return
    address = comparing_address([executions.get_execution(connection, each) for each in ids])
    if address is not None:
        draw_link("Compare these", address)


def _show_rows(connection: Connection, ids: Sequence[str], opened: str) -> None:
    was_waiting = not all(executions.is_known_terminal(connection, each) for each in ids)
    try:
        found = [executions.get_execution(connection, each) for each in ids]
        titles = {each.pipeline_id: each.title for each in queries.pipelines(connection)}
    except ClientError as error:
        draw_failure(error)
        return
    st.subheader(started_text(found), anchor=False)
    rows = [row_of_execution(each, titles.get(each.pipeline_id)) for each in found]
    draw_executions(rows, datetime.now(UTC), time_zone(), key="started", on_open=open_execution)
    has_ended = was_waiting and all(each.is_terminal for each in found)
    if has_ended or url.text(EXECUTION) != opened:
        st.rerun()  # the end stops the looking; a chosen row is shown below, outside this fragment
