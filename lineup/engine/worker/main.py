"""The worker's life: its identity, launch, the word that it is ready, work, and the end that it is told to come to."""

import os
import signal
import sys
import threading
from contextlib import ExitStack

from lineup.engine.assembly import engine_database
from lineup.engine.store.migrating import MIGRATIONS
from lineup.engine.supervisor import READY
from lineup.engine.worker.executors import take_identity
from lineup.engine.worker.lifeline import die_with
from lineup.engine.worker.scratch import own_scratch
from lineup.engine.worker.worker import Worker
from lineup.errors import StartError
from lineup.events import Event, log_event
from lineup.logs import configure_logging
from lineup.settings import Settings


def main() -> None:
    """Work until stdin closes, whose other end the process that started this one holds, or a signal says to stop."""
    die_with(os.getppid())
    settings = Settings()
    configure_logging(settings.log_level)
    try:
        with ExitStack() as held:
            _work(settings, held)
    except StartError as error:
        print(error, flush=True)  # noqa: T201 (the supervisor shows it)
        sys.exit(1)


def _work(settings: Settings, held: ExitStack) -> None:
    database = engine_database(settings)
    executor = held.enter_context(take_identity(database))
    MIGRATIONS.migrate(database)
    scratch = held.enter_context(own_scratch(settings.data_dir / "scratch"))
    worker = Worker(settings, database, executor, scratch)
    worker.start()
    log_event(Event.WORKER_STARTED, worker=executor.id, steps_at_once=settings.workers)
    print(READY, flush=True)  # noqa: T201 (the supervisor waits for it)
    _wait_for_the_end()
    words = worker.stop()
    log_event(Event.WORKER_STOPPED, worker=executor.id)
    print(words, flush=True)  # noqa: T201 (the supervisor passes it on)
    held.close()
    os._exit(0)  # what is left of the threads would only wait for each other


def _wait_for_the_end() -> None:
    """Return once stdin closes or a signal says to stop."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())

    def read() -> None:
        sys.stdin.read()
        told.set()

    threading.Thread(target=read, daemon=True, name="lifeline").start()
    told.wait()
