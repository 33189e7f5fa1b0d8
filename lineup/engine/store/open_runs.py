"""How many runs of a key are open, and whether there is room for one more."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from lineup.engine.callers import Caller
from lineup.engine.errors import TooManyRequests
from lineup.engine.store.tables import OPEN, ExecutionRow

RETRY_SECONDS = 5
"""When to ask again; nobody knows when a run ends, and many take a few seconds."""

_LOCK_SPACE = 1_819_242_352
"""Tells our advisory locks about open runs apart from others in the same Postgres database."""


def require_room(session: Session, caller: Caller) -> None:
    """Raise TooManyRequests if the key has as many open runs as it may.

    What the transaction adds next is counted by the one after it: SQLite's write lock is held already, and on Postgres
    two runs of the same key wait for each other here.
    """
    most = caller.limits.concurrent_runs
    if most is None:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK_SPACE, caller.key_id or 0)))
    its_own = select(ExecutionRow.id).where(ExecutionRow.key_id == caller.key_id, text(OPEN))
    if session.scalar(select(func.count()).select_from(its_own.limit(most).subquery())) == most:
        raise TooManyRequests(_sentence(caller, most), RETRY_SECONDS)


def _sentence(caller: Caller, most: int) -> str:
    return (
        f"Concurrency exceeded for endpoint {caller.endpoint}. You can have {most:,} concurrent requests running at once. "
        "Please wait until some of them have ended, or ask whoever runs this server for a higher limit."
    )
