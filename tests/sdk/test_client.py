"""Our own client through the same door: what only a real server can show."""

from base64 import b64decode
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from lineup.client import Client, ClientError, ErrorKind
from lineup.contract.executions import RunOptions
from lineup.contract.extension import ExecutionQuery
from lineup.contract.pipelines import Pipeline, PipelineStep
from tests.servers import Server
from tests.waiting import wait_until_ended

SENTENCE = "Quick wafting zephyrs vex bold Jim"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "Zephyr im März.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawString(72, 700, SENTENCE)
    canvas.save()
    return path


@pytest.fixture
def pipeline(client: Client) -> Pipeline:
    return client.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])


@pytest.mark.parametrize(
    "location", [pytest.param(None, id="in the request"), pytest.param("eu", id="stored first")]
)
def test_a_file_is_run_and_read(
    client: Client, pipeline: Pipeline, document: Path, location: str | None
) -> None:
    options = RunOptions(processing_location=location)

    pending = client.run_pipeline_on_file(pipeline.pipeline_id, document, options)

    ended = wait_until_ended(client, pending.execution_id)
    assert (ended.status, ended.document_name) == ("completed", document.name)
    assert SENTENCE in (client.get_step_result(ended.execution_id, 0).markdown or "")


def test_the_pages_of_a_run_are_seen_as_images(
    client: Client, pipeline: Pipeline, document: Path
) -> None:
    pending = client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())
    step = wait_until_ended(client, pending.execution_id).steps[0]

    seen = client.get_thumbnails(step.lookup_key or "", width=60, page_range="0")

    assert (seen.success, seen.error) == (True, None)
    assert [b64decode(image)[:2] for image in seen.thumbnails] == [b"\xff\xd8"]  # JPEG


def test_a_run_is_found_among_the_executions_of_all_pipelines(
    client: Client, pipeline: Pipeline, document: Path
) -> None:
    pending = client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())

    found = client.list_execution_rows(ExecutionQuery(pipeline_id=pipeline.pipeline_id))

    assert [row.execution_id for row in found.rows] == [pending.execution_id]


def test_a_wrong_page_range_is_an_error_of_its_field(
    client: Client, pipeline: Pipeline, document: Path
) -> None:
    options = RunOptions(page_range="4-2")

    with pytest.raises(ClientError, match="'4-2' runs backwards") as caught:
        client.run_pipeline_on_file(pipeline.pipeline_id, document, options)

    assert caught.value.kind is ErrorKind.INVALID
    assert [blamed.field for blamed in caught.value.fields] == ["page_range"]


def test_an_id_that_looks_like_a_path_is_an_id_that_is_not_there(client: Client) -> None:
    with pytest.raises(ClientError) as caught:
        client.get_pipeline("..")

    assert (caught.value.kind, caught.value.status) == (ErrorKind.NOT_FOUND, 404)


def test_a_client_without_the_key_may_ask_for_nothing_but_health(server: Server) -> None:
    with Client(server.base_url) as stranger:
        assert stranger.get_health().status == "ok"
        with pytest.raises(ClientError) as caught:
            stranger.list_pipelines()

    assert caught.value.kind is ErrorKind.AUTHENTICATION
