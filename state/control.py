"""Cancelling executions and running them again from a step.

A press on "Re-run" is written down first and carried out while the page is drawn, like one on "Run": a second click
neither loses it nor starts anything twice.
"""

from dataclasses import dataclass

import streamlit as st

from lineup.contract.executions import Execution
from state import executions, queries
from state.clients import client_for
from state.connection import Connection

_PRESSES = "rerun_presses"
_REQUESTED = "requested_rerun"


@dataclass(frozen=True)
class Rerun:
    """Which execution to run again, from which 0-based step on."""

    execution_id: str
    from_step: int


def cancel(connection: Connection, execution_id: str) -> Execution:
    """Return the execution as it is after cancelling, raising ClientError; one that had ended stays as it was."""
    execution = client_for(connection).cancel_execution(execution_id)
    queries.record.clear(connection, execution_id)
    executions.keep_execution(connection, execution)
    return execution


def press_number() -> int:
    """Return how often a re-run was asked for in this session."""
    presses: int = st.session_state.get(_PRESSES, 0)
    return presses


def request_rerun(press: int, execution_id: str, from_step: int) -> None:
    """Write down what a press asks for; a second report of the same press is ignored."""
    if press == press_number():
        st.session_state[_PRESSES] = press + 1
        st.session_state[_REQUESTED] = Rerun(execution_id, from_step)


def carry_out_rerun(connection: Connection) -> str | None:
    """Start what was asked for, once, and return the new execution's id; None if nothing was. Raises ClientError."""
    rerun: Rerun | None = st.session_state.pop(_REQUESTED, None)
    if rerun is None:
        return None
    started = client_for(connection).rerun_execution(rerun.execution_id, rerun.from_step)
    return started.execution_id
