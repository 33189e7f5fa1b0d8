"""The server that a command works with: the one that the settings name, the live one on the data, or one of its own."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import httpx

from lineup.client import Client, ClientError
from lineup.client.retries import NO_RETRIES
from lineup.errors import CommandError
from lineup.live_server import announced_url
from lineup.servers import server_key, server_name
from lineup.settings import Settings

_READY = "Lineup is ready at "
_STOP_SECONDS = 20
_PING = httpx.Timeout(3.0)


@dataclass(frozen=True)
class CommandServer:
    """A server with the name that archived executions are kept under."""

    client: Client
    name: str


@contextmanager
def command_server(settings: Settings) -> Iterator[CommandServer]:
    """Give the server inside the block; one that was started for the command ends with it. Raises CommandError."""
    with ExitStack() as held:
        url = settings.base_url or _live(settings) or held.enter_context(_started(settings))
        try:
            client = Client(url, server_key(settings), team=settings.team)
        except ClientError as error:
            raise CommandError(str(error)) from error
        yield CommandServer(held.enter_context(client), server_name(settings))


def _live(settings: Settings) -> str | None:
    """Return where the server on the data directory answers; None if none does."""
    url = announced_url(settings.data_dir)
    if url is None:
        return None
    try:
        key = server_key(settings)
        with Client(url, key, timeout=_PING, retries=NO_RETRIES) as client:
            is_ours = client.get_capabilities() is not None  # by its key: ports are used again
    except ClientError:
        return None
    return url if is_ours else None


@contextmanager
def _started(settings: Settings) -> Iterator[str]:
    """Start an engine on the data directory and give its address, raising CommandError with what it said otherwise."""
    command = [sys.executable, "-m", "lineup.cli", "serve", "--host", "127.0.0.1", "--port", "0"]
    with tempfile.TemporaryFile("w+") as words:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            [*command, "--data-dir", str(settings.data_dir)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=words,
            text=True,
        )
        try:
            line = process.stdout.readline().strip() if process.stdout else ""
            if not line.startswith(_READY):
                process.wait(_STOP_SECONDS)
                words.seek(0)
                said = words.read().strip().splitlines()
                message = said[-1] if said else "The engine could not be started for this command."
                raise CommandError(message)
            yield line.removeprefix(_READY)
        finally:
            process.terminate()
            process.communicate(timeout=_STOP_SECONDS)
