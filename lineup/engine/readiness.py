"""Whether the engine can take work and carry it out now: its database, and its own worker if it has one."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from lineup.contract.health import Health, HealthStatus
from lineup.engine.store.migrating import MIGRATIONS

_PATIENCE = 3
"""After so many unexpected ends in a row a worker is not taken to be starting any more."""


class OwnWorker(Protocol):
    """What is known of the worker beside a server."""

    @property
    def is_ready(self) -> bool:
        """Whether it takes work now."""
        ...

    @property
    def ends_in_a_row(self) -> int:
        """How often it has ended unexpectedly since it last lived for a good while."""
        ...


@dataclass(frozen=True)
class Readiness:
    """Looks at what the engine needs."""

    database: Engine
    worker: OwnWorker | None

    def check(self) -> Health:
        """Return how the engine is, by one small query; what it says is for anybody to read."""
        return self._check_database() or self._check_worker() or Health(status=HealthStatus.OK)

    def _check_database(self) -> Health | None:
        try:
            revision = MIGRATIONS.current_revision(self.database)
        except SQLAlchemyError:
            return _unavailable("The database does not answer.")
        known = MIGRATIONS.known_revisions()
        if revision == known[-1]:
            return None
        if revision is None or revision in known:
            return _starting("The database is still to be brought up to date.")
        return _unavailable("A newer version of Lineup has changed the database: start that one.")

    def _check_worker(self) -> Health | None:
        worker = self.worker
        if worker is None or worker.is_ready:
            return None
        if worker.ends_in_a_row < _PATIENCE:
            return _starting("The worker is starting.")
        return _unavailable(
            f"The worker has ended unexpectedly {worker.ends_in_a_row} times in a row and is started again; the log has more."
        )


def _starting(detail: str) -> Health:
    return Health(status=HealthStatus.STARTING, detail=detail)


def _unavailable(detail: str) -> Health:
    return Health(status=HealthStatus.UNAVAILABLE, detail=detail)
