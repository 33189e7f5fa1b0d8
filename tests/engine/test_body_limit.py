"""Bodies that are too large, declared or not."""

from collections.abc import Iterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from lineup.engine.api.body_limit import Allowance, BodyLimit, allowance_of
from tests.asgi import AsgiTransport

LIMIT = 1_000


async def count_body(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer how many bytes came."""
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


@pytest.fixture
def guarded() -> Iterator[httpx.Client]:
    transport = AsgiTransport(BodyLimit(count_body, lambda _: Allowance(LIMIT, "Too large.")))
    with httpx.Client(transport=transport, base_url="http://engine") as client:
        yield client


def test_a_body_within_the_limit_passes(guarded: httpx.Client) -> None:
    assert guarded.post("/", content=bytes(LIMIT)).text == str(LIMIT)


def test_a_body_declared_too_large_is_refused(guarded: httpx.Client) -> None:
    answer = guarded.post("/", content=bytes(LIMIT + 1))

    assert answer.status_code == 413
    assert answer.json() == {"detail": "Too large."}


def test_a_body_that_turns_out_too_large_is_refused(guarded: httpx.Client) -> None:
    headers = {"content-length": "10"}
    request = httpx.Request("POST", "http://engine/", content=bytes(LIMIT + 1), headers=headers)

    assert guarded.send(request).status_code == 413


@pytest.mark.parametrize(
    ("path", "megabytes"),
    [
        pytest.param("/api/v1/pipelines/pl_1/run", 200, id="a run takes a document"),
        pytest.param("/api/v1/lineup/storage/7", 200, id="an upload URL takes one"),
        pytest.param("/api/v1/pipelines", 8, id="JSON"),
        pytest.param("/api/v1/pipelines/a/b/run", 8, id="no call"),
    ],
)
def test_a_call_takes_as_much_as_it_needs(path: str, megabytes: int) -> None:
    assert f"larger than {megabytes} MB" in allowance_of(path).sentence
    assert allowance_of(path).max_bytes >> 20 in {megabytes, megabytes + 1}
