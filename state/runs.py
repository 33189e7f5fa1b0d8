"""Starting executions: each press of Run once, and what came of it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from lineup.client import Client, ClientError
from lineup.contract.executions import Execution, RunOptions
from state.clients import client_for
from state.connection import Connection
from state.documents import RunDocument
from state.presses import Done, Press

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


@dataclass
class _Starting:
    """What is to be started still, and what came of the rest; changed in place, so that nothing is started twice."""

    waiting: deque[Start]
    started: list[str] = field(default_factory=list)
    failed: list[FailedStart] = field(default_factory=list)


def press_to_start(connection: Connection, starts: Sequence[Start]) -> Press:
    """Return the press that starts all of these; one that fails doesn't keep the rest from starting."""
    act = partial(_start_all, connection, _Starting(deque(starts)))
    return Press("run", f"Starting {len(starts)}…", act)


def failed_starts() -> list[FailedStart]:
    """Return what the last press of Run could not start."""
    failed: list[FailedStart] = st.session_state.get(_FAILED, [])
    return failed


def _start_all(connection: Connection, starting: _Starting) -> Done:
    client = client_for(connection)
    st.session_state[_FAILED] = starting.failed
    while starting.waiting:
        outcome = _outcome(client, starting.waiting.popleft())
        if isinstance(outcome, Execution):
            starting.started.append(outcome.execution_id)
        else:
            starting.failed.append(outcome)
    return Done(
        parameters={"started": starting.started, "execution": None} if starting.started else {}
    )


def _outcome(client: Client, start: Start) -> Execution | FailedStart:
    try:
        return _start(client, start)
    except ClientError as error:
        return FailedStart(start.document.name, start.options.version, error)


def _start(client: Client, start: Start) -> Execution:
    source = start.document.source
    if isinstance(source, str):
        return client.run_pipeline_on_url(start.pipeline_id, source, start.options)
    return client.run_pipeline_on_file(
        start.pipeline_id, source, start.options, filename=start.document.name
    )
