"""Taking over what dead workers were at. DBOS itself notices a dead worker only with its proprietary Conductor."""

from collections.abc import Iterator
from contextlib import contextmanager

from dbos import DBOS
from sqlalchemy import Engine, func, select

from lineup.engine.worker.living import lock_number
from lineup.events import Event, log_event


def take_over(database: Engine, own_id: str) -> list[str]:
    """Put the executions of dead workers back in the queue, and return those workers' ids.

    Several may try at once: the lock lets one of them, and DBOS moves an execution only while it is noted under the dead
    one's id.
    """
    taken = []
    for executor_id in sorted(_busy_executors() - {own_id}):
        with _lock_of(database, executor_id) as is_free:
            if is_free:
                DBOS._recover_pending_workflows([executor_id])  # noqa: SLF001 (dbos is pinned below 4; nothing public does it)
                log_event(Event.WORKER_TAKEN_OVER, worker=executor_id)
                taken.append(executor_id)
    return taken


def _busy_executors() -> set[str]:
    running = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    return {workflow.executor_id for workflow in running if workflow.executor_id}


@contextmanager
def _lock_of(database: Engine, executor_id: str) -> Iterator[bool]:
    """Tell whether the executor's lock is free, and if so hold it inside the block."""
    with database.begin() as connection:
        number = lock_number(executor_id)
        yield bool(connection.scalar(select(func.pg_try_advisory_xact_lock(number))))
