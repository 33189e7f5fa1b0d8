"""Keeping a worker process alive: started, waited for, started again when it falls over, stopped."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping

from lineup.errors import StartError
from lineup.events import Event, log_event
from lineup.settings import Settings

READY = "ready"
"""The line on the worker's stdout that says that it takes work."""

_START_SECONDS = 300.0
"""How long a worker may take to get ready; most of it would be a large database's migration."""

_MARGIN_SECONDS = 5.0
"""How much longer than its steps a worker may take to end."""

_HUSH = "ignore:resource_tracker:UserWarning"
"""The worker ends at once and leaves its semaphores to the tracker, which removes them and would say so."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0
_GOOD_WHILE = 60.0
"""A worker that lived for so many seconds has started well: its end is the first one again."""


class WorkerSupervisor:
    """Runs `python -m lineup.engine.worker` as a child for as long as this process lives."""

    def __init__(self, settings: Settings) -> None:
        self._environment = worker_environment(settings)
        self._stop_seconds = settings.stop_seconds + _MARGIN_SECONDS
        self._stopping = threading.Event()
        self._started = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._is_ready = False
        self._ends = 0
        self._failure: str | None = None
        self._words = ""
        self._thread = threading.Thread(
            target=self._supervise, daemon=True, name="worker-supervisor"
        )

    @property
    def is_ready(self) -> bool:
        """Whether the worker takes work now."""
        return self._is_ready

    @property
    def ends_in_a_row(self) -> int:
        """How often the worker has ended unexpectedly, counted anew whenever it has lived for a good while."""
        return self._ends

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

    def stop(self) -> str:
        """Stop the worker and return its last words about what was left undone, empty where it had none."""
        self._stopping.set()
        process = self._process
        if process is None:
            return ""
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(self._stop_seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._thread.join(_MARGIN_SECONDS)
        return self._words

    def _supervise(self) -> None:
        """Start the worker over and over. Linux ties its life to this thread, which lives as long as the process."""
        while not self._stopping.is_set():
            began = time.monotonic()
            self._run_once()
            if not self._started.is_set():
                self._failure = (
                    self._words or "The engine's worker could not start; its messages are above."
                )
                self._started.set()
                return
            self._ends = 1 if time.monotonic() - began > _GOOD_WHILE else self._ends + 1
            if self._stopping.wait(pause_after(self._ends)):
                return
            log_event(Event.WORKER_RESTARTED, ends_in_a_row=self._ends)

    def _run_once(self) -> None:
        """Run the worker to its end, and keep its last line."""
        with (
            subprocess.Popen(
                [sys.executable, "-m", "lineup.engine.worker"],
                env=dict(self._environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,  # Ctrl-C in the terminal is for this process, which then stops the worker
            ) as process
        ):
            self._process = process
            self._words = ""
            for line in process.stdout or ():
                if line.strip() == READY:
                    self._is_ready = True
                    self._started.set()
                else:
                    self._words = line.strip()
            self._is_ready = False


def pause_after(ends: int) -> float:
    """Return how many seconds to wait after a worker ended unexpectedly so many times in a row."""
    return min(_FIRST_PAUSE * 2.0 ** (ends - 1), _LONGEST_PAUSE)


def worker_environment(settings: Settings) -> Mapping[str, str]:
    """Return the worker's environment: this process's own, with the settings that the command line changed."""
    changed = {
        "LINEUP_DATA_DIR": str(settings.data_dir),
        "LINEUP_STEP_SECONDS": str(settings.step_seconds),
        "LINEUP_WORKERS": str(settings.workers),
        "PYTHONWARNINGS": ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), _HUSH])),
    }
    return os.environ | changed
