"""One running engine on its data: the data directory's lock on SQLite, and its own worker, which starts while the rest is imported."""

from contextlib import ExitStack

from lineup import __version__
from lineup.engine.keys import prepare_data_dir
from lineup.engine.lock import exclusive_lock
from lineup.engine.supervisor import WorkerSupervisor
from lineup.events import Event, log_event
from lineup.settings import Settings

LOCK_FILE = "engine.lock"
"""The file in the data directory that a running engine on SQLite holds locked."""


class EngineSession:
    """Holds what a server's engine needs from `open` to `close`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._held = ExitStack()
        self._is_ready = False
        self._words = ""
        self.worker = WorkerSupervisor(settings) if settings.workers else None

    def open(self) -> "EngineSession":
        """Take the data directory and start the worker, if it is to have one of its own, without waiting for it.

        Raises StartError where the directory can't be written or, on SQLite, another engine runs on it.
        """
        folder = prepare_data_dir(self._settings.data_dir)
        if self._settings.is_alone:
            refusal = f"Another Lineup is running on {folder}: stop it, or choose another folder with --data-dir."
            self._held.enter_context(exclusive_lock(folder / LOCK_FILE, refusal))
        log_event(Event.ENGINE_STARTED, version=__version__, has_worker=self.worker is not None)
        if self.worker is not None:
            self.worker.launch()
            self._held.callback(self._stop_worker)
        return self

    def wait_ready(self) -> None:
        """Return once the worker has brought the database up to date and takes work, raising StartError otherwise."""
        if self.worker is not None:
            self.worker.wait_ready()
        self._is_ready = True

    def close(self) -> None:
        """Stop the worker, let the data directory go, and say so in one line if the engine had got ready."""
        self._held.close()
        if self._is_ready:
            print(f"Lineup has stopped. {self._words}".strip(), flush=True)  # noqa: T201 (the last line)

    def _stop_worker(self) -> None:
        if self.worker is not None:
            self._words = self.worker.stop()
