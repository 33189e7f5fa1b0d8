"""API keys in the store; of a secret there is only its SHA-256."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, Row, Select, select

from lineup.clock import Clock
from lineup.databases.opening import writing
from lineup.engine.callers import Limits
from lineup.engine.store.tables import KeyRow

_COLUMNS = (
    KeyRow.id,
    KeyRow.name,
    KeyRow.requests_per_minute,
    KeyRow.concurrent_runs,
    KeyRow.created,
    KeyRow.revoked_at,
)


@dataclass(frozen=True)
class StoredKey:
    """A key without its secret; a limit of None is the engine's own figure."""

    key_id: int
    name: str
    limits: Limits
    created: datetime
    revoked_at: datetime | None


class KeyStore:
    """Reads and changes API keys."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_key(self, name: str, secret: str, limits: Limits) -> bool:
        """Add a key; False where the name is taken. A revoked key keeps its name: executions are told apart by it."""
        with writing(self._engine) as session:
            if session.scalar(select(KeyRow.id).where(KeyRow.name == name)) is not None:
                return False
            session.add(
                KeyRow(
                    name=name,
                    digest=_digest(secret),
                    requests_per_minute=limits.requests_per_minute,
                    concurrent_runs=limits.concurrent_runs,
                    created=self._clock(),
                )
            )
            return True

    def list_keys(self) -> list[StoredKey]:
        """Return all keys, the revoked ones too, in the order they were made."""
        with self._engine.connect() as connection:
            return [_to_stored(row) for row in connection.execute(_keys().order_by(KeyRow.id))]

    def find_key(self, secret: str) -> StoredKey | None:
        """Return the key with the secret, revoked or not.

        A look-up by digest tells nobody by its time how much of a guess is right: near guesses have far digests.
        """
        with self._engine.connect() as connection:
            row = connection.execute(_keys().where(KeyRow.digest == _digest(secret))).first()
        return None if row is None else _to_stored(row)

    def mark_revoked(self, name: str) -> StoredKey | None:
        """Record that a key is no longer good, and return it; None where there is none.

        One that was revoked before keeps its first time.
        """
        with writing(self._engine) as session:
            row = session.scalar(select(KeyRow).where(KeyRow.name == name).with_for_update())
            if row is not None:
                row.revoked_at = row.revoked_at or self._clock()
                session.flush()
            found = session.execute(_keys().where(KeyRow.name == name)).first()
        return None if found is None else _to_stored(found)


def _keys() -> Select[int, str, int | None, int | None, datetime, datetime | None]:
    return select(*_COLUMNS)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _to_stored(row: Row[int, str, int | None, int | None, datetime, datetime | None]) -> StoredKey:
    key_id, name, requests_per_minute, concurrent_runs, created, revoked_at = row
    return StoredKey(
        key_id, name, Limits(requests_per_minute, concurrent_runs), created, revoked_at
    )
