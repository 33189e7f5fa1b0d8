"""Searching with patterns that users write, which may take for ever: the time is limited."""

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from lineup.engine.processors.protocol import ProcessorError

SEARCH_SECONDS = 5.0
"""What all searches in one document may take together."""


@dataclass
class Searching:
    """The searches in one document; knows which pattern is at work."""

    pattern: str = ""
    texts: int = field(default=0)

    def search(self, pattern: re.Pattern[str], text: str) -> bool:
        """Return whether the pattern is found in the text."""
        self.pattern = pattern.pattern
        self.texts += 1
        return pattern.search(text) is not None


class _TimeIsUpError(Exception):
    pass


@contextmanager
def limited_searching(seconds: float = SEARCH_SECONDS) -> Iterator[Searching]:
    """Give the searches inside the block so many seconds. Raises ProcessorError that names the pattern when they are over.

    Python's regular expressions let a signal's handler in while they search; signals come to the main thread only, which
    is where a worker's child runs its steps.
    """
    if threading.current_thread() is not threading.main_thread():
        message = "patterns are searched in the main thread only"
        raise RuntimeError(message)
    searching = Searching()
    earlier = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield searching
    except _TimeIsUpError as error:
        message = (
            f"Searching for the pattern {searching.pattern!r} took longer than {seconds:g} seconds and was stopped: make "
            "it simpler. Repetitions inside repetitions, such as (a+)+, are the usual reason."
        )
        raise ProcessorError(message) from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _TimeIsUpError
