"""What nobody expected becomes a plain 500: the sentence says nothing of the inside, the log says all."""

import json
import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOGGER = logging.getLogger(__name__)
_SENTENCE = "The engine failed unexpectedly: try again, and look into its log if that doesn't help."


class LastResort:
    """ASGI middleware that answers 500 to a request whose handling raised what it should not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request; an answer that had begun is broken off, so that nobody takes it for whole."""
        has_begun = False

        async def watch(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception:
            if has_begun or scope["type"] != "http":
                raise
            _LOGGER.exception("%s %s failed unexpectedly", scope["method"], scope["path"])
            await _answer(send)


async def _answer(send: Send) -> None:
    body = json.dumps({"detail": _SENTENCE}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
