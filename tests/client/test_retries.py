"""Trying again: where it is safe, how often, and after how long."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.client import Client, ClientError, ErrorKind, Retries
from lineup.client.retries import read_retry_after
from lineup.contract.executions import RunOptions
from lineup.contract.files import UploadTicket

NOW = datetime(2026, 1, 1, tzinfo=UTC)
OK = {"status": "ok"}
PENDING = {
    "execution_id": "pex_1",
    "pipeline_id": "pl_1",
    "pipeline_version": 0,
    "status": "pending",
    "steps": [],
}
PIPELINE = {
    "id": 1,
    "pipeline_id": "pl_1",
    "name": "n",
    "steps": [],
    "is_saved": True,
    "archived": False,
    "active_version": 0,
    "created": None,
    "updated": None,
}
Trouble = int | type[httpx.TransportError]

NEVER_SENT = [
    pytest.param(httpx.ConnectError, id="refused"),
    pytest.param(httpx.ConnectTimeout, id="no answer to connecting"),
    pytest.param(httpx.PoolTimeout, id="no free connection"),
]
MAYBE_SENT = [
    pytest.param(httpx.ReadTimeout, id="silence"),
    pytest.param(httpx.WriteTimeout, id="nobody reads"),
    pytest.param(httpx.ReadError, id="a reset"),
    pytest.param(httpx.WriteError, id="a broken pipe"),
    pytest.param(httpx.RemoteProtocolError, id="a closed connection"),
    *[pytest.param(status, id=str(status)) for status in (502, 503, 504, 529)],
]


def made(trouble: Trouble) -> httpx.Response | httpx.TransportError:
    return httpx.Response(trouble) if isinstance(trouble, int) else trouble("x")


def run(client: Client) -> str:
    return client.run_pipeline_on_url("pl_1", "https://x.example/a.pdf", RunOptions()).execution_id


@pytest.mark.parametrize("trouble", [*NEVER_SENT, *MAYBE_SENT])
def test_a_reading_call_is_sent_again_after(client: Client, server: Any, trouble: Trouble) -> None:
    server.will(made(trouble), httpx.Response(200, json=OK))

    assert client.get_health().status == "ok"
    assert len(server.requests) == 2


@pytest.mark.parametrize("trouble", [*NEVER_SENT, *MAYBE_SENT])
def test_a_change_that_may_be_repeated_is_sent_again_with_its_body_after(
    client: Client, server: Any, trouble: Trouble
) -> None:
    server.will(made(trouble), httpx.Response(200, json=PIPELINE))

    client.save_pipeline("pl_1", "n")

    assert [request.content for request in server.requests] == [b'{"name":"n"}'] * 2


@pytest.mark.parametrize("trouble", MAYBE_SENT)
def test_a_run_that_may_have_been_taken_is_never_sent_again_after(
    client: Client, server: Any, trouble: Trouble
) -> None:
    server.will(made(trouble))

    with pytest.raises(ClientError):
        run(client)

    assert len(server.requests) == 1


@pytest.mark.parametrize("trouble", [*NEVER_SENT, pytest.param(429, id="too many requests")])
def test_a_run_that_was_not_taken_is_sent_again_after(
    client: Client, server: Any, trouble: Trouble
) -> None:
    server.will(made(trouble), httpx.Response(200, json=PENDING))

    assert run(client) == "pex_1"
    assert server.requests[0].content == server.requests[1].content


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 413, 422, 500, 501])
def test_a_refusal_is_final(client: Client, server: Any, status: int) -> None:
    server.will(httpx.Response(status))

    with pytest.raises(ClientError):
        client.get_health()

    assert len(server.requests) == 1


def test_a_deletion_is_not_sent_again_because_the_second_would_find_nothing(
    client: Client, server: Any
) -> None:
    server.will(httpx.ReadError("x"))

    with pytest.raises(ClientError):
        client.delete_file(7)

    assert len(server.requests) == 1


def test_a_run_on_a_file_is_sent_again_whole(client: Client, server: Any, tmp_path: Path) -> None:
    document = tmp_path / "a.pdf"
    document.write_bytes(b"%PDF-" + bytes(200_000))
    server.will(httpx.Response(429), httpx.Response(429), httpx.Response(200, json=PENDING))

    client.run_pipeline_on_file("pl_1", document, RunOptions(page_range="0"))

    first, *later = [request.content for request in server.requests]
    assert document.read_bytes() in first
    assert later == [first, first]


def test_an_upload_is_sent_again_whole(client: Client, server: Any, tmp_path: Path) -> None:
    document = tmp_path / "a.pdf"
    document.write_bytes(b"%PDF-" + bytes(200_000))
    ticket = UploadTicket(file_id=1, upload_url="https://s/x", expires_in=9, reference="r")
    server.will(httpx.Response(503), httpx.Response(200))

    client.put_upload(ticket, document, "application/pdf")

    assert [request.content for request in server.requests] == [document.read_bytes()] * 2


def test_waits_double_between_attempts(client: Client, server: Any, fake_time: Any) -> None:
    server.will(*[httpx.Response(503)] * 3, httpx.Response(200, json=OK))

    client.get_health()

    assert fake_time.waits == [0.5, 1.0, 2.0]


def test_after_the_last_attempt_the_servers_answer_counts(
    client: Client, server: Any, fake_time: Any
) -> None:
    server.will(*[httpx.Response(503)] * 3, httpx.Response(503, json={"detail": "Busy till 9."}))

    with pytest.raises(ClientError, match=r"Busy till 9\.") as caught:
        client.get_health()

    assert caught.value.kind is ErrorKind.OVERLOADED
    assert len(fake_time.waits) == 3


def test_after_the_last_attempt_the_networks_failure_counts(client: Client, server: Any) -> None:
    server.will(*[httpx.ConnectError("x")] * 4)

    with pytest.raises(ClientError) as caught:
        client.get_health()

    assert caught.value.kind is ErrorKind.UNREACHABLE


@pytest.mark.parametrize("status", [429, 503])
def test_the_wait_that_the_server_asks_for_is_kept(
    client: Client, server: Any, fake_time: Any, status: int
) -> None:
    server.will(httpx.Response(status, headers={"Retry-After": "7"}), httpx.Response(200, json=OK))

    client.get_health()

    assert fake_time.waits == [7.0]


def test_the_wait_that_the_server_asks_for_as_a_date_is_kept(
    client: Client, server: Any, fake_time: Any
) -> None:
    date = {"Retry-After": "Thu, 01 Jan 2026 00:00:12 GMT"}
    server.will(httpx.Response(429, headers=date), httpx.Response(200, json=OK))

    client.get_health()

    assert fake_time.waits == [12.0]


def test_a_wait_beyond_patience_is_not_begun(client: Client, server: Any, fake_time: Any) -> None:
    server.will(
        httpx.Response(429, headers={"Retry-After": "3600"}, json={"detail": "In an hour."})
    )

    with pytest.raises(ClientError, match=r"In an hour\."):
        client.get_health()

    assert fake_time.waits == []


def test_a_call_that_has_taken_long_already_is_not_sent_again(
    client: Client, server: Any, fake_time: Any
) -> None:
    def pass_a_minute() -> None:
        fake_time.seconds += 60

    server.before_answer = pass_a_minute
    server.will(httpx.ReadTimeout("x"))

    with pytest.raises(ClientError, match="did not answer in time"):
        client.get_health()

    assert len(server.requests) == 1


def test_an_answer_that_is_thrown_away_gives_its_connection_back(
    client: Client, server: Any
) -> None:
    busy = httpx.Response(503, stream=httpx.ByteStream(b"busy"))
    server.will(busy, httpx.Response(200, json=OK))

    client.get_health()

    assert busy.is_closed


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        pytest.param(None, None, id="not given"),
        pytest.param("0", 0.0, id="at once"),
        pytest.param(" 30 ", 30.0, id="seconds"),
        pytest.param("Thu, 01 Jan 2026 00:01:00 GMT", 60.0, id="a date"),
        pytest.param("Thu, 01 Jan 2026 00:01:00 -0000", 60.0, id="a date without a zone"),
        pytest.param("Wed, 31 Dec 2025 00:00:00 GMT", 0.0, id="a date that has passed"),
        pytest.param("soon", None, id="a word"),
        pytest.param("-5", None, id="a negative number"),
        pytest.param("", None, id="nothing"),
        pytest.param("²", None, id="a digit that is no number"),
        pytest.param("9" * 400, float("inf"), id="longer than any number"),
    ],
)
def test_a_retry_after_is_read_as_seconds_from_now(text: str | None, seconds: float | None) -> None:
    assert read_retry_after(text, NOW) == seconds


def test_the_time_is_told_in_utc() -> None:
    assert Retries().now().tzinfo is UTC


@given(st.text(max_size=30))
def test_any_retry_after_can_be_read(text: str) -> None:
    seconds = read_retry_after(text, NOW)

    assert seconds is None or seconds >= 0


@given(st.integers(min_value=1, max_value=6), st.floats(min_value=0, max_value=1))
def test_chance_takes_at_most_half_of_a_wait(failures: int, chance: float) -> None:
    whole = Retries().first_wait * 2 ** (failures - 1)

    assert whole / 2 <= Retries(chance=lambda: chance).backoff(failures) <= whole
