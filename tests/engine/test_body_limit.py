"""Bodies that are too large, declared or not."""

from collections.abc import Iterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from lineup.engine.api.body_limit import BodyLimit
from tests.asgi import AsgiTransport

LIMIT = 1_000


async def count_body(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer how many bytes came."""
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


@pytest.fixture
def guarded() -> Iterator[httpx.Client]:
    transport = AsgiTransport(BodyLimit(count_body, LIMIT))
    with httpx.Client(transport=transport, base_url="http://engine") as client:
        yield client


def test_a_body_within_the_limit_passes(guarded: httpx.Client) -> None:
    assert guarded.post("/", content=bytes(LIMIT)).text == str(LIMIT)


def test_a_body_declared_too_large_is_refused(guarded: httpx.Client) -> None:
    answer = guarded.post("/", content=bytes(LIMIT + 1))

    assert answer.status_code == 413
    assert "larger than 200 MB" in answer.json()["detail"]


def test_a_body_that_turns_out_too_large_is_refused(guarded: httpx.Client) -> None:
    headers = {"content-length": "10"}
    request = httpx.Request("POST", "http://engine/", content=bytes(LIMIT + 1), headers=headers)

    assert guarded.send(request).status_code == 413
