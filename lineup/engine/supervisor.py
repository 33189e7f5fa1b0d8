"""Keeping a worker process alive beside the server: started, waited for, restarted when it falls over, stopped."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping

from lineup.engine.errors import StartError
from lineup.settings import Settings

_LOGGER = logging.getLogger(__name__)
READY = "ready"
"""The line on the worker's stdout that says that it takes work."""

_START_SECONDS = 90.0
_STOP_SECONDS = 5.0
_HUSH = "ignore:resource_tracker:UserWarning"
"""The worker ends at once and leaves its semaphores to the tracker, which removes them and would say so."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0


class WorkerSupervisor:
    """Runs `python -m lineup.engine.worker` as a child for as long as the server lives."""

    def __init__(self, settings: Settings) -> None:
        self._environment = worker_environment(settings)
        self._stopping = threading.Event()
        self._started = threading.Event()
        self._failure: str | None = None
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(
            target=self._supervise, daemon=True, name="worker-supervisor"
        )

    def launch(self) -> None:
        """Start the worker without waiting for it."""
        self._thread.start()

    def wait_ready(self) -> None:
        """Return once the worker takes work, raising StartError if it can't start."""
        if not self._started.wait(_START_SECONDS):
            message = f"The engine's worker did not get ready within {_START_SECONDS:.0f} seconds."
            raise StartError(message)
        if self._failure is not None:
            raise StartError(self._failure)

    def stop(self) -> None:
        """Stop the worker; what it was doing is resumed at the next start."""
        self._stopping.set()
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._thread.join(_STOP_SECONDS)

    def _supervise(self) -> None:
        """Start the worker over and over. Linux ties its life to this thread, which lives as long as the server."""
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            words = self._run_once()
            if not self._started.is_set():
                self._failure = (
                    words or "The engine's worker could not start; its messages are above."
                )
                self._started.set()
                return
            if self._stopping.wait(pause):
                return
            _LOGGER.error("the worker process ended unexpectedly and is started again")
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _run_once(self) -> str:
        """Run the worker to its end and return its last line before it was ready."""
        with (
            subprocess.Popen(
                [sys.executable, "-m", "lineup.engine.worker"],
                env=dict(self._environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,  # Ctrl-C in the terminal is for the server, which then stops the worker
            ) as process
        ):
            self._process = process
            line = process.stdout.readline().strip() if process.stdout else ""
            if line == READY:
                self._started.set()
            process.wait()
        return line


def worker_environment(settings: Settings) -> Mapping[str, str]:
    """Return the worker's environment: this process's own, with the settings that the command line changed."""
    changed = {
        "LINEUP_DATA_DIR": str(settings.data_dir),
        "LINEUP_STEP_SECONDS": str(settings.step_seconds),
        "LINEUP_WORKERS": str(settings.workers),
        "PYTHONWARNINGS": ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), _HUSH])),
    }
    return os.environ | changed
