"""Who is asking: sent where it must be, and shown nowhere."""

import logging
import traceback
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from lineup.client import NO_RETRIES, Client, ClientError, ErrorKind

KEY = "k3y-that-must-not-show"
OK = {"status": "ok"}


def test_the_key_goes_in_its_header(client: Client, server: Any) -> None:
    server.will(httpx.Response(200, json=OK))

    client.get_health()

    assert server.request.headers["X-API-Key"] == KEY


def test_the_team_goes_in_its_cookie(server: Any) -> None:
    server.will(httpx.Response(200, json=OK))

    with Client("https://api.example", team="team_1", transport=server) as client:
        client.get_health()

    assert server.request.headers["Cookie"] == "datalab_active_team=team_1"


@pytest.mark.parametrize("key", [None, SecretStr(""), SecretStr("  ")])
def test_without_a_key_and_a_team_neither_is_sent(server: Any, key: SecretStr | None) -> None:
    server.will(httpx.Response(200, json=OK))

    with Client("https://api.example", key, transport=server) as client:
        client.get_health()

    assert "X-API-Key" not in server.request.headers
    assert "Cookie" not in server.request.headers


def test_a_key_loses_the_white_space_that_copying_adds(server: Any) -> None:
    server.will(httpx.Response(200, json=OK))

    with Client("https://api.example", SecretStr(f" {KEY}\n"), transport=server) as client:
        client.get_health()

    assert server.request.headers["X-API-Key"] == KEY


@pytest.mark.parametrize("key", [f"{KEY}\nX-Evil: 1", f"{KEY} {KEY}", f"{KEY}ü", f"{KEY}\x00"])
def test_a_key_that_can_be_none_is_refused_without_being_quoted(key: str) -> None:
    with pytest.raises(ClientError) as caught:
        Client("https://api.example", SecretStr(key))

    assert caught.value.kind is ErrorKind.AUTHENTICATION
    assert KEY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("team", ["a;b", "a b", "a\r\nX-Evil: 1", 'a"', "ü", "a,b", "a\\b"])
def test_a_team_that_would_break_its_cookie_is_refused(team: str) -> None:
    with pytest.raises(ClientError) as caught:
        Client("https://api.example", team=team)

    assert caught.value.kind is ErrorKind.AUTHENTICATION


def test_a_cookie_that_the_server_sets_is_not_kept(client: Client, server: Any) -> None:
    server.will(
        httpx.Response(200, json=OK, headers={"Set-Cookie": "session=other; Path=/"}),
        httpx.Response(200, json=OK),
    )

    client.get_health()
    client.get_health()

    assert "Cookie" not in server.requests[1].headers


def test_the_key_is_not_sent_on_to_where_a_redirect_points(client: Client, server: Any) -> None:
    server.will(httpx.Response(307, headers={"Location": "https://elsewhere.example/"}))

    with pytest.raises(ClientError):
        client.get_health()

    assert len(server.requests) == 1


def test_a_client_shows_its_server_and_not_its_key(client: Client) -> None:
    assert repr(client) == "Client(URL('https://api.example'))"


def test_a_password_in_the_servers_address_does_not_show(server: Any) -> None:
    server.will(httpx.ConnectError("x"))

    with (
        Client("https://me:s3cret@api.example", transport=server, retries=NO_RETRIES) as client,
        pytest.raises(ClientError) as caught,
    ):
        client.get_health()

    assert "s3cret" not in repr(client) + str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(httpx.Response(401, json={"detail": "Invalid."}), id="a refusal"),
        pytest.param(httpx.Response(200, html="<html>"), id="a web page"),
        pytest.param(httpx.ReadError("reset"), id="a broken connection"),
    ],
)
def test_the_key_does_not_show_in_an_error_and_what_caused_it(
    server: Any, answer: httpx.Response | Exception
) -> None:
    server.will(answer)

    with (
        Client("https://x.example", SecretStr(KEY), transport=server, retries=NO_RETRIES) as client,
        pytest.raises(ClientError) as caught,
    ):
        client.get_health()

    assert KEY not in "".join(traceback.format_exception(caught.value)) + repr(caught.value)


def test_the_key_does_not_show_in_the_logs_of_the_network(
    local_server: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with Client(local_server.url, SecretStr(KEY)) as client:
        client.get_health()

    assert local_server.headers[0]["X-API-Key"] == KEY
    assert "/api/v1/health" in caplog.text
    assert KEY not in caplog.text
