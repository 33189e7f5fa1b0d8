"""A server that answers what it is told and remembers what it was asked, and a clock that nobody waits for."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest
from pydantic import SecretStr

from lineup.client import Client, Retries

KEY = "k3y-that-must-not-show"


@dataclass
class FakeTime:
    """Time that passes only by sleeping."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def clock(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)


@dataclass
class FakeServer(httpx.BaseTransport):
    """Gives its answers one after the other; an exception is raised, as the network would."""

    answers: list[httpx.Response | Exception] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    before_answer: Callable[[], None] = lambda: None

    def will(self, *answers: httpx.Response | Exception) -> None:
        self.answers.extend(answers)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        self.before_answer()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def request(self) -> httpx.Request:
        (only,) = self.requests
        return only


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def retries(fake_time: FakeTime) -> Retries:
    return Retries(
        sleep=fake_time.sleep, clock=fake_time.clock, now=fake_time.now, chance=lambda: 1.0
    )


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def client(server: FakeServer, retries: Retries) -> Iterator[Client]:
    with Client("https://api.example", SecretStr(KEY), transport=server, retries=retries) as made:
        yield made


@dataclass
class LocalServer:
    """A real server on loopback that is healthy, and what it was asked."""

    url: str
    lines: list[str] = field(default_factory=list)
    headers: list[Message] = field(default_factory=list)
    peers: list[object] = field(default_factory=list)


@pytest.fixture
def local_server() -> Iterator[LocalServer]:
    class Healthy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told.lines.append(self.requestline)
            told.headers.append(self.headers)
            told.peers.append(self.client_address)
            body = b'{"status": "ok"}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Healthy) as listening:
        told = LocalServer(f"http://127.0.0.1:{listening.server_port}")
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield told
        listening.shutdown()
        thread.join()


@pytest.fixture
def unused_tcp_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port
