"""An execution in full, wherever a page shows one."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from components.cancellation import draw_cancelled
from components.execution_header import draw_execution_header, draw_failed_steps
from components.failure import draw_failure
from components.rerun import OnRerun
from components.shell import draw_link, page_address
from components.step_graph import draw_step_graph
from components.steps import draw_steps_table, draw_timeline
from lineup.client import ClientError
from lineup.contract.executions import Execution
from lineup.contract.records import ExecutionRecord
from pages.actions import show_actions, show_rerun_of_failure
from pages.pressing import show_problem
from pages.result import show_result
from pages.webhook import show_webhook
from state import control, executions, presses, queries
from state.browser import time_zone
from state.connection import Connection
from state.control import ParametersOf
from state.features import find_record

POLL_SECONDS = 1.0


def show_execution(connection: Connection, execution_id: str, parameters_of: ParametersOf) -> None:
    """Show the execution, live while it runs, and its result once a step has one; a re-run of it is where they say."""
    show_problem(execution_id)
    execution = executions.get_execution(connection, execution_id)
    record = find_record(connection, execution_id)
    on_rerun = partial(
        control.request_rerun, presses.press_number(), connection, execution_id, parameters_of
    )
    show_actions(connection, execution, record, on_rerun)
    run_every = None if execution.is_terminal else POLL_SECONDS
    st.fragment(_show_progress, run_every=run_every)(connection, execution, record, on_rerun)
    show_webhook(connection, execution)
    if execution.is_terminal:
        show_result(connection, execution)


def _show_progress(
    connection: Connection, known: Execution, record: ExecutionRecord | None, on_rerun: OnRerun
) -> None:
    """Draw how far the execution is; on its end, or a press, the whole page is drawn again."""
    if presses.requested() is not None:
        st.rerun()
    try:
        execution = executions.get_execution(connection, known.execution_id)
    except ClientError as error:
        draw_failure(error)
        return
    if execution.is_terminal and not known.is_terminal:
        queries.record.clear(connection, execution.execution_id)
        st.rerun()
    draw_execution_header(execution, _pipeline_title(connection, execution.pipeline_id), record)
    _draw_end(connection, execution, record, on_rerun)
    _draw_steps(execution)


def _draw_end(
    connection: Connection,
    execution: Execution,
    record: ExecutionRecord | None,
    on_rerun: OnRerun,
) -> None:
    if record is not None and record.cancelled_at is not None:
        draw_cancelled(record.cancelled_at, time_zone())
    else:
        draw_failed_steps(execution)
    show_rerun_of_failure(connection, execution, record, on_rerun)
    if record is not None and record.source_execution_id is not None:
        address = page_address("execution", {"id": record.source_execution_id})
        draw_link(f"Re-run of {record.source_execution_id}", address)


def _draw_steps(execution: Execution) -> None:
    graph, table = st.columns([2, 3])
    with graph:
        draw_step_graph(execution.steps)
    with table:
        draw_steps_table(execution)
        draw_timeline(execution.steps, datetime.now(UTC))


def _pipeline_title(connection: Connection, pipeline_id: str) -> str:
    """Return the pipeline's name, or its id where it can't be asked for: a removed one has executions still."""
    try:
        return queries.pipeline(connection, pipeline_id).title
    except ClientError:
        return pipeline_id
