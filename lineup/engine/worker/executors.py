"""Who works: each worker has an id under which DBOS notes its executions, and proves that it lives by holding a lock.

On SQLite there is one worker; its id stays the same, and at its next start DBOS resumes what it was at. On Postgres there
are many; ids are new each time, and whoever finds the lock of an id free takes its executions over.
"""

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from lineup.databases.opening import is_sqlite
from lineup.engine.lock import exclusive_lock
from lineup.engine.worker.living import LifeLock

_SOLE_ID = "embedded"
_LOCK_SECONDS = 20.0
"""How long a worker that is being killed may hold on to its file's lock."""


class Executor(Protocol):
    """A worker's identity."""

    @property
    def id(self) -> str:
        """The name under which DBOS notes this worker's executions."""
        ...

    def keep(self) -> None:
        """Make sure that the proof of life still stands; to be done again and again."""
        ...


@contextmanager
def take_identity(database: Engine) -> Iterator[Executor]:
    """Give this worker's identity, with its lock held inside the block.

    Raises StartError where another worker holds a SQLite file, or Postgres does not answer.
    """
    if is_sqlite(database):
        with sole_worker(database, wait_seconds=_LOCK_SECONDS):
            yield _SoleExecutor()
    else:
        name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        with LifeLock(database.url, name) as lock:
            yield lock


@contextmanager
def sole_worker(database: Engine, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock of a SQLite file's only worker, raising StartError where another one has it."""
    path = Path(database.url.database or "").with_name("worker.lock")
    refusal = (
        f"Another worker is at work in {path.parent}, and SQLite takes only one: stop that one, or set LINEUP_DATABASE_URL "
        "to a Postgres that many share."
    )
    with exclusive_lock(path, refusal, wait_seconds=wait_seconds):
        yield


class _SoleExecutor:
    id = _SOLE_ID

    def keep(self) -> None:
        """Do nothing: the system keeps a file's lock for as long as the process lives."""
