"""What a worker does again and again beside its executions, each in a thread of its own."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lineup.events import Event, log_failure


@dataclass(frozen=True)
class Chore:
    """Something to do every so many seconds; it must stand being done by several workers at once."""

    name: str
    every_seconds: float
    run: Callable[[], object]
    first_after_seconds: float = 0.0


def start_chores(chores: Iterable[Chore]) -> None:
    """Do each chore for as long as the process lives."""
    for chore in chores:
        threading.Thread(target=_repeat, args=(chore,), daemon=True, name=chore.name).start()


def _repeat(chore: Chore) -> None:
    """Do a chore over and over; a failure is told and does not end it."""
    time.sleep(chore.first_after_seconds)
    while True:
        try:
            chore.run()
        except Exception as error:  # noqa: BLE001 (told, and tried again)
            log_failure(Event.CHORE_FAILED, error, chore=chore.name)
        time.sleep(chore.every_seconds)
