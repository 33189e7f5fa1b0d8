"""A real Postgres for tests: a throw-away cluster on a free port of loopback, run by an unprivileged user."""

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from scripts.ensure_postgres import find_postgres
from tests.waiting import wait_for

_OWNER = "lineup"
_USERS = ("postgres", "nobody")
_PR_SET_PDEATHSIG = 1
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")
"""What a crash would lose is lost with the cluster anyway."""


@dataclass(frozen=True)
class Cluster:
    """A running server: where it listens, its owner's password, its process and its folder."""

    port: int
    password: str
    process: subprocess.Popen[bytes]
    folder: Path

    def url(self, database: str) -> str:
        """Return the URL of one of its databases, as a user would write it."""
        return f"postgresql://{_OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def make_database(self, template: str = "template0") -> str:
        """Return the URL of a new database, empty or a copy of the template."""
        name = f"test_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def run(self, statement: str) -> None:
        """Run a statement as the cluster's owner."""
        url = self.url("postgres").replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Keep a cluster running inside the block, then leave nothing of it."""
    folder = Path(tempfile.mkdtemp(prefix="lineup-postgres-"))
    try:
        cluster = _start(folder)
        try:
            yield cluster
        finally:
            cluster.process.send_signal(signal.SIGQUIT)
            cluster.process.wait(90)
    finally:
        shutil.rmtree(folder)


def _start(folder: Path) -> Cluster:
    programs = find_postgres()
    if programs is None:
        message = "these tests need a Postgres server: `make test` installs one"
        raise AssertionError(message)
    password = secrets.token_hex(16)
    (folder / "password").write_text(password)
    user = _unprivileged(folder)
    initialise = [f"{programs}/initdb", "-D", f"{folder}/cluster", "-U", _OWNER, "-E", "UTF8"]
    initialise += ["--no-locale", "--no-sync", "-A", "scram-sha-256"]
    initialise += ["--pwfile", f"{folder}/password"]
    subprocess.run(initialise, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)
    port = _free_port()
    command = [
        f"{programs}/postgres",
        "-D",
        f"{folder}/cluster",
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    command += ["-k", "", *(word for setting in _QUICK for word in ("-c", setting))]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            cwd=folder,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 (one system call, before the server runs)
            **user,
        )
    cluster = Cluster(port, password, process, folder)
    wait_for(lambda: _answers(cluster), "Postgres' start")
    return cluster


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return how to start a program as another user where this is root, which Postgres refuses to run as."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = next(known[name] for name in _USERS if name in known)
    for path in (folder, folder / "password"):
        os.chown(path, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _end_with_parent() -> None:
    """Tie the server to the tests' life: killed tests leave no server behind. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(cluster: Cluster) -> bool:
    if cluster.process.poll() is not None:
        raise AssertionError((cluster.folder / "log").read_text())
    try:
        cluster.run("SELECT 1")
    except OperationalError:
        return False
    return True
