"""Engines that can be killed at any moment: their programs, each on its place, started again after its death."""

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import IO, Self

import psutil
from pydantic import SecretStr

from lineup.client import Client
from tests.servers import PATIENCE_SECONDS, READY, WORKER_READY, launch
from tests.waiting import wait_for

_WORKER = "lineup.engine.worker"


@dataclass
class Program:
    """One `lineup` command that is started again and again, always on the same folder and, if it answers, the same port."""

    command: str
    data_dir: Path
    port: int | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    words: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Start it and return once it takes work; what it says from then on is kept in `words`."""
        self.process = launch(self.data_dir, self.command, self.environment, port=self.port)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        while line and not line.startswith((READY, WORKER_READY)):
            self.words.append(line)
            line = self.process.stdout.readline()
        assert line, f"the {self.command} did not start: {''.join(self.words[-20:])}"
        threading.Thread(target=self._listen, args=(self.process.stdout,)).start()

    def kill(self, chance: Random) -> None:
        """Kill it, or its worker where it has one, and return once it runs again."""
        process = self._running()
        victims = [process.pid, *(worker.pid for worker in _workers(process.pid))]
        victim = chance.choice(victims)
        os.kill(victim, signal.SIGKILL)
        if victim == process.pid:
            process.wait()
            self.start()

    def stop(self) -> None:
        """End it the polite way."""
        process = self._running()
        process.terminate()
        process.wait(PATIENCE_SECONDS)

    def _listen(self, stdout: IO[str]) -> None:
        """Keep what it says: a pipe that nobody reads would stop it in the end."""
        with stdout:
            self.words.extend(stdout)

    def _running(self) -> subprocess.Popen[str]:
        assert self.process is not None, "it has not been started"
        return self.process


@dataclass(frozen=True)
class KillableEngine:
    """All the programs of an engine; the first one answers."""

    programs: Sequence[Program]

    def __enter__(self) -> Self:
        """Start all programs."""
        for program in self.programs:
            program.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End all programs and see that nothing of them is left."""
        families = [
            process
            for program in self.programs
            if program.process is not None
            for process in _family(program.process.pid)
        ]
        for program in self.programs:
            program.stop()
        wait_for(lambda: not any(_is_alive(process) for process in families), "the end of all")

    def kill_one(self, chance: Random) -> None:
        """Kill one of the programs and return once it runs again."""
        chance.choice(self.programs).kill(chance)

    def client(self) -> Client:
        """Return a client of the program that answers."""
        front = self.programs[0]
        key = (front.data_dir / "engine.key").read_text().strip()
        return Client(f"http://127.0.0.1:{front.port}", SecretStr(key))


def free_port() -> int:
    """Return a port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def _workers(pid: int) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(pid).children():
        try:
            found += [child] if _WORKER in child.cmdline() else []
        except psutil.NoSuchProcess:
            continue
    return found


def _is_alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
