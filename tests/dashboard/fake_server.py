"""A server on loopback that answers just what a test says, for servers that misbehave or lack our extension."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

Answer = tuple[int, Any]


@dataclass
class FakeServer:
    """What is answered by method and path, what was asked, and the bodies that were sent; anything else is 404."""

    base_url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)

    def answer(self, call: str, body: Any, status: int = 200) -> None:
        """Answer `GET /path` from now on with the body."""
        self.answers[call] = (status, body)


@contextmanager
def fake_server() -> Iterator[FakeServer]:
    """Keep a fake server running inside the block."""
    fake = FakeServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply()

        def do_DELETE(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fake.sent.append(body)
            self._reply()

        def do_PUT(self) -> None:
            self.do_POST()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

        def _reply(self) -> None:
            parts = urlsplit(self.path)
            call = f"{self.command} {parts.path.removeprefix('/api/v1')}"
            fake.asked.append(f"{call}?{parts.query}" if parts.query else call)
            status, body = fake.answers.get(call, (404, {"detail": "Not Found"}))
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.base_url = f"http://127.0.0.1:{httpd.server_address[1]}"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()
