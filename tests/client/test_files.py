"""Documents on their way to the server."""

import tracemalloc
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import HTTP
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from lineup.client import Client, ClientError, ErrorKind
from lineup.client.content_types import guess_content_type
from lineup.contract.executions import RunOptions
from lineup.contract.files import UploadTicket

EXECUTION = {
    "execution_id": "pex_1",
    "pipeline_id": "pl_1",
    "pipeline_version": 0,
    "status": "pending",
    "steps": [],
}
TICKET = {
    "file_id": "h4sh",
    "upload_url": "https://bucket.example/put?signature=a%2Fb",
    "expires_in": 3600,
    "reference": "datalab://file-h4sh",
}
CONFIRMATION = {"success": True, "file_id": "h4sh", "reference": "datalab://file-h4sh"}
LARGE = 200 * 2**20
MEMORY = 4 * 2**20


class Sink(httpx.BaseTransport):
    """Takes a body piece by piece, as a network does, and keeps nothing but its size."""

    def __init__(self) -> None:
        self.size = 0
        self.largest_piece = 0
        self.declared = ""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        self.declared = request.headers["Content-Length"]
        for piece in request.stream:
            self.size += len(piece)
            self.largest_piece = max(self.largest_piece, len(piece))
        return httpx.Response(200, json=EXECUTION)


def parts(request: httpx.Request) -> dict[str, EmailMessage]:
    """Return the parts of a multipart request by their names."""
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    message = message_from_bytes(head + request.content, policy=HTTP)
    return {
        str(part.get_param("name", header="content-disposition")): part
        for part in message.iter_parts()
        if isinstance(part, EmailMessage)
    }


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "invoice.pdf"
    path.write_bytes(b"%PDF-1.7 \x00\xff")
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(LARGE)
    return path


def test_a_run_on_a_file_sends_the_file_and_the_options_as_a_form(
    client: Client, server: Any, document: Path
) -> None:
    server.will(httpx.Response(200, json=EXECUTION))

    execution = client.run_pipeline_on_file(
        "pl_1", document, RunOptions(page_range="0", skip_cache=True)
    )

    sent = parts(server.request)
    assert execution.execution_id == "pex_1"
    assert server.request.url.path == "/api/v1/pipelines/pl_1/run"
    assert set(sent) == {"file", "page_range", "skip_cache"}
    assert sent["file"].get_payload(decode=True) == document.read_bytes()
    assert sent["file"].get_filename() == "invoice.pdf"
    assert sent["file"].get_content_type() == "application/pdf"
    assert sent["skip_cache"].get_payload() == "true"


def test_a_file_may_go_under_another_name_and_type(
    client: Client, server: Any, document: Path
) -> None:
    server.will(httpx.Response(200, json=EXECUTION))

    client.run_pipeline_on_file(
        "pl_1", document, RunOptions(), filename="scan", content_type="image/png"
    )

    file = parts(server.request)["file"]
    assert (file.get_filename(), file.get_content_type()) == ("scan", "image/png")


@pytest.mark.parametrize("name", ['a"b.pdf', "a\r\nX-Evil: 1.pdf", "a;b.pdf"])
def test_a_hostile_file_name_stays_a_name(
    client: Client, server: Any, document: Path, name: str
) -> None:
    server.will(httpx.Response(200, json=EXECUTION))

    client.run_pipeline_on_file("pl_1", document, RunOptions(), filename=name)

    file = parts(server.request)["file"]
    assert file.keys() == ["Content-Disposition", "Content-Type"]
    assert file.get_payload(decode=True) == document.read_bytes()


def test_with_a_processing_location_the_file_is_stored_first(
    client: Client, server: Any, document: Path
) -> None:
    server.will(
        httpx.Response(200, json=TICKET),
        httpx.Response(200),
        httpx.Response(200, json=CONFIRMATION),
        httpx.Response(200, json=EXECUTION),
    )

    client.run_pipeline_on_file("pl_1", document, RunOptions(processing_location="eu"))

    run = server.requests[-1]
    assert run.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert dict(httpx.QueryParams(run.content.decode())) == {
        "file_url": "datalab://file-h4sh",
        "processing_location": "eu",
    }
    assert b'"processing_location":"eu"' in server.requests[0].content


