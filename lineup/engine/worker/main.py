"""The worker's life: lock, launch, say that it is ready, work until the process that started it goes away."""

import logging
import os
import shutil
import sys
from functools import partial
from pathlib import Path

from dbos import DBOS, DBOSConfig
from sqlalchemy import Engine

from lineup.engine.assembly import engine_blobs, engine_database
from lineup.engine.clock import utc_now
from lineup.engine.errors import StartError
from lineup.engine.lock import exclusive_lock
from lineup.engine.outbound.download import download, public_transport
from lineup.engine.queue import APPLICATION, APPLICATION_VERSION, QUEUE
from lineup.engine.services.documents import DocumentIntake
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.migrating import migrate
from lineup.engine.store.page_counts import PageCountStore
from lineup.engine.store.pages_in_flight import PagesInFlight
from lineup.engine.supervisor import READY
from lineup.engine.worker.chores import Chore, start_chores
from lineup.engine.worker.lifeline import die_with
from lineup.engine.worker.page_limit import PageLimit
from lineup.engine.worker.pool import StepPool
from lineup.engine.worker.runner import ExecutionRunner
from lineup.engine.worker.webhooks import webhook_chore
from lineup.engine.worker.workflow import register_workflow
from lineup.settings import Settings

_EXECUTOR = "embedded"
_POLL_SECONDS = 0.05
"""How often the queue is looked at: the latency of a run. DBOS's own default is a second."""

_LOCK_SECONDS = 20.0
"""How long a worker that is being killed may hold on to its lock."""

_WATCH_SECONDS = 10.0
_GAVE_UP = {"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"}


def main() -> None:
    """Work until stdin closes; the process that started this one holds its other end."""
    die_with(os.getppid())
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    settings = Settings()
    try:
        with exclusive_lock(settings.data_dir / "worker.lock", wait_seconds=_LOCK_SECONDS):
            pool = _launch(settings)
            print(READY, flush=True)  # noqa: T201 (the supervisor waits for it)
            sys.stdin.read()
            pool.close()
            os._exit(
                0
            )  # what was running is resumed at the next start; waiting for it here gains nothing
    except StartError as error:
        print(error, flush=True)  # noqa: T201 (the supervisor shows it)
        sys.exit(1)


def _launch(settings: Settings) -> StepPool:
    database = engine_database(settings)
    migrate(database)
    pool = StepPool(settings.workers, settings.step_seconds)
    executions = ExecutionStore(database, utc_now)
    scratch = _empty_folder(settings.data_dir / "scratch")
    blobs = engine_blobs(settings, scratch)
    blobs.require_usable()
    register_workflow(
        ExecutionRunner(
            executions=executions,
            blobs=blobs,
            intake=DocumentIntake(blobs),
            pool=pool,
            fetch=partial(_fetch, allow_private=settings.allow_private_urls),
            scratch_root=scratch,
            page_limit=PageLimit(
                PageCountStore(database, utc_now),
                PagesInFlight(database, settings.pages_in_flight),
                pool.count_pages,
            ),
        )
    )
    pool.warm_up()
    _launch_dbos(database, settings.workers)
    start_chores(
        [
            Chore(
                "close abandoned executions", _WATCH_SECONDS, partial(_close_abandoned, executions)
            ),
            webhook_chore(settings, database, _EXECUTOR),
        ]
    )
    return pool


def _launch_dbos(database: Engine, concurrency: int) -> None:
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_engine": database,
        "system_database_url": database.url.render_as_string(hide_password=False),
        "application_version": APPLICATION_VERSION,
        "executor_id": _EXECUTOR,
        "log_level": "CRITICAL",
    }
    DBOS(config=config)
    DBOS.launch()
    DBOS.register_queue(QUEUE, worker_concurrency=concurrency, polling_interval_sec=_POLL_SECONDS)


def _close_abandoned(executions: ExecutionStore) -> None:
    """End the executions that DBOS has given up, so that none seems to run for ever.

    It gives one up when it takes it from the queue, not at launch: so this is looked for again and again.
    """
    for execution_id in executions.list_open():
        status = DBOS.get_workflow_status(execution_id)
        if status is None or status.status in _GAVE_UP:
            executions.mark_abandoned(
                execution_id,
                "The engine was interrupted too often while this ran and gave up: run it again.",
            )


def _fetch(url: str, target: Path, *, allow_private: bool) -> str:
    return download(url, target, public_transport(allow_private=allow_private))


def _empty_folder(path: Path) -> Path:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path
