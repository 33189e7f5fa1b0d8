"""Steps that crash, hang, hoard or refuse become failed steps with a sentence; the rest of the engine never notices."""

import mmap
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.worker.child import MEMORY_BYTES, grant_memory, prepare
from lineup.events import LogLevel
from tests.servers import running
from tests.waiting import wait_until_ended

Misbehave = Callable[[str], Execution]


@pytest.fixture(scope="module")
def misbehave(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Misbehave]:
    folder = tmp_path_factory.mktemp("isolation")
    document = folder / "a.csv"
    document.write_text("a,b\n1,2\n")
    with (
        running(folder / "data", LINEUP_STEP_SECONDS="15") as server,
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
        pytest.param("hang", "took longer than 15 seconds and was stopped", id="a hang"),
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


@pytest.mark.skipif(
    sys.platform != "linux", reason="no other system limits the memory of a process"
)
def test_what_earlier_documents_made_libraries_reserve_is_not_held_against_a_step() -> None:
    """The child is a process of its own: a limit of memory can't be taken back."""
    child = multiprocessing.get_context("spawn").Process(target=reserve_then_use)
    child.start()
    child.join(60)

    assert child.exitcode == 0


def reserve_then_use() -> None:
    """Reserve half of what a step may use, as a library does, and find that all of it may be used once it is granted."""
    prepare(os.getppid(), LogLevel.ERROR)
    half = MEMORY_BYTES // 2
    with mmap.mmap(-1, half):
        with pytest.raises(OSError, match="Cannot allocate memory"):
            mmap.mmap(-1, half)
        grant_memory()
        mmap.mmap(-1, half).close()
        with pytest.raises(OSError, match="Cannot allocate memory"):
            mmap.mmap(-1, MEMORY_BYTES)
