"""Waiting for a database that is away, as DBOS itself does: an execution pauses, and fails for no fault of its own."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFreeError

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

_LOGGER = logging.getLogger(__name__)
_PAUSES = (0.2, 0.5, 1.0, 2.0)
_LONGEST_PAUSE = 5.0
_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}
_PRIMARY_CODE = 0xFF


async def patiently(
    ask: Callable[Arguments, Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Answer:
    """Return what `ask` answers, asked in a thread, and asked again for as long as the database is away.

    It may have been carried out although its answer was lost: only for what may be done twice.
    """
    for pause in pauses():
        try:
            return await asyncio.to_thread(ask, *args, **kwargs)
        except (DBAPIError, NoConnectionFreeError) as error:
            if not is_away(error):
                raise
            _LOGGER.warning("the database does not answer and is asked again in %g s", pause)
        await asyncio.sleep(pause)
    raise AssertionError  # the pauses never end


def is_away(error: Exception) -> bool:
    """Whether the error says that the database can't be used for the moment, and nothing about what was asked."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, NoConnectionFreeError)
    if isinstance(error.orig, sqlite3.Error):
        return error.orig.sqlite_errorcode & _PRIMARY_CODE in _SQLITE_AWAY
    return isinstance(error, OperationalError) or error.connection_invalidated


def pauses() -> Iterator[float]:
    """Return how many seconds to wait before each further try, without end."""
    return chain(_PAUSES, repeat(_LONGEST_PAUSE))
