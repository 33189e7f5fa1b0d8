"""No request body beyond the limit reaches a handler, whatever its headers claim."""

import json
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lineup.contract.files import MAX_FILE_BYTES
from lineup.engine.services.documents import too_large_text

_FORM_BYTES = 1 << 20
"""What a form may need around its file."""

_DRAIN_BYTES = 1 << 30
"""How much of a body that is too large is read and thrown away, so that the sender gets to read the answer."""


class _BodyTooLargeError(Exception):
    """More bytes came than allowed."""


class BodyLimit:
    """ASGI middleware that answers 413 to bodies over 200 MB."""

    def __init__(self, app: ASGIApp, limit: int = MAX_FILE_BYTES + _FORM_BYTES) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request, counting its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _declared_length(scope) > self._limit:
            await _drain(receive)
            await _refuse(send)
            return
        counter = _Counter(receive, self._limit)
        # A framework in between may take the cut for a broken body and answer on its own: that is held back.
        with suppress(_BodyTooLargeError):
            await self._app(scope, counter.receive, counter.guard(send))
        if counter.is_over:
            await _drain(receive)
            await _refuse(send)


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


async def _refuse(send: Send) -> None:
    body = json.dumps({"detail": too_large_text()}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
