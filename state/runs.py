"""Starting executions: each press of Run once, and what came of it.

A press is written down first and carried out while the page is drawn, so that a second click, which makes Streamlit drop
the script where it stands, neither loses the first nor starts anything twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lineup.client import ClientError
from lineup.contract.executions import Execution, RunOptions
from state.clients import client_for
from state.connection import Connection
from state.documents import RunDocument

_PRESSES = "run_presses"
_REQUESTED = "requested_starts"
_STARTED = "started_executions"
_FAILED = "failed_starts"


@dataclass(frozen=True)
class Start:
    """One document to run through one version of a pipeline."""

    pipeline_id: str
    document: RunDocument
    options: RunOptions


@dataclass(frozen=True)
class FailedStart:
    """A run that the server did not take."""

    document_name: str
    version: int | None
    error: ClientError


def press_number() -> int:
    """Return how often Run was pressed in this session."""
    presses: int = st.session_state.get(_PRESSES, 0)
    return presses


def request_starts(press: int, starts: Sequence[Start]) -> None:
    """Write down what a press asks for; a second report of the same press is ignored."""
    if press == press_number():
        st.session_state[_PRESSES] = press + 1
        st.session_state[_REQUESTED] = list(starts)


def requested_starts() -> list[Start]:
    """Return what was asked for and is not carried out yet."""
    requested: list[Start] = st.session_state.get(_REQUESTED, [])
    return requested


def carry_out_starts(connection: Connection) -> None:
    """Start everything that was asked for; one that fails doesn't keep the rest from starting.

    What came of it is written into lists that the session has already: asking for the session's state may end the script
    where it stands, when somebody clicks meanwhile, and what was started must not be lost by that.
    """
    started: list[str] = []
    failed: list[FailedStart] = []
    st.session_state[_STARTED], st.session_state[_FAILED] = started, failed
    for start in st.session_state.pop(_REQUESTED, []):
        outcome = _outcome(connection, start)
        if isinstance(outcome, Execution):
            started.append(outcome.execution_id)
        else:
            failed.append(outcome)


def take_started() -> list[str]:
    """Return the ids of what was started since this was last asked."""
    started: list[str] = st.session_state.pop(_STARTED, [])
    return started


def failed_starts() -> list[FailedStart]:
    """Return what the last press of Run could not start."""
    failed: list[FailedStart] = st.session_state.get(_FAILED, [])
    return failed


def _outcome(connection: Connection, start: Start) -> Execution | FailedStart:
    try:
        return _start(connection, start)
    except ClientError as error:
        return FailedStart(start.document.name, start.options.version, error)


def _start(connection: Connection, start: Start) -> Execution:
    client, source = client_for(connection), start.document.source
    if isinstance(source, str):
        return client.run_pipeline_on_url(start.pipeline_id, source, start.options)
    return client.run_pipeline_on_file(
        start.pipeline_id, source, start.options, filename=start.document.name
    )
