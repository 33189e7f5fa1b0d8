"""What can be done to an execution, wherever a page shows one."""

from collections.abc import Callable
from functools import partial
from typing import NoReturn

import streamlit as st

from components.cancellation import choose_cancel
from components.failure import draw_failure
from components.rerun import draw_rerun, draw_rerun_from, rerun_steps
from components.shell import draw_link, page_address
from lineup.client import ClientError
from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.extension import Feature
from lineup.contract.records import ExecutionRecord
from lineup.contract.statuses import StepStatus
from state import control
from state.comparison_sides import VERSION
from state.connection import Connection
from state.features import has_feature

OpenOther = Callable[[str], NoReturn]
"""Makes the page show another execution, by its id."""


def carry_out_actions(connection: Connection, open_other: OpenOther) -> None:
    """Start the re-run that was asked for and show it."""
    try:
        started = control.carry_out_rerun(connection)
    except ClientError as error:
        draw_failure(error)
        return
    if started is not None:
        open_other(started)


def show_actions(
    connection: Connection, execution: Execution, record: ExecutionRecord | None
) -> None:
    """Show what can be done now, as far as the server can."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        draw_link("Run again", _run_address(execution))
        if execution.is_terminal:
            compare = page_address("compare", {VERSION: execution.execution_id})
            draw_link("Compare with…", compare)
            _show_rerun(connection, execution, record)
        else:
            _show_cancel(connection, execution)
        draw_link("Link", page_address("execution", {"id": execution.execution_id}))


def show_rerun_of_failure(
    connection: Connection, execution: Execution, record: ExecutionRecord | None
) -> None:
    """Show, below what failed, what running again from there would reuse and bill."""
    failed = [step for step in execution.steps if step.state is StepStatus.FAILED]
    sections = [step for step in failed if step.section is not None]
    possible = _rerun_steps(connection, execution, record)
    for step in [*(step for step in failed if step.section is None), *sections[:1]]:
        if step in possible:
            draw_rerun_from(execution, step, key="rerun-failed", on_rerun=_requesting(execution))
            return


def _show_rerun(
    connection: Connection, execution: Execution, record: ExecutionRecord | None
) -> None:
    steps = _rerun_steps(connection, execution, record)
    if steps:
        draw_rerun(execution, steps, key="rerun", on_rerun=_requesting(execution))


def _show_cancel(connection: Connection, execution: Execution) -> None:
    if not has_feature(connection, Feature.CANCEL) or not choose_cancel(key="cancel"):
        return
    try:
        control.cancel(connection, execution.execution_id)
    except ClientError as error:
        draw_failure(error)
    else:
        st.rerun()


def _rerun_steps(
    connection: Connection, execution: Execution, record: ExecutionRecord | None
) -> list[ExecutionStep]:
    if not has_feature(connection, Feature.RERUN):
        return []
    has_results = record is None or record.results_deleted_at is None
    return rerun_steps(execution, has_results=has_results)


def _requesting(execution: Execution) -> Callable[[int], None]:
    return partial(control.request_rerun, control.press_number(), execution.execution_id)


def _run_address(execution: Execution) -> str:
    version = str(execution.pipeline_version)
    return page_address("./", {"pipeline": execution.pipeline_id, "version": version})
