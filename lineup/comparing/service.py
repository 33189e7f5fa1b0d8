"""Comparisons go on with the browser closed: one thread sees to all that are open, and a lease keeps others off."""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

from lineup.client.errors import ClientError
from lineup.comparing.reading import ComparisonReader
from lineup.comparing.reading_cache import ReadingCache
from lineup.comparing.running import ComparisonRunner
from lineup.workspace.opening import Workspace

_LOGGER = logging.getLogger(__name__)
_TURN_SECONDS = 1.0
_LEASE_SECONDS = 30.0


class ComparisonService:
    """Sees to the open comparisons of the servers that `runners` name; those of other servers wait."""

    def __init__(
        self,
        workspace: Workspace,
        runners: Mapping[str, ComparisonRunner],
        turn_seconds: float = _TURN_SECONDS,
        lease_seconds: float = _LEASE_SECONDS,
    ) -> None:
        self._workspace = workspace
        self._runners = runners
        self._turn_seconds = turn_seconds
        self._lease_seconds = lease_seconds
        self._owner = uuid4().hex
        self._reader = ComparisonReader(workspace, ReadingCache(workspace.derived, most=1))

    def work(self, stopping: threading.Event) -> None:
        """See to the open comparisons until told to stop; what is open goes on with the next start."""
        while not stopping.wait(self._turn_seconds):
            try:
                self.turn(stopping)
            except Exception:
                _LOGGER.exception("a turn of the comparisons failed")
        for comparison in self._workspace.comparisons.list_open():
            self._workspace.comparisons.drop_lease(comparison.comparison_id, self._owner)

    def turn(self, stopping: threading.Event | None = None) -> None:
        """See once to each open comparison that nobody else sees to."""
        for comparison in self._workspace.comparisons.list_open():
            runner = self._runners.get(comparison.server)
            if runner is not None and not (stopping and stopping.is_set()):
                self._advance(runner, comparison.comparison_id)

    def turn_of(self, comparison_id: str) -> None:
        """See once to one comparison, unless somebody else does."""
        comparison = self._workspace.comparisons.get(comparison_id)
        runner = self._runners.get(comparison.server)
        if runner is not None:
            self._advance(runner, comparison_id)

    def _advance(self, runner: ComparisonRunner, comparison_id: str) -> None:
        comparisons = self._workspace.comparisons
        if not comparisons.take_lease(comparison_id, self._owner, self._lease_seconds):
            return
        try:
            with self._holding(comparison_id):
                before = self._ended(comparison_id)
                is_open = runner.advance(comparison_id)
                self._reader.prepare(comparison_id, self._ended(comparison_id) - before)
            if not is_open:
                comparisons.drop_lease(comparison_id, self._owner)
        except ClientError as error:
            _LOGGER.warning("a comparison waits for its server: %s", error.kind)

    def _ended(self, comparison_id: str) -> set[str]:
        """Return the keys of the documents whose runs have all ended."""
        cells = self._workspace.comparisons.cells(comparison_id)
        running = {cell.document.key for cell in cells if cell.state.is_open}
        return {cell.document.key for cell in cells} - running

    @contextmanager
    def _holding(self, comparison_id: str) -> Iterator[None]:
        """Take the lease again and again inside the block: an upload may last longer than one."""
        done = threading.Event()

        def renew() -> None:
            while not done.wait(self._lease_seconds / 3):
                self._workspace.comparisons.take_lease(
                    comparison_id, self._owner, self._lease_seconds
                )

        thread = threading.Thread(target=renew, name="comparison lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
