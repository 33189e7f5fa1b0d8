"""What a worker is at, and the end of its shift: running steps may end, no other begins."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Shift:
    """The executions that are being worked on here."""

    def __init__(self) -> None:
        self._working: set[str] = set()
        self._changed = threading.Condition()
        self._is_over = False

    @property
    def is_over(self) -> bool:
        """Whether no further step may begin."""
        return self._is_over

    @contextmanager
    def working_on(self, execution_id: str) -> Iterator[None]:
        """Count the execution in inside the block."""
        with self._changed:
            self._working.add(execution_id)
        try:
            yield
        finally:
            self._leave(execution_id)

    async def may_go_on(self, execution_id: str) -> None:
        """Return at once during the shift; after its end never: the execution rests until this process has gone."""
        if self._is_over:
            self._leave(execution_id)
            await asyncio.Event().wait()

    def end(self, seconds: float) -> None:
        """Let no further step begin, and return once those that run have ended, at the latest after so many seconds."""
        with self._changed:
            self._is_over = True
            self._changed.wait_for(lambda: not self._working, seconds)

    def _leave(self, execution_id: str) -> None:
        with self._changed:
            self._working.discard(execution_id)
            self._changed.notify_all()
