"""Serving an ASGI application on a socket, with one line when it is ready and one sentence when it can't start."""

import logging
import os
import signal
import socket
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lineup.errors import StartError
from lineup.live_server import announced

_MAX_MESSAGE_BYTES = 200 * 1024 * 1024
_SHUTDOWN_SECONDS = 3
_FAILED = "lifespan.startup.failed"


def serve(application: ASGIApp, listener: socket.socket, data_dir: Path | None = None) -> None:
    """Serve until the process is told to stop, raising StartError if the application's start-up raised it.

    The data directory, if one is given, names the server for commands while it runs.
    """
    guard = _StartGuard(application)
    config = uvicorn.Config(
        guard,
        log_config=None,
        log_level="error",
        access_log=False,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=_MAX_MESSAGE_BYTES,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    server = _Server(config, _address(listener), data_dir)
    for number in (signal.SIGTERM, signal.SIGINT):
        # Uvicorn handles these while it serves and raises them again afterwards: a stop that was asked for is no failure.
        signal.signal(number, signal.SIG_IGN)
    with (
        server.announcing,
        suppress(SystemExit),
    ):  # uvicorn's own way to say that the start-up failed
        server.run(sockets=[listener])
    if guard.failure is not None:
        raise guard.failure
    if not server.started:
        message = "Lineup could not start; what went wrong stands above."
        raise StartError(message)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a line of the server's log says more than that the start-up failed: why is printed as one sentence."""
    return not record.getMessage().startswith("Application startup failed")


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, address: str, data_dir: Path | None) -> None:
        super().__init__(config)
        self._address = address
        self._data_dir = data_dir
        self.announcing = ExitStack()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop. Before it is ready there is nothing to finish, and the worker ends with this process."""
        if not self.started:
            os._exit(0)
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the one line that scripts and people wait for."""
        await super().startup(sockets)
        if self.started:
            self.announcing.enter_context(announced(self._data_dir, self._address))
            print(f"Lineup is ready at {self._address}", flush=True)  # noqa: T201 (the one line)


class _StartGuard:
    """Keeps a StartError of the application's start-up, which uvicorn would print as a traceback."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self.failure: StartError | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] != "lifespan":
            await self._application(scope, receive, send)
            return
        held: list[Message] = []
        try:
            await self._application(scope, receive, _holding_failure(send, held))
        except StartError as error:
            self.failure = error
            await send({"type": _FAILED, "message": ""})
        finally:
            if self.failure is None:
                for message in held:
                    await send(message)


def _holding_failure(send: Send, held: list[Message]) -> Send:
    """Return a `send` that keeps the word of a failed start-up, whose traceback comes before its exception."""

    async def pass_on(message: Message) -> None:
        if message["type"] == _FAILED:
            held.append(message)
        else:
            await send(message)

    return pass_on


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
