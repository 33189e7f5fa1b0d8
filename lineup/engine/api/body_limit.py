"""No request body beyond the limit reaches a handler, whatever its headers claim."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lineup.contract.files import MAX_FILE_BYTES
from lineup.engine.services.documents import too_large_text

_FORM_BYTES = 1 << 20
"""What a form may need around its file."""

_OTHER_BYTES = 8 << 20
"""What a body without a document may have: it is parsed in memory. A limit of ours."""

_TAKES_DOCUMENT = re.compile(r"/api/v1/(pipelines/[^/]+/run|lineup/storage/[^/]+)")

_DRAIN_BYTES = 1 << 30
"""How much of a body that is too large is read and thrown away, so that the sender gets to read the answer."""


class _BodyTooLargeError(Exception):
    """More bytes came than allowed."""


@dataclass(frozen=True)
class Allowance:
    """How many bytes a body may have, and what is said about one with more."""

    max_bytes: int
    sentence: str


def allowance_of(path: str) -> Allowance:
    """Return what a call may be sent: 200 MB where it takes a document, 8 MB elsewhere."""
    if _TAKES_DOCUMENT.fullmatch(path):
        return Allowance(MAX_FILE_BYTES + _FORM_BYTES, too_large_text())
    sentence = f"The body is larger than {_OTHER_BYTES >> 20} MB, which is the most this call takes: send less."
    return Allowance(_OTHER_BYTES, sentence)


class BodyLimit:
    """ASGI middleware that answers 413 to bodies that are larger than their call allows."""

    def __init__(self, app: ASGIApp, allowance: Callable[[str], Allowance] = allowance_of) -> None:
        self._app = app
        self._allowance = allowance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, counting its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        allowed = self._allowance(scope["path"])
        if _declared_length(scope) > allowed.max_bytes:
            await _drain(receive)
            await _refuse(send, allowed.sentence)
            return
        counter = _Counter(receive, allowed.max_bytes)
        # A framework in between may take the cut for a broken body and answer on its own: that is held back.
        with suppress(_BodyTooLargeError):
            await self._app(scope, counter.receive, counter.guard(send))
        if counter.is_over:
            await _drain(receive)
            await _refuse(send, allowed.sentence)


class _Counter:
    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self.is_over:
            raise _BodyTooLargeError
        return message

    @property
    def is_over(self) -> bool:
        """Whether more came than allowed."""
        return self._left < 0

    def guard(self, send: Send) -> Send:
        """Return a `send` that says nothing once too much has come."""

        async def pass_on(message: Message) -> None:
            if not self.is_over:
                await send(message)

        return pass_on


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _drain(receive: Receive) -> None:
    left = _DRAIN_BYTES
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


async def _refuse(send: Send, sentence: str) -> None:
    body = json.dumps({"detail": sentence}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
