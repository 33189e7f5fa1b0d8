"""A folder for a worker's own temporary files, which the next worker clears away if this one is killed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

_LOCK_SUFFIX = ".lock"


@contextmanager
def own_scratch(root: Path) -> Iterator[Path]:
    """Give an empty folder in the root that is this process's own, and remove those of processes that are gone.

    A folder belongs to whoever holds the lock on the file beside it; the system lets go of it with the process.
    """
    root.mkdir(parents=True, exist_ok=True)
    folder = root / uuid4().hex
    with ExitStack() as held:
        with _locked(root / f"all{_LOCK_SUFFIX}"):  # nobody clears away what is just being made
            held.enter_context(_locked(folder.with_suffix(_LOCK_SUFFIX)))
            folder.mkdir()
            _clear_abandoned(root)
        yield folder
        _remove(folder.with_suffix(_LOCK_SUFFIX))


def _clear_abandoned(root: Path) -> None:
    """Remove the folders whose processes are gone, and what lies there without any lock."""
    for path in root.iterdir():
        if path.suffix == _LOCK_SUFFIX:
            _remove_unless_held(path)
        elif not path.with_suffix(_LOCK_SUFFIX).exists():
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove_unless_held(lock: Path) -> None:
    try:
        descriptor = os.open(lock, os.O_RDWR)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove(lock)
    except BlockingIOError:
        return
    finally:
        os.close(descriptor)


def _remove(lock: Path) -> None:
    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
    lock.unlink(missing_ok=True)
