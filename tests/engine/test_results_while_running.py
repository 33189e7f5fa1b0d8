"""What can be read of an execution while it runs: the results of the steps that have finished."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lineup.client import Client, ClientError
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.waiting import wait_for, wait_until_ended


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """What the second step waits for."""
    return tmp_path / "gate"


@pytest.fixture
def running(client: Client, tmp_path: Path, gate: Path) -> Iterator[Execution]:
    """An execution whose first step has finished and whose second one waits at the gate."""
    log, document = tmp_path / "log", tmp_path / "stock.csv"
    document.write_text("item,quantity\nbolt,4\n")
    waiting = {"log": str(log), "gate": str(gate)}
    steps = [
        PipelineStep(type="note", settings={"log": str(log)}),
        PipelineStep(type="linger", settings=waiting),
    ]
    pipeline = client.create_pipeline(steps)
    pending = client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())
    wait_for(lambda: log.exists() and "linger" in log.read_text(), "the second step's start")
    yield client.get_execution(pending.execution_id)
    gate.touch()
    wait_until_ended(client, pending.execution_id)


def test_a_finished_steps_result_is_read_while_a_later_step_runs(
    client: Client, running: Execution
) -> None:
    result = client.get_step_result(running.execution_id, 0)

    assert running.status == "running"
    assert [step.status for step in running.steps] == ["completed", "running"]
    assert running.steps[0].result_url
    assert result.markdown == "noted"


def test_a_running_steps_result_is_not_there_yet(client: Client, running: Execution) -> None:
    with pytest.raises(ClientError, match="Step 1 is running; its result is there once") as caught:
        client.get_step_result(running.execution_id, 1)

    assert caught.value.status == 404
    assert running.steps[1].result_url is None


def test_the_result_of_a_step_that_does_not_exist_is_not_found(
    client: Client, running: Execution
) -> None:
    with pytest.raises(ClientError, match="has no step 2: it has 2, counted from 0"):
        client.get_step_result(running.execution_id, 2)


def test_the_running_steps_result_is_there_once_it_has_finished(
    client: Client, running: Execution, gate: Path
) -> None:
    gate.touch()
    wait_until_ended(client, running.execution_id)

    assert (client.get_step_result(running.execution_id, 1).markdown or "").startswith("lingered")
