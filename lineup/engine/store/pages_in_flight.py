"""How many pages are worked on at once, over all workers."""

from dataclasses import dataclass

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from lineup.contract.statuses import ExecutionStatus
from lineup.databases.opening import is_sqlite, noting
from lineup.engine.store.tables import ExecutionRow

_LOCK = 0x6C69_7067
"""Postgres' advisory lock of whoever claims pages: "lipg" in ASCII."""


@dataclass(frozen=True)
class Flight:
    """The document of an execution and the pages it asked for; `pages` are those it holds, None before it holds any."""

    blob_key: str | None
    page_range: str | None
    pages: int | None


class PagesInFlight:
    """Counts the pages of running executions; an execution holds its own until it ends."""

    def __init__(self, engine: Engine, limit: int) -> None:
        self._engine = engine
        self.limit = limit

    def find_flight(self, execution_id: str) -> Flight:
        """Return what a running execution works on."""
        columns = (ExecutionRow.blob_key, ExecutionRow.input_config, ExecutionRow.pages_in_flight)
        query = select(*columns).where(ExecutionRow.execution_id == execution_id)
        with self._engine.connect() as connection:
            blob_key, options, pages = connection.execute(query).one()
        return Flight(blob_key, options.get("page_range"), pages)

    def claim(self, execution_id: str, pages: int) -> int | None:
        """Let an execution hold pages and return None; or, where that is beyond the limit, how many the others hold.

        One that runs alone is never refused, or a long document would never run. A second claim of the same execution,
        after a crash, replaces the first.
        """
        with noting(self._engine) as session:
            if not is_sqlite(self._engine):  # else two that come together would not see one another
                session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            held = _held_by_others(session, execution_id)
            if held and held + pages > self.limit:
                return held
            row = session.scalars(
                select(ExecutionRow).where(ExecutionRow.execution_id == execution_id)
            ).one()
            row.pages_in_flight = pages
            return None


def _held_by_others(session: Session, execution_id: str) -> int:
    is_other = ExecutionRow.execution_id != execution_id
    is_running = ExecutionRow.status == ExecutionStatus.RUNNING
    query = select(func.sum(ExecutionRow.pages_in_flight)).where(is_running, is_other)
    return int(session.scalar(query) or 0)
