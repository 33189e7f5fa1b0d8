"""Steps that crash, hang, hoard or refuse become failed steps with a sentence; the rest of the engine never notices."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.servers import running
from tests.waiting import wait_until_ended

Misbehave = Callable[[str], Execution]


@pytest.fixture(scope="module")
def misbehave(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Misbehave]:
    folder = tmp_path_factory.mktemp("isolation")
    document = folder / "a.csv"
    document.write_text("a,b\n1,2\n")
    with (
        running(folder / "data", LINEUP_STEP_SECONDS="8") as server,
        server.client() as client,
    ):
        yield partial(run_step, client, document)


def run_step(client: Client, document: Path, how: str) -> Execution:
    """Run the misbehaving processor on a document and return the ended execution."""
    step = PipelineStep(type="misbehave", settings={"how": how})
    pipeline = client.create_pipeline([step])
    run = client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())
    return wait_until_ended(client, run.execution_id)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        pytest.param("refuse", "This document is refused: give another.", id="a refusal"),
        pytest.param("raise", "failed unexpectedly (KeyError", id="a defect"),
        pytest.param("crash", "made its reader crash (signal 11)", id="a segmentation fault"),
        pytest.param("hang", "took longer than 8 seconds and was stopped", id="a hang"),
        pytest.param("hoard", "needed more than 2 GiB of memory", id="a memory blow-up"),
        pytest.param("fill", "failed because the engine's disk is full", id="a full disk"),
    ],
)
def test_a_misbehaving_step_fails_with_a_sentence(
    misbehave: Misbehave, how: str, sentence: str
) -> None:
    execution = misbehave(how)

    assert execution.status == "failed"
    assert sentence in (execution.steps[0].error_message or "")
    assert execution.rate_breakdown is not None
    assert execution.rate_breakdown["billed_cents"] == 0
