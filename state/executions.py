"""Executions and their step results; what is terminal never changes, so the session keeps it."""

from typing import TypeVar

import streamlit as st

from lineup.contract.executions import Execution, ExecutionList, ExecutionStep
from lineup.contract.results import StepResult
from lineup.contract.statuses import StepStatus
from state.clients import client_for
from state.connection import Connection

_EXECUTIONS = "terminal_executions"
_RESULTS = "step_results"
_MOST_EXECUTIONS = 200
_MOST_RESULTS = 6

Kept = TypeVar("Kept")


def get_execution(connection: Connection, execution_id: str) -> Execution:
    """Return the execution as it is now, raising ClientError; a terminal one is asked for once a session."""
    kept = _kept(_EXECUTIONS, Execution)
    key = f"{connection.fingerprint}/{execution_id}"
    if key in kept:
        return kept[key]
    execution = client_for(connection).get_execution(execution_id)
    keep_execution(connection, execution)
    return execution


def keep_execution(connection: Connection, execution: Execution) -> None:
    """Remember an execution that has ended for the rest of the session."""
    if execution.is_terminal:
        key = f"{connection.fingerprint}/{execution.execution_id}"
        _keep(_kept(_EXECUTIONS, Execution), key, execution, most=_MOST_EXECUTIONS)


def is_known_terminal(connection: Connection, execution_id: str) -> bool:
    """Whether the session has seen the execution's end."""
    return f"{connection.fingerprint}/{execution_id}" in _kept(_EXECUTIONS, Execution)


def get_step_result(connection: Connection, execution: Execution, step_index: int) -> StepResult:
    """Return what the step produced, raising ClientError; a terminal execution's is asked for once a session.

    Only the last few are kept: one with images may have many megabytes.
    """
    kept = _kept(_RESULTS, StepResult)
    key = f"{connection.fingerprint}/{execution.execution_id}/{step_index}"
    if key in kept:
        _keep(kept, key, kept[key], most=_MOST_RESULTS)
        return kept[key]
    result = client_for(connection).get_step_result(execution.execution_id, step_index)
    if execution.is_terminal:
        _keep(kept, key, result, most=_MOST_RESULTS)
    return result


def forget_results(connection: Connection, execution_id: str) -> None:
    """Drop what the session keeps of the execution's results."""
    kept = _kept(_RESULTS, StepResult)
    for key in [key for key in kept if key.startswith(f"{connection.fingerprint}/{execution_id}/")]:
        del kept[key]


def list_of_pipeline(
    connection: Connection, pipeline_id: str, *, limit: int, offset: int
) -> ExecutionList:
    """Return one page of a pipeline's executions, newest first: all that a server without our extension lists."""
    client = client_for(connection)
    return client.list_executions(pipeline_id, limit=limit, offset=offset)


def steps_with_result(execution: Execution) -> list[ExecutionStep]:
    """Return the steps whose result can be asked for."""
    return [step for step in execution.steps if step.state is StepStatus.COMPLETED]


def _kept(name: str, _kind: type[Kept]) -> dict[str, Kept]:
    kept: dict[str, Kept] = st.session_state.setdefault(name, {})
    return kept


def _keep(kept: dict[str, Kept], key: str, value: Kept, *, most: int) -> None:
    """Keep the value as the newest, and drop the oldest beyond the most."""
    kept.pop(key, None)
    kept[key] = value
    while len(kept) > most:
        del kept[next(iter(kept))]
