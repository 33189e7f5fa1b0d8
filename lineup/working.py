"""`lineup worker`: a worker process kept alive until this one is told to stop, with one line when it is ready and one at the end."""

import signal
import threading

from lineup.databases.opening import is_sqlite
from lineup.engine.assembly import engine_database
from lineup.engine.keys import prepare_data_dir
from lineup.engine.supervisor import WorkerSupervisor
from lineup.engine.worker.executors import sole_worker
from lineup.errors import StartError
from lineup.settings import Settings

READY = "Lineup's worker is ready"


def work(settings: Settings) -> None:
    """Work the queue until the process is told to stop, raising StartError where it can't begin."""
    prepare_data_dir(settings.data_dir)
    _require_place(settings)
    supervisor = WorkerSupervisor(settings)
    supervisor.launch()
    supervisor.wait_ready()
    print(READY, flush=True)  # noqa: T201 (the one line)
    _wait_for_a_signal()
    print(f"Lineup's worker has stopped. {supervisor.stop()}", flush=True)  # noqa: T201 (the last line)


def _require_place(settings: Settings) -> None:
    """Raise StartError at once where a worker would be refused, or would do nothing."""
    if not settings.workers:
        message = "LINEUP_WORKERS is 0, so this worker would do nothing: set how many steps it may run at once."
        raise StartError(message)
    database = engine_database(settings)
    if is_sqlite(database):
        with sole_worker(database):
            pass


def _wait_for_a_signal() -> None:
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    told.wait()
