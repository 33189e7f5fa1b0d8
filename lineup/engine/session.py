"""One running engine on a data directory: its lock, and its worker process, which starts while the rest is imported."""

from contextlib import ExitStack

from lineup.engine.keys import prepare_data_dir
from lineup.engine.lock import exclusive_lock
from lineup.engine.supervisor import WorkerSupervisor
from lineup.settings import Settings

LOCK_FILE = "engine.lock"
"""The file in the data directory that a running engine holds locked."""


class EngineSession:
    """Holds a data directory and its worker from `open` to `close`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._held = ExitStack()

    def open(self) -> "EngineSession":
        """Take the data directory and start the worker without waiting for it.

        Raises StartError where the directory can't be written or another engine runs on it.
        """
        folder = prepare_data_dir(self._settings.data_dir)
        self._held.enter_context(exclusive_lock(folder / LOCK_FILE))
        self._supervisor = WorkerSupervisor(self._settings)
        self._supervisor.launch()
        self._held.callback(self._supervisor.stop)
        return self

    def wait_ready(self) -> None:
        """Return once the worker has brought the database up to date and takes work, raising StartError otherwise."""
        self._supervisor.wait_ready()

    def close(self) -> None:
        """Stop the worker and let the data directory go."""
        self._held.close()
