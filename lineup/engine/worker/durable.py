"""DBOS in this worker: launched, taking executions from the queue, and letting them go when the worker stops."""

import time
from collections.abc import Collection
from typing import Any

from dbos import DBOS, DBOSConfig
from sqlalchemy import Engine, bindparam, literal, select

from lineup.engine.queue import APPLICATION, APPLICATION_VERSION, QUEUE

POLL_SECONDS = 0.1
"""How often the queue is looked at: the latency of a run, against idle CPU. DBOS's own default is a second."""

_REMEMBERED_SECONDS = 5.0
"""How long a worker takes for granted what DBOS keeps about the queue, which only another release of Lineup changes."""

_NOTIFY_SECONDS = 60.0
"""How often DBOS sends its notifications, which nothing here waits for; by default it would look 100 times a second."""


class DurableQueue:
    """The queue of executions as this worker drains it."""

    def __init__(self, database: Engine, executor_id: str) -> None:
        self._executor_id = executor_id
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_engine": database,
            "system_database_url": database.url.render_as_string(hide_password=False),
            "application_version": APPLICATION_VERSION,
            "executor_id": executor_id,
            "log_level": "CRITICAL",
            "notification_coalesce_sec": _NOTIFY_SECONDS,
        }
        self._dbos = DBOS(config=config)

    def launch(self, at_once: int) -> None:
        """Resume what this executor was at, and take up to so many executions at once from the queue."""
        DBOS.launch()
        _limit_here(self._dbos, at_once)
        _look_first(self._dbos)
        DBOS.register_queue(QUEUE, worker_concurrency=at_once, polling_interval_sec=POLL_SECONDS)

    def close(self) -> None:
        """Take no more executions."""
        for event in self._dbos.background_thread_stop_events:
            event.set()

    def give_back(self, still_open: Collection[str]) -> int:
        """Put what this executor is at back in the queue, and return how many executions that were.

        Unlike a take-over this does not count as a crash, of which DBOS allows an execution only so many. One that is
        cancelled at this very moment is queued again too, and ends at once: its row says that it has ended.
        """
        running = DBOS.list_workflows(
            status="PENDING", executor_id=self._executor_id, load_input=False, load_output=False
        )
        ids = [workflow.workflow_id for workflow in running if workflow.workflow_id in still_open]
        if ids:
            DBOS.resume_workflows(ids, queue_name=QUEUE)
        return len(ids)


def _limit_here(dbos: DBOS, at_once: int) -> None:
    """Make this worker's limit its own: DBOS keeps one for all workers in the database and reads it before each look."""
    system = dbos._sys_db  # noqa: SLF001 (dbos is pinned below 4; nothing public does it)
    read = system.get_queue
    known: Any = None
    known_until = 0.0

    def get_queue(name: str, **options: Any) -> Any:  # noqa: ANN401 (DBOS's own types)
        nonlocal known, known_until
        if name != QUEUE:
            return read(name, **options)
        if known is None or time.monotonic() > known_until:
            known, known_until = read(name, **options), time.monotonic() + _REMEMBERED_SECONDS
            if known is not None:
                known._worker_concurrency = at_once  # noqa: SLF001
        return known

    system.get_queue = get_queue  # type: ignore[method-assign]


def _look_first(dbos: DBOS) -> None:
    """Have DBOS begin its transaction only where something waits: an idle worker looks ten times a second."""
    system = dbos._sys_db  # noqa: SLF001 (as above)
    rows = system.tables.workflow_status
    waiting = (
        select(literal(1))
        .where(rows.c.queue_name == bindparam("queue"), rows.c.status == "ENQUEUED")
        .where(system._in_flight_status_prover())  # noqa: SLF001 (lets SQLite use DBOS's index)
        .limit(1)
    )
    scopes = system.dequeue_scopes

    def dequeue_scopes(queue_name: str) -> list[str | None]:
        with system.engine.connect() as connection:
            if connection.scalar(waiting, {"queue": queue_name}) is None:
                return []
        return scopes(queue_name)

    system.dequeue_scopes = dequeue_scopes  # type: ignore[method-assign]
