"""What nobody expected becomes a plain 500: the sentence says nothing of the inside, the log says all."""

import json

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lineup.events import Event, Fact, log_failure

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
        except Exception as error:
            if has_begun or scope["type"] != "http":
                raise
            log_failure(Event.REQUEST_FAILED, error, **_asked(scope))
            await _answer(send)


def _asked(scope: Scope) -> dict[str, Fact]:
    """Return the call as the OpenAPI names it, and the execution it was about."""
    execution_id = scope.get("path_params", {}).get("execution_id")
    path = getattr(scope.get("route"), "path", None)
    return {"method": scope["method"], "path": path, "execution_id": execution_id}


async def _answer(send: Send) -> None:
    body = json.dumps({"detail": _SENTENCE}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
