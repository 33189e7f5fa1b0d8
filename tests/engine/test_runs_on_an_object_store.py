"""Executions whose documents and results lie in an object store, and what is said when it goes wrong."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.object_store import BUCKET, ObjectStore, running_object_store
from tests.servers import Server, launch, running
from tests.waiting import wait_for, wait_until_ended

CSV = b"item,quantity\nbolt,4\n"
BLOBS = f"s3://{BUCKET}/lineup"


@pytest.fixture(scope="module")
def object_store() -> Iterator[ObjectStore]:
    with running_object_store() as store:
        yield store


@pytest.fixture(scope="module")
def stored_server(
    object_store: ObjectStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("data")
    with running(folder, LINEUP_BLOB_URL=BLOBS, **object_store.environment) as server:
        yield server


def run(client: Client, folder: Path, steps: list[PipelineStep]) -> Execution:
    """Run steps on a small table and return the execution, which has only begun."""
    document = folder / "stock.csv"
    document.write_bytes(CSV)
    pipeline = client.create_pipeline(steps)
    return client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())


def test_steps_hand_on_what_they_made_through_the_store(
    stored_server: Server, object_store: ObjectStore, tmp_path: Path
) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    gate.touch()
    steps = [
        PipelineStep(type="note", settings={"log": str(log)}),
        PipelineStep(type="linger", settings={"log": str(log), "gate": str(gate)}),
    ]

    with stored_server.client() as client:
        ended = wait_until_ended(client, run(client, tmp_path, steps).execution_id)
        result = client.get_step_result(ended.execution_id, 1)

    assert ended.status == "completed"
    assert result.markdown == "lingered, checkpoint: True"
    assert not (stored_server.data_dir / "blobs").exists()
    left = (stored_server.data_dir / "scratch").rglob("*")
    assert [path for path in left if path.is_file() and path.suffix != ".lock"] == []
    assert (
        f"<Key>lineup/results/{ended.execution_id}/1/1/result.json.gz</Key>"
        in object_store.listing()
    )


def test_a_store_that_stops_under_a_step_fails_it_with_a_sentence(tmp_path: Path) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    settings = {"log": str(log), "gate": str(gate)}

    with ExitStack() as stack:
        store = stack.enter_context(running_object_store())
        server = stack.enter_context(
            running(tmp_path / "data", LINEUP_BLOB_URL=BLOBS, **store.environment)
        )
        client = stack.enter_context(server.client())
        begun = run(client, tmp_path, [PipelineStep(type="linger", settings=settings)])
        wait_for(log.exists, "the step's start")
        store.stop()
        gate.touch()
        ended = wait_until_ended(client, begun.execution_id)

    assert ended.status == "failed"
    assert "The object store of the bucket 'documents' can't be used" in str(
        ended.steps[0].error_message
    )


def test_a_missing_bucket_is_one_sentence_at_the_start(
    object_store: ObjectStore, tmp_path: Path
) -> None:
    environment = {"LINEUP_BLOB_URL": "s3://nowhere/x", **object_store.environment}

    process = launch(tmp_path / "data", "serve", environment)
    words, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert words.splitlines()[-1] == (
        "The bucket 'nowhere' does not exist: make it, or correct LINEUP_BLOB_URL."
    )
