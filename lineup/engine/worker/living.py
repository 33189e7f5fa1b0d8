"""The proof that a worker lives: a lock in Postgres that goes with the worker's connection, however that ends."""

import hashlib
import logging
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, NullPool, create_engine, func, select
from sqlalchemy.exc import DBAPIError

from lineup.databases.migrating import unusable
from lineup.errors import StartError

_LOGGER = logging.getLogger(__name__)
_OPTIONS = "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
"""Lets Postgres notice in about eleven seconds that a machine has vanished without a word; its default is two hours."""

_CONNECT_SECONDS = 5


class LifeLock:
    """An executor's advisory lock, on a connection of its own."""

    def __init__(self, url: URL, executor_id: str) -> None:
        self.id = executor_id
        self._engine = create_engine(
            url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={"options": _OPTIONS, "connect_timeout": _CONNECT_SECONDS},
        )
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Take the lock, raising StartError where Postgres does not answer."""
        try:
            self._connection = self._take()
        except DBAPIError as error:
            raise StartError(unusable(self._engine, error)) from error
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        """Let the lock go, whatever happened."""
        self.drop()

    @property
    def is_held(self) -> bool:
        """Whether the lock was held when it was last looked at."""
        return self._connection is not None

    def keep(self) -> None:
        """See that the lock is still held, and take it again if it was lost with its connection.

        Meanwhile others may have taken this worker's executions over; DBOS then lets this one record nothing more about
        them. It goes on with new ones under the same id.
        """
        try:
            if self._connection is not None:
                self._connection.scalar(select(1))
                return
            self._connection = self._take()
        except DBAPIError:
            _LOGGER.warning("worker %s has lost its lock and takes it again", self.id)
            self.drop()

    def _take(self) -> Connection | None:
        """Return the connection that holds the lock now, None while another one does."""
        connection = self._engine.connect()
        if connection.scalar(select(func.pg_try_advisory_lock(lock_number(self.id)))):
            return connection
        connection.close()
        return None

    def drop(self) -> None:
        """Let the lock go."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


def lock_number(executor_id: str) -> int:
    """Return the number of an executor's advisory lock; Postgres' locks have numbers of 64 bits, not names."""
    digest = hashlib.sha256(f"lineup executor {executor_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
