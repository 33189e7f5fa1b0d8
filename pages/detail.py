"""An execution in full, wherever a page shows one."""

from datetime import UTC, datetime

import streamlit as st

from components.execution_header import draw_execution_header, draw_failed_steps
from components.failure import draw_failure
from components.shell import draw_link, page_address
from components.step_graph import draw_step_graph
from components.steps import draw_steps_table, draw_timeline
from lineup.client import ClientError
from lineup.contract.executions import Execution
from pages.result import show_result
from pages.webhook import show_webhook
from state import executions, queries
from state.connection import Connection

POLL_SECONDS = 1.0


def show_execution(connection: Connection, execution_id: str) -> None:
    """Show the execution, live while it runs, and its result once a step has one."""
    execution = executions.get_execution(connection, execution_id)
    run_every = None if execution.is_terminal else POLL_SECONDS
    st.fragment(_show_progress, run_every=run_every)(connection, execution)
    show_webhook(connection, execution)
    if execution.is_terminal:
        show_result(connection, execution)


def _show_progress(connection: Connection, known: Execution) -> None:
    """Draw how far the execution is; on its end the whole page is drawn again, with the result."""
    try:
        execution = executions.get_execution(connection, known.execution_id)
    except ClientError as error:
        draw_failure(error)
        return
    if execution.is_terminal and not known.is_terminal:
        st.rerun()
    _draw_progress(execution, _pipeline_title(connection, execution.pipeline_id))


def _draw_progress(execution: Execution, pipeline_title: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            draw_execution_header(execution, pipeline_title)
        draw_link("Run again", _run_address(execution))
        draw_link("Link", page_address("execution", {"id": execution.execution_id}))
    draw_failed_steps(execution)
    graph, table = st.columns([2, 3], vertical_alignment="center")
    with graph:
        draw_step_graph(execution.steps)
    with table:
        draw_steps_table(execution)
        draw_timeline(execution.steps, datetime.now(UTC))


def _run_address(execution: Execution) -> str:
    version = str(execution.pipeline_version)
    return page_address("./", {"pipeline": execution.pipeline_id, "version": version})


def _pipeline_title(connection: Connection, pipeline_id: str) -> str:
    """Return the pipeline's name, or its id where it can't be asked for: a removed one has executions still."""
    try:
        return queries.pipeline(connection, pipeline_id).title
    except ClientError:
        return pipeline_id
