"""An endpoint on loopback that answers as a test says, misbehaving servers among them."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, Any, dict[str, str]]


@dataclass
class FakeLlm:
    """Answers each question with the next reply, the last one over and over; `asked` are the bodies of the questions."""

    base_url: str = ""
    replies: list[Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def then(self, *replies: Callable[[BaseHTTPRequestHandler], None]) -> None:
        """Answer so from now on."""
        self.replies.extend(replies)

    def formats(self) -> list[str | None]:
        """Return how each question asked for JSON."""
        return [_format(body) for body in self.asked]


def _format(body: dict[str, Any]) -> str | None:
    asked = body.get("response_format")
    if asked is None:
        return None
    return str(asked["type"]) + ("+schema" if "schema" in asked else "")


def says(content: Any, finish: str = "stop", **more: Any) -> Callable[..., None]:
    """Answer with a completion; what is no text is written as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "finish_reason": finish, "message": {"content": text}}
    return status(200, {"choices": [choice], **more})


def status(code: int, body: Any = None, **headers: str) -> Callable[..., None]:
    """Answer with a status and a body."""
    content = body if isinstance(body, bytes) else json.dumps(body or {}).encode()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def refuses(code: int, message: str) -> Callable[..., None]:
    """Answer with an error as OpenAI writes it."""
    return status(code, {"error": {"message": message, "type": "invalid_request_error"}})


def drips(pause: float = 0.02) -> Callable[..., None]:
    """Answer a byte at a time without end, until the other side hangs up."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(pause)
        except OSError:
            handler.server.fake.hung_up.set()  # type: ignore[attr-defined]

    return reply


def pours(megabytes: int) -> Callable[..., None]:
    """Answer with far too much."""
    return status(200, b" " * (megabytes << 20))


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without an answer."""
    handler.close_connection = True


def breaks_off(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


@contextmanager
def fake_llm() -> Iterator[FakeLlm]:
    """Keep a fake endpoint running inside the block."""
    fake = FakeLlm()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fake.asked.append(json.loads(body))
            fake.keys.append(self.headers.get("Authorization"))
            reply = fake.replies.pop(0) if len(fake.replies) > 1 else fake.replies[0]
            try:
                reply(self)
            except OSError:
                fake.hung_up.set()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    httpd.fake = fake  # type: ignore[attr-defined]
    fake.base_url = f"http://127.0.0.1:{httpd.server_address[1]}/v1"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()
