"""Hostile documents through a running engine: a clear error or a failed step with a sentence, and everything else goes on."""

import socket
from pathlib import Path

import pytest
from pydantic import SecretStr

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.hostile.documents import Hostile, HostileDocument, make_hostile
from tests.servers import Server
from tests.waiting import wait_until_ended

CSV = "item,quantity\nbolt,4\n"


@pytest.fixture(scope="module")
def pipeline_id(server: Server) -> str:
    step = PipelineStep(type="convert", settings={"mode": "balanced"})
    with server.client() as client:
        return client.create_pipeline([step]).pipeline_id


@pytest.mark.parametrize("kind", list(Hostile))
def test_a_hostile_document_ends_with_a_word_and_hurts_nothing_else(
    client: Client, pipeline_id: str, tmp_path: Path, kind: Hostile
) -> None:
    document = make_hostile(kind, tmp_path)
    good = tmp_path / "good.csv"
    good.write_text(CSV)
    neighbour = client.run_pipeline_on_file(pipeline_id, good, RunOptions())

    said = outcome(client, pipeline_id, document)

    assert said == "completed" or said.endswith((".", ")"))
    assert "Traceback" not in said
    assert "unexpectedly" not in said
    assert wait_until_ended(client, neighbour.execution_id).status == "completed"
    assert client.get_health().status == "ok"


def outcome(client: Client, pipeline_id: str, document: HostileDocument) -> str:
    """Return "completed", or the sentence with which the document was refused or failed."""
    try:
        run = client.run_pipeline_on_file(
            pipeline_id, document.path, RunOptions(), filename=document.filename
        )
    except ClientError as error:
        return error.sentence
    ended = wait_until_ended(client, run.execution_id)
    return ended.error_message or ended.status


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_document_on_this_machine_is_not_fetched(
    client: Client, pipeline_id: str, host: str
) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"http://{host}:{listener.getsockname()[1]}/a.pdf"
        run = client.run_pipeline_on_url(pipeline_id, url, RunOptions())
        ended = wait_until_ended(client, run.execution_id)
        listener.settimeout(0.1)
        with pytest.raises(TimeoutError):
            listener.accept()

    assert ended.status == "failed"
    assert "documents come from public addresses only" in (ended.error_message or "")


def test_a_wrong_key_is_an_authentication_error(server: Server) -> None:
    with (
        Client(server.base_url, SecretStr("wrong")) as stranger,
        pytest.raises(ClientError) as caught,
    ):
        stranger.list_pipelines()

    assert caught.value.kind is ErrorKind.AUTHENTICATION
