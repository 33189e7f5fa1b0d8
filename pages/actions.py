"""What can be done to an execution, wherever a page shows one."""

import streamlit as st

from components.cancellation import choose_cancel
from components.failure import draw_failure
from components.rerun import OnRerun, draw_rerun, draw_rerun_from, rerun_steps
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


def show_actions(
    connection: Connection,
    execution: Execution,
    record: ExecutionRecord | None,
    on_rerun: OnRerun,
) -> None:
    """Show what can be done now, as far as the server can."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        draw_link("Run again", _run_address(execution))
        if execution.is_terminal:
            compare = page_address("compare", {VERSION: execution.execution_id})
            draw_link("Compare with…", compare)
            _show_rerun(connection, execution, record, on_rerun)
        else:
            _show_cancel(connection, execution)
        draw_link("Link", page_address("execution", {"id": execution.execution_id}))


def show_rerun_of_failure(
    connection: Connection,
    execution: Execution,
    record: ExecutionRecord | None,
    on_rerun: OnRerun,
) -> None:
    """Show, below what failed, what running again from there would reuse and bill."""
    failed = [step for step in execution.steps if step.state is StepStatus.FAILED]
    sections = [step for step in failed if step.section is not None]
    possible = _rerun_steps(connection, execution, record)
    for step in [*(step for step in failed if step.section is None), *sections[:1]]:
        if step in possible:
            draw_rerun_from(execution, step, key="rerun-failed", on_rerun=on_rerun)
            return


def _show_rerun(
    connection: Connection,
    execution: Execution,
    record: ExecutionRecord | None,
    on_rerun: OnRerun,
) -> None:
    steps = _rerun_steps(connection, execution, record)
    if steps:
        draw_rerun(execution, steps, key="rerun", on_rerun=on_rerun)


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


def _run_address(execution: Execution) -> str:
    version = str(execution.pipeline_version)
    return page_address("./", {"pipeline": execution.pipeline_id, "version": version})
