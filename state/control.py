"""Cancelling executions and running them again from a step. Each raises ClientError."""

from collections.abc import Callable
from functools import partial

from lineup.contract.executions import Execution
from state import executions, presses, queries
from state.clients import client_for
from state.connection import Connection
from state.presses import Done, Parameters, Press

ParametersOf = Callable[[str], Parameters]
"""Says where an execution is shown, by its id."""


def cancel(connection: Connection, execution_id: str) -> Execution:
    """Return the execution as it is after cancelling; one that had ended stays as it was."""
    execution = client_for(connection).cancel_execution(execution_id)
    queries.record.clear(connection, execution_id)
    executions.keep_execution(connection, execution)
    return execution


def request_rerun(
    number: int,
    connection: Connection,
    execution_id: str,
    parameters_of: ParametersOf,
    from_step: int,
) -> None:
    """Write down that an execution is to be run again from a 0-based step on, and the new one opened."""
    act = partial(_rerun, connection, execution_id, parameters_of, from_step)
    presses.request(number, Press(execution_id, "Starting it again…", act))


def _rerun(
    connection: Connection, execution_id: str, parameters_of: ParametersOf, from_step: int
) -> Done:
    started = client_for(connection).rerun_execution(execution_id, from_step)
    return Done(parameters=parameters_of(started.execution_id))
