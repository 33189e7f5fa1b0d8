"""Real HTTP servers on loopback that take what the engine sends: they answer as told, and remember what came."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Posted:
    """One request as it came."""

    path: str
    headers: Message
    body: dict[str, Any]


@dataclass
class Receiver:
    """A running receiver. `statuses` are answered in turn, the last one for ever; nothing is answered before `gate`."""

    statuses: list[int]
    url: str = ""
    posted: list[Posted] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def next_status(self) -> int:
        """Return what to answer now."""
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def receiving(*statuses: int) -> Iterator[Receiver]:
    """Give a receiver that answers at once; clear its gate to make it hang."""
    receiver = Receiver(list(statuses))
    receiver.gate.set()
    server = _Server(receiver)
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def __init__(self, receiver: Receiver) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.receiver = receiver

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about a client that stopped waiting."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        receiver = self.server.receiver
        receiver.posted.append(Posted(self.path, self.headers, json.loads(body)))
        receiver.gate.wait()
        self.send_response(receiver.next_status())
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's own name)
        """Write nothing."""
