"""Cancelling what a worker is doing at that moment."""

from pathlib import Path

import psutil

from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.processes import is_alive
from tests.waiting import wait_for, wait_until_ended


def test_cancelling_ends_the_child_that_works_on_the_step(client: Client, tmp_path: Path) -> None:
    log, gate, document = tmp_path / "log", tmp_path / "gate", tmp_path / "stock.csv"
    document.write_bytes(b"item,quantity\nbolt,4\n")
    run = start(client, document, log, gate)
    wait_for(lambda: log.exists() and "linger" in log.read_text(), "the second step's start")
    child = psutil.Process(int(Path(f"{log}.pid").read_text()))

    cancelled = client.cancel_execution(run.execution_id)

    wait_for(lambda: not is_alive(child), "the end of the child")
    gate.touch()
    following = wait_until_ended(client, start(client, document, log, gate).execution_id)
    assert [step.status for step in cancelled.steps] == ["completed", "failed"]
    assert following.status == "completed"
    assert client.get_execution(run.execution_id) == cancelled


def test_a_cancelled_run_that_waits_in_the_queue_never_starts(
    client: Client, tmp_path: Path
) -> None:
    log, gate, document = tmp_path / "log", tmp_path / "gate", tmp_path / "stock.csv"
    document.write_bytes(b"item,quantity\nbolt,4\n")
    holding = [start(client, document, log, gate).execution_id for _ in range(2)]
    wait_for(lambda: log.exists() and log.read_text().count("linger") == 2, "two busy workers")
    waiting = start(client, document, log, gate).execution_id

    client.cancel_execution(waiting)
    gate.touch()

    assert [wait_until_ended(client, id_).status for id_ in holding] == ["completed", "completed"]
    assert wait_until_ended(client, start(client, document, log, gate).execution_id)
    assert client.get_record(waiting).steps[0].attempt == 0


def start(client: Client, document: Path, log: Path, gate: Path) -> Execution:
    """Start a run whose second step waits for the gate."""
    steps = [
        PipelineStep(type="note", settings={"log": str(log)}),
        PipelineStep(type="linger", settings={"log": str(log), "gate": str(gate)}),
    ]
    pipeline = client.create_pipeline(steps)
    return client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions(skip_cache=True))
