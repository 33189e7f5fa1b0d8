"""Real servers for tests: `lineup serve` or `lineup ui` as a process on loopback, ended by its id."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from lineup.client import Client

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = Path(__file__).resolve().parent / "plugin"
READY = "Lineup is ready at "
WORKER_READY = "Lineup's worker is ready"
PATIENCE_SECONDS = 90
"""How long a program may take to end the polite way while others work."""


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, its key, its folder and its process."""

    base_url: str
    key: str
    data_dir: Path
    process: subprocess.Popen[str]

    def client(self) -> Client:
        """Return a client of it."""
        return Client(self.base_url, SecretStr(self.key))

    def kill(self) -> None:
        """End it the hard way."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@dataclass(frozen=True)
class WorkerProcess:
    """A running `lineup worker`."""

    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it the hard way, if it has not ended."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def stop(self) -> str:
        """End it the polite way, and return what it said."""
        self.process.terminate()
        words, _ = self.process.communicate(timeout=PATIENCE_SECONDS)
        assert self.process.returncode == 0
        return words

    def end(self) -> None:
        """End it the polite way, if it has not ended."""
        if self.process.poll() is None:
            self.stop()


def start_worker(data_dir: Path, **environment: str) -> WorkerProcess:
    """Start `lineup worker` and return it once it says that it is ready."""
    process = launch(data_dir, "worker", environment, port=None)
    line = process.stdout.readline().strip() if process.stdout else ""
    if line != WORKER_READY:
        rest, _ = process.communicate()
        message = f"the worker did not start: {line}\n{rest}"
        raise AssertionError(message)
    return WorkerProcess(process)


def start(data_dir: Path, command: str = "serve", **environment: str) -> Server:
    """Start a server on a free port and return it once it says that it is ready."""
    process = launch(data_dir, command, environment)
    line = process.stdout.readline().strip() if process.stdout else ""
    if not line.startswith(READY):
        process.kill()
        rest = process.stdout.read() if process.stdout else ""
        message = f"the server did not start: {line}\n{rest}"
        raise AssertionError(message)
    key = (data_dir / "engine.key").read_text().strip()
    return Server(line.removeprefix(READY), key, data_dir, process)


def launch(
    data_dir: Path, command: str, environment: Mapping[str, str], *, port: int | None = 0
) -> subprocess.Popen[str]:
    """Start `lineup` and return its process at once."""
    own = {"PYTHONPATH": str(PLUGIN), "PYTHONWARNINGS": "default"}
    own["LINEUP_LOG_LEVEL"] = "ERROR"  # nobody reads on: a long log would fill the pipe
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("LINEUP_", "COVERAGE_"))}
    own |= environment
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "lineup.cli",
            command,
            *([] if port is None else ["--port", str(port)]),
            "--data-dir",
            str(data_dir),
        ],
        cwd=ROOT,
        env=inherited | own,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def stop(server: Server) -> None:
    """End a server the polite way."""
    server.process.terminate()
    server.process.wait(PATIENCE_SECONDS)
    if server.process.stdout:
        server.process.stdout.close()


@contextmanager
def running(data_dir: Path, command: str = "serve", **environment: str) -> Iterator[Server]:
    """Keep a server running inside the block."""
    server = start(data_dir, command, **environment)
    try:
        yield server
    finally:
        stop(server)
