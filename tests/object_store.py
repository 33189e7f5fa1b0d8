"""Object stores on loopback: a whole one that speaks S3, and one that sends less than it promises."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
from moto.server import ThreadedMotoServer

BUCKET = "documents"
REGION = "eu-west-1"


@dataclass(frozen=True)
class ObjectStore:
    """A running object store with one bucket."""

    endpoint: str
    stop: Callable[[], None]

    @property
    def environment(self) -> Mapping[str, str]:
        """What points a program at it."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "an-id",
            "AWS_SECRET_ACCESS_KEY": "a-secret",
            "AWS_REGION": REGION,
        }

    def make_bucket(self, name: str) -> None:
        """Make a bucket unless it is there: all stores of one process hold the same buckets."""
        where = f"<LocationConstraint>{REGION}</LocationConstraint>"
        body = f"<CreateBucketConfiguration>{where}</CreateBucketConfiguration>"
        answer = httpx.put(f"{self.endpoint}/{name}", content=body)
        assert answer.status_code in {httpx.codes.OK, httpx.codes.CONFLICT}, answer.text

    def remove_bucket(self, name: str) -> None:
        """Remove an empty bucket."""
        httpx.delete(f"{self.endpoint}/{name}").raise_for_status()

    def listing(self) -> str:
        """Return what is in the bucket, in the store's own words."""
        return httpx.get(f"{self.endpoint}/{BUCKET}").raise_for_status().text

    @contextmanager
    def judging_keys(self) -> Iterator[None]:
        """Let it know no key inside the block; outside it takes any."""
        self._set_unjudged_requests("0")
        try:
            yield
        finally:
            self._set_unjudged_requests("inf")

    def _set_unjudged_requests(self, count: str) -> None:
        httpx.post(f"{self.endpoint}/moto-api/reset-auth", content=count).raise_for_status()


@contextmanager
def running_object_store() -> Iterator[ObjectStore]:
    """Keep an object store running inside the block."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        store = ObjectStore(f"http://{host}:{port}", server.stop)
        store.make_bucket(BUCKET)
        yield store
    finally:
        server.stop()


@contextmanager
def running_short_store() -> Iterator[str]:
    """Give the address of a store whose every object ends in the middle."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _ShortAnswer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _ShortAnswer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Promise a hundred bytes, send fifty and hang up."""
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Mon, 02 Nov 2026 10:00:00 GMT")
        self.end_headers()
        self.wfile.write(b"x" * 50)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's own name)
        """Write nothing."""
