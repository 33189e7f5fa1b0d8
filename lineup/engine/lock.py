"""Files that one process at a time holds locked."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lineup.errors import StartError

_POLL_SECONDS = 0.05


@contextmanager
def exclusive_lock(path: Path, refusal: str, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock file inside the block; the system drops it with the process, however that ends.

    Raises StartError with the refusal if another process still holds it after the wait.
    """
    with path.open("a") as stream:
        _take(stream.fileno(), refusal, time.monotonic() + wait_seconds)
        yield


def _take(descriptor: int, refusal: str, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() >= deadline:
                raise StartError(refusal) from error
            time.sleep(_POLL_SECONDS)
        else:
            return
