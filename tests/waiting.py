"""Waiting for something to become true, with a deadline instead of a guess."""

import time
from collections.abc import Callable
from typing import TypeVar

from lineup.client import Client
from lineup.contract.executions import Execution

Value = TypeVar("Value")
DEADLINE_SECONDS = 90.0
PAUSE_SECONDS = 0.02


def wait_for(probe: Callable[[], Value], what: str, seconds: float = DEADLINE_SECONDS) -> Value:
    """Return the probe's first true answer."""
    deadline = time.monotonic() + seconds
    while not (value := probe()):
        if time.monotonic() > deadline:
            message = f"{what} did not happen within {seconds:g} seconds"
            raise AssertionError(message)
        time.sleep(PAUSE_SECONDS)
    return value


def wait_until_ended(client: Client, execution_id: str) -> Execution:
    """Return the execution once it is terminal."""

    def ended() -> Execution | None:
        execution = client.get_execution(execution_id)
        return execution if execution.is_terminal else None

    found = wait_for(ended, f"the end of {execution_id}")
    assert found is not None
    return found
