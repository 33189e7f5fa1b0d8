"""Looking at a process's family from outside."""

import psutil


def family_of(pid: int) -> list[psutil.Process]:
    """Return all that the process has started, directly or not."""
    return list(psutil.Process(pid).children(recursive=True))


def is_alive(process: psutil.Process) -> bool:
    """Whether the process still runs; one that only waits to be noticed as dead does not."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
