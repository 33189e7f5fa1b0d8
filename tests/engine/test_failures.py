"""Refusals and failures: the status, the body's shape, and what is not told."""

import asyncio
import logging
import socket
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import DataError
from starlette.types import Message, Receive, Scope, Send

from lineup.engine.api.last_resort import LastResort
from tests.asgi import AsgiTransport
from tests.engine.conftest import KEY
from tests.servers import Server

SECRET = "what only the log may say"


@pytest.fixture
def failing(application: FastAPI) -> Iterator[httpx.Client]:
    """The engine with calls that fail as none should."""

    @application.get("/api/v1/defect")
    def fail() -> None:
        raise KeyError(SECRET)

    @application.get("/api/v1/unstorable")
    def fail_to_store() -> None:
        raise DataError(SECRET, None, ValueError(SECRET))

    transport = AsgiTransport(application)
    with httpx.Client(transport=transport, base_url="http://engine") as client:
        yield client


def test_an_unknown_call_is_named(api: httpx.Client) -> None:
    answer = api.get("/api/v1/dreams/7")

    assert answer.status_code == 404
    assert answer.json() == {"detail": "There is no call GET /api/v1/dreams/7."}


def test_a_long_path_is_not_repeated_whole(api: httpx.Client) -> None:
    assert len(api.get(f"/api/v1/{'x' * 5_000}").json()["detail"]) < 300


def test_a_wrong_method_is_told_which_ones_there_are(api: httpx.Client) -> None:
    answer = api.delete("/api/v1/pipelines/pl_1")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, PUT"
    assert answer.json() == {"detail": "/api/v1/pipelines/pl_1 takes GET, PUT, not DELETE."}


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(b"{", 422, id="cut off"),
        pytest.param(b"\xff\xfe\x00", 400, id="no text"),
        pytest.param(b"[" * 100_000, 400, id="nested without end"),
        pytest.param(b'{"steps": ' + b"9" * 10_000 + b"}", 400, id="a number without end"),
    ],
)
def test_a_body_that_is_no_json_is_refused(api: httpx.Client, content: bytes, status: int) -> None:
    answer = api.post(
        "/api/v1/pipelines", content=content, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_defect_is_a_plain_sentence_outside_and_a_traceback_in_the_log(
    failing: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = failing.get("/api/v1/defect")

    assert answer.status_code == 500
    assert answer.json()["detail"].startswith("The engine failed unexpectedly")
    assert SECRET not in answer.text
    assert caplog.messages == ["request_failed"]
    assert caplog.records[0].exc_info is not None


def test_a_value_the_database_has_no_room_for_is_the_callers_mistake(
    failing: httpx.Client,
) -> None:
    answer = failing.get("/api/v1/unstorable")

    assert answer.status_code == 400
    assert "can't be stored" in answer.json()["detail"]
    assert SECRET not in answer.text


async def begin_and_fail(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Begin an answer and fail before its end."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise KeyError(SECRET)


async def take_nothing(_message: Message) -> None:
    """Stand for a caller who takes what comes."""


async def give_nothing() -> Message:
    """Stand for a caller who sends nothing."""
    return {"type": "http.disconnect"}


def test_an_answer_that_had_begun_is_broken_off() -> None:
    served = LastResort(begin_and_fail)

    with pytest.raises(KeyError):
        asyncio.run(served({"type": "http"}, give_nothing, take_nothing))


@pytest.mark.parametrize("path", ["/api/v1/pipelines/pl_1/run", "/api/v1/pipelines"])
def test_a_wrong_key_is_told_before_the_body_is_read(server: Server, path: str) -> None:
    url = httpx.URL(server.base_url)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {url.host}\r\nX-API-Key: wrong\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n--b\r\n"
    )

    with socket.create_connection((url.host, url.port or 80), timeout=10) as connection:
        connection.sendall(head.encode())
        status_line = connection.recv(100).decode().splitlines()[0]

    assert status_line.split()[1] == "401"


def test_user_health_is_for_those_with_the_key(api: httpx.Client) -> None:
    good = api.get("/api/v1/user_health")
    stranger = api.get("/api/v1/user_health", headers={"X-API-Key": KEY + "x"})

    assert (good.status_code, good.json()) == (200, {"status": "ok"})
    assert stranger.status_code == 401
