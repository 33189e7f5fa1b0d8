"""One engine per data directory: two would run each other's steps."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lineup.engine.errors import StartError

_POLL_SECONDS = 0.05


@contextmanager
def exclusive_lock(path: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock file inside the block; the system drops it with the process, however that ends.

    Raises StartError if another process still holds it after the wait.
    """
    with path.open("a") as stream:
        _take(stream.fileno(), path, time.monotonic() + wait_seconds)
        yield


def _take(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() >= deadline:
                message = f"Another Lineup is running on {path.parent}: stop it, or choose another folder with --data-dir."
                raise StartError(message) from error
            time.sleep(_POLL_SECONDS)
        else:
            return
