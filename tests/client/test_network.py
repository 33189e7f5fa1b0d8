"""The real network, as far as loopback."""

from typing import Any

import httpx
import pytest

from lineup.client import NO_RETRIES, Client, ClientError
from lineup.client.network import proxy_for

PROXY = "http://proxy.example:3128"


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(
    ("environment", "url", "proxy"),
    [
        pytest.param({}, "https://api.example", None, id="no proxy"),
        pytest.param({"https_proxy": PROXY}, "https://api.example", PROXY, id="for the scheme"),
        pytest.param({"https_proxy": PROXY}, "http://api.example", None, id="another scheme"),
        pytest.param({"all_proxy": PROXY}, "http://api.example", PROXY, id="for all schemes"),
        pytest.param({"http_proxy": "proxy.example:3128"}, "http://a.example", PROXY, id="bare"),
        pytest.param({"http_proxy": PROXY}, "http://127.0.0.1:8501", None, id="loopback"),
        pytest.param({"http_proxy": PROXY}, "http://localhost:8501", None, id="localhost"),
        pytest.param({"http_proxy": PROXY}, "http://[::1]:8501", None, id="loopback, IPv6"),
        pytest.param(
            {"http_proxy": PROXY, "no_proxy": ".example"}, "http://a.example", None, id="excepted"
        ),
    ],
)
def test_the_environment_names_the_proxy(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], url: str, proxy: str | None
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert proxy_for(httpx.URL(url)) == proxy


def test_a_proxy_that_can_not_be_used_is_said_and_not_passed_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("all_proxy", "socks5://user:s3cret@proxy.example:1080")

    with (
        Client("https://api.example", retries=NO_RETRIES) as client,
        pytest.raises(ClientError, match="not an HTTP proxy") as caught,
    ):
        client.get_health()

    assert "s3cret" not in str(caught.value)


def test_a_call_goes_through_the_proxy(monkeypatch: pytest.MonkeyPatch, local_server: Any) -> None:
    monkeypatch.setenv("http_proxy", local_server.url)

    with Client("http://api.example") as client:
        assert client.get_health().status == "ok"

    assert local_server.lines == ["GET http://api.example/api/v1/health HTTP/1.1"]


def test_calls_one_after_the_other_share_a_connection(local_server: Any) -> None:
    with Client(local_server.url) as client:
        client.get_health()
        client.get_health()

    assert len(local_server.lines) == 2
    assert len(set(local_server.peers)) == 1


def test_a_server_that_nobody_runs_can_not_be_reached(unused_tcp_port: int) -> None:
    with (
        Client(f"http://127.0.0.1:{unused_tcp_port}", retries=NO_RETRIES) as client,
        pytest.raises(ClientError, match="can't be reached"),
    ):
        client.get_health()


def test_a_client_may_be_closed_twice(local_server: Any) -> None:
    client = Client(local_server.url)
    client.get_health()

    client.close()
    client.close()
