"""Servers that answer something else than they should."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from lineup.client import NO_RETRIES, Client, ClientError, ErrorKind
from lineup.contract.executions import RunOptions


class Dripping(httpx.SyncByteStream):
    """A body without end that counts what was taken of it."""

    def __init__(self) -> None:
        self.taken = 0
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        while True:
            self.taken += 1024
            yield b" " * 1024

    def close(self) -> None:
        self.is_closed = True


class Breaking(httpx.SyncByteStream):
    """A body that breaks off."""

    def __iter__(self) -> Iterator[bytes]:
        yield b'{"status": '
        message = "peer closed connection without sending complete message body"
        raise httpx.RemoteProtocolError(message)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        pytest.param(
            httpx.Response(200, content=b'{"execution_id": "pex_1", "st'),
            "The server's answer is not JSON: check that its address is a Pipelines API's.",
            id="truncated JSON",
        ),
        pytest.param(
            httpx.Response(200, html="<html>Welcome</html>"),
            "The server's answer is not JSON: check that its address is a Pipelines API's.",
            id="a web page",
        ),
        pytest.param(
            httpx.Response(200),
            "The server's answer is not JSON: check that its address is a Pipelines API's.",
            id="nothing",
        ),
        pytest.param(
            httpx.Response(200, json={"execution_id": "pex_1"}),
            "The server's answer has another shape than expected (pipeline_id: Field required).",
            id="a field missing",
        ),
        pytest.param(
            httpx.Response(200, json=[]),
            "The server's answer has another shape than expected "
            "(the answer: Input should be an object).",
            id="a list",
        ),
        pytest.param(
            httpx.Response(
                200, stream=httpx.ByteStream(b"not gzip"), headers={"Content-Encoding": "gzip"}
            ),
            "The server's answer is packed in a way that can't be read.",
            id="a wrong encoding",
        ),
        pytest.param(
            httpx.Response(307, headers={"Location": "https://www.example/api/v1/x?token=s3cret"}),
            "The server sends on to https://www.example: use that address instead.",
            id="a redirect to another host",
        ),
        pytest.param(
            httpx.Response(301, headers={"Location": "/login"}),
            "The server sends on to https://api.example: use that address instead.",
            id="a redirect to its own login",
        ),
        pytest.param(
            httpx.Response(304),
            "The server answers with status 304, which answers no call.",
            id="a status that is neither success nor refusal",
        ),
    ],
)
def test_an_answer_that_is_none_is_told_as_such(
    client: Client, server: Any, answer: httpx.Response, sentence: str
) -> None:
    server.will(answer)

    with pytest.raises(ClientError) as caught:
        client.get_execution("pex_1")

    assert caught.value.kind is ErrorKind.BAD_ANSWER
    assert caught.value.sentence == sentence
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        pytest.param(
            "Page rate limit exceeded. Your team has 9 pages in flight.",
            ErrorKind.RATE_LIMIT,
            id="too many pages in flight",
        ),
        pytest.param("The document is empty.", ErrorKind.INVALID, id="something else"),
    ],
)
def test_a_refusal_that_comes_as_a_success_is_a_refusal(
    client: Client, server: Any, error: str, kind: ErrorKind
) -> None:
    server.will(httpx.Response(200, json={"success": False, "error": error}))

    with pytest.raises(ClientError) as caught:
        client.run_pipeline_on_url("pl_1", "https://x.example/a.pdf", RunOptions())

    assert (caught.value.kind, caught.value.sentence) == (kind, error)


def test_an_endless_answer_is_not_read_to_its_end(server: Any) -> None:
    body = Dripping()
    server.will(httpx.Response(200, stream=body))

    with (
        Client("https://api.example", transport=server, max_answer_bytes=2 * 2**20) as client,
        pytest.raises(ClientError, match=r"larger than 2 MB and was not read") as caught,
    ):
        client.get_execution("pex_1")

    assert caught.value.kind is ErrorKind.BAD_ANSWER
    assert body.taken == 2 * 2**20 + 1024
    assert body.is_closed


def test_an_answer_that_is_small_only_when_packed_is_not_unpacked_to_its_end(server: Any) -> None:
    bomb = gzip.compress(b" " * 2**20)
    server.will(
        httpx.Response(200, stream=httpx.ByteStream(bomb), headers={"Content-Encoding": "gzip"})
    )

    with (
        Client("https://api.example", transport=server, max_answer_bytes=64_000) as client,
        pytest.raises(ClientError, match="larger than 64000 bytes"),
    ):
        client.get_execution("pex_1")


@pytest.mark.parametrize("size", [100, 101])
def test_an_answer_may_be_as_large_as_the_limit_and_no_larger(server: Any, size: int) -> None:
    body = b'{"status": "ok"}'.ljust(size)
    server.will(httpx.Response(200, content=body))

    with Client("https://api.example", transport=server, max_answer_bytes=100) as client:
        try:
            is_read = client.get_health().status == "ok"
        except ClientError:
            is_read = False

    assert is_read is (size == 100)


get_health: Callable[[Client], object] = lambda client: client.get_health()  # noqa: E731 (a row of a table)
run: Callable[[Client], object] = lambda client: client.run_pipeline_on_url(  # noqa: E731 (a row of a table)
    "pl_1", "https://x.example/a.pdf", RunOptions()
)
CHECK = ": check the address and that the server runs."
LOOK = " The request may have been taken all the same: look before you repeat it."


@pytest.mark.parametrize(
    ("call", "failure", "sentence"),
    [
        pytest.param(
            get_health,
            httpx.ConnectError("refused"),
            "https://api.example can't be reached" + CHECK,
            id="nobody listens",
        ),
        pytest.param(
            get_health,
            httpx.ConnectTimeout("timed out"),
            "https://api.example can't be reached" + CHECK,
            id="nobody answers the connection",
        ),
        pytest.param(
            get_health,
            httpx.ReadTimeout("timed out"),
            "https://api.example did not answer in time" + CHECK,
            id="a silent server",
        ),
        pytest.param(
            get_health,
            httpx.ReadError("reset"),
            "https://api.example broke the connection off" + CHECK,
            id="a broken connection",
        ),
        pytest.param(
            get_health,
            httpx.ProxyError("403 Forbidden"),
            "https://api.example can't be reached, because 403 Forbidden" + CHECK,
            id="a proxy that refuses",
        ),
        pytest.param(
            get_health,
            httpx.UnsupportedProtocol("the proxy is none"),
            "https://api.example can't be reached, because the proxy is none" + CHECK,
            id="a proxy that can't be used",
        ),
        pytest.param(
            run,
            httpx.ReadTimeout("timed out"),
            "https://api.example did not answer in time" + CHECK + LOOK,
            id="a run without an answer",
        ),
        pytest.param(
            run,
            httpx.ConnectError("refused"),
            "https://api.example can't be reached" + CHECK,
            id="a run that was never sent",
        ),
    ],
)
def test_a_server_that_can_not_be_reached_is_told_as_such(
    server: Any, call: Callable[[Client], object], failure: Exception, sentence: str
) -> None:
    server.will(failure)

    with (
        Client("https://api.example", transport=server, retries=NO_RETRIES) as client,
        pytest.raises(ClientError) as caught,
    ):
        call(client)

    assert caught.value.kind is ErrorKind.UNREACHABLE
    assert caught.value.sentence == sentence
    assert caught.value.status is None


def test_an_answer_that_breaks_off_is_told_as_such(client: Client, server: Any) -> None:
    server.will(httpx.Response(200, stream=Breaking()))

    with pytest.raises(ClientError, match="broke the connection off") as caught:
        client.get_health()

    assert caught.value.kind is ErrorKind.UNREACHABLE
