"""Opening the engine's database: SQLite by default, Postgres where many workers share it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from lineup.errors import StartError

_POSTGRES = {"postgresql", "postgres"}
_NOTICE_SILENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""Ends a connection to a machine that vanished without a word within half a minute, in libpq's own terms."""

_WAITING = "PRAGMA synchronous=FULL"
"""Has each commit wait until it is on the disk."""

_CONNECTIONS, _MORE_CONNECTIONS = 10, 10
"""Kept open, and opened under load, per process; Postgres allows 100 in all unless told otherwise."""


def sqlite_url(path: Path) -> str:
    """Return the URL of a SQLite file."""
    return f"sqlite:///{path}"


def open_database(url: str) -> Engine:
    """Return an engine for the URL, raising StartError for a database that is neither SQLite nor Postgres.

    DBOS shares this engine, so it must keep to what DBOS sets on SQLite engines of its own: IMMEDIATE and a busy
    timeout. WAL is a property of the file.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "handle_error", _tell_overflow)
        return engine
    return create_engine(
        parsed,
        pool_pre_ping=True,
        pool_size=_CONNECTIONS,
        max_overflow=_MORE_CONNECTIONS,
        connect_args=_NOTICE_SILENCE | {"application_name": "lineup"},
    )


def is_sqlite(engine: Engine) -> bool:
    """Whether the database is a file that one machine's processes share."""
    return engine.dialect.name == "sqlite"


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Give a session whose transaction, on SQLite, holds the write lock from its first read on.

    Python's SQLite driver would begin only at the first write: what a transition read before could be stale by then.
    On Postgres a transition locks the rows that it reads (`with_for_update`).
    """
    with Session(engine) as session, session.begin():
        if is_sqlite(engine):
            session.connection().exec_driver_sql("BEGIN IMMEDIATE")
        yield session


@contextmanager
def noting(engine: Engine) -> Iterator[Session]:
    """Give a session as `writing` does, for what may be forgotten when the machine fails, such as that work began.

    On SQLite the commit doesn't wait for the disk; what is written after it is never kept without it. No process outlives
    the machine to rely on what was forgotten. On Postgres other machines do, so there it is as any other transition.
    """
    if not is_sqlite(engine):
        with writing(engine) as session:
            yield session
        return
    with (
        engine.connect() as connection,
        _not_waiting(connection),
        Session(connection) as session,
        session.begin(),
    ):
        session.connection().exec_driver_sql("BEGIN IMMEDIATE")
        yield session


@contextmanager
def _not_waiting(connection: Connection) -> Iterator[None]:
    sqlite = cast("sqlite3.Connection", connection.connection.dbapi_connection)
    sqlite.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        sqlite.execute(_WAITING)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is not None and parsed.get_backend_name() == "sqlite":
        return parsed
    if parsed is not None and parsed.get_backend_name() in _POSTGRES:
        return parsed.set(drivername="postgresql+psycopg")
    message = "LINEUP_DATABASE_URL names no database that Lineup knows: give postgresql://user:password@host/name."
    raise StartError(message)


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = "IMMEDIATE"
    for pragma in ("busy_timeout=30000", "foreign_keys=ON", "journal_mode=WAL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(_WAITING)


def _tell_overflow(context: ExceptionContext) -> None:
    """Raise the error that Postgres has for a number without room; Python's SQLite driver has one of its own."""
    if isinstance(context.original_exception, OverflowError):
        raise DataError(context.statement, None, context.original_exception)