def test_storing_a_file_asks_for_a_place_puts_the_bytes_there_and_confirms(
    client: Client, server: Any, document: Path
) -> None:
    server.will(
        httpx.Response(200, json=TICKET),
        httpx.Response(200),
        httpx.Response(200, json=CONFIRMATION),
    )

    stored = client.upload_file(document, "invoice.pdf", "application/pdf")

    ask, put, confirm = server.requests
    assert stored.reference == "datalab://file-h4sh"
    assert ask.url.path == "/api/v1/files/upload"
    assert (put.method, str(put.url)) == ("PUT", TICKET["upload_url"])
    assert put.content == document.read_bytes()
    assert put.headers["Content-Type"] == "application/pdf"
    assert confirm.url.path == "/api/v1/files/h4sh/confirm"


def test_the_file_store_never_sees_the_key(server: Any, document: Path) -> None:
    ticket = UploadTicket.model_validate(TICKET)
    server.will(httpx.Response(200))

    key = SecretStr("k3y")
    with Client("https://api.example", key, team="team_1", transport=server) as client:
        client.put_upload(ticket, document, "application/pdf")

    assert "X-API-Key" not in server.request.headers
    assert "Cookie" not in server.request.headers


def test_an_upload_address_may_be_a_path_of_the_server(
    client: Client, server: Any, document: Path
) -> None:
    ticket = UploadTicket.model_validate(TICKET | {"upload_url": "/api/v1/files/h4sh/bytes?s=1"})
    server.will(httpx.Response(200))

    client.put_upload(ticket, document, "application/pdf")

    assert str(server.request.url) == "https://api.example/api/v1/files/h4sh/bytes?s=1"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "https://host:port/", "ftp://x/y"])
def test_an_upload_address_that_is_no_web_address_is_refused(
    client: Client, document: Path, url: str
) -> None:
    ticket = UploadTicket.model_validate(TICKET | {"upload_url": url})

    with pytest.raises(ClientError, match="no web address") as caught:
        client.put_upload(ticket, document, "application/pdf")

    assert caught.value.kind is ErrorKind.BAD_ANSWER


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        pytest.param("0 of 9 bytes arrived.", "0 of 9 bytes arrived.", id="with a reason"),
        pytest.param("", "The file did not arrive: upload it again.", id="without one"),
    ],
)
def test_an_upload_that_did_not_arrive_raises(
    client: Client, server: Any, document: Path, message: str, sentence: str
) -> None:
    lost = CONFIRMATION | {"success": False, "message": message}
    server.will(
        httpx.Response(200, json=TICKET), httpx.Response(200), httpx.Response(200, json=lost)
    )

    with pytest.raises(ClientError) as caught:
        client.upload_file(document, "invoice.pdf", "application/pdf")

    assert caught.value.sentence == sentence


def test_a_file_store_that_refuses_leaves_the_upload_unconfirmed(
    client: Client, server: Any, document: Path
) -> None:
    server.will(httpx.Response(200, json=TICKET), httpx.Response(400, text="<Error/>"))

    with pytest.raises(ClientError, match="HTTP 400"):
        client.upload_file(document, "invoice.pdf", "application/pdf")

    assert len(server.requests) == 2


def test_a_file_that_is_gone_is_the_callers_error(client: Client, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        client.run_pipeline_on_file("pl_1", tmp_path / "gone.pdf", RunOptions())


def test_a_run_on_a_large_file_does_not_read_it_into_memory(large: Path) -> None:
    sink = Sink()
    with Client("https://api.example", transport=sink) as client:
        tracemalloc.start()
        client.run_pipeline_on_file("pl_1", large, RunOptions())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert sink.size > LARGE
    assert sink.declared == str(sink.size)
    assert sink.largest_piece <= 64 * 1024
    assert peak < MEMORY


def test_an_upload_of_a_large_file_does_not_read_it_into_memory(large: Path) -> None:
    sink = Sink()
    ticket = UploadTicket.model_validate(TICKET)
    with Client("https://api.example", transport=sink) as client:
        tracemalloc.start()
        client.put_upload(ticket, large, "application/pdf")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert sink.size == LARGE
    assert sink.declared == str(LARGE)
    assert peak < MEMORY


@pytest.mark.parametrize(
    ("filename", "content_type"),
    [
        ("a.pdf", "application/pdf"),
        ("SCAN.TIFF", "image/tiff"),
        ("a.b.webp", "image/webp"),
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.pages", "application/octet-stream"),
        ("pdf", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_a_content_type_is_guessed_from_the_name(filename: str, content_type: str) -> None:
    assert guess_content_type(filename) == content_type
