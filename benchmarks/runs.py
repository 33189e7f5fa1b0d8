"""Runs as the benchmarks need them: asked for, and waited for."""

import time
from pathlib import Path

from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.extension import ExecutionQuery
from lineup.contract.pipelines import PipelineStep

PAUSE_SECONDS = 0.02
_OPEN = ExecutionQuery(status=["pending", "running"], limit=1)


def make_toil(client: Client, *seconds: float) -> str:
    """Return the id of a new pipeline of steps that only wait, one for each of the given times."""
    steps = [
        PipelineStep(type="toil", settings={"place": place, "seconds": each})
        for place, each in enumerate(seconds)
    ]
    return client.create_pipeline(steps).pipeline_id


def make_table(folder: Path) -> Path:
    """Write a small document and return its path."""
    path = folder / "table.csv"
    path.write_text("a,b\n1,2\n")
    return path


def run(client: Client, pipeline_id: str, document: Path) -> Execution:
    """Return a new execution that does all its work anew."""
    return client.run_pipeline_on_file(pipeline_id, document, RunOptions(skip_cache=True))


def completed(client: Client, execution: Execution) -> Execution:
    """Return the execution once it has completed."""
    while not execution.is_terminal:
        time.sleep(PAUSE_SECONDS)
        execution = client.get_execution(execution.execution_id)
    if execution.status != "completed":
        raise AssertionError(execution.error_message)
    return execution


def seconds_for(client: Client, pipeline_id: str, document: Path, count: int) -> float:
    """Return how long so many executions take together, from the first request to the last end.

    That all have completed is looked at afterwards: one look for each would cost time that the round is to have.
    """
    began = time.perf_counter()
    runs = [run(client, pipeline_id, document) for _ in range(count)]
    while client.list_execution_rows(_OPEN).rows:
        time.sleep(PAUSE_SECONDS)
    taken = time.perf_counter() - began
    for execution in runs:
        completed(client, client.get_execution(execution.execution_id))
    return taken
