"""Looking into stored documents in killable children, a few at a time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import BoundedSemaphore

from lineup.documents.page_count import PageCount, inspect_document
from lineup.documents.page_images import PageImageError, render_pages
from lineup.engine.blobs import BlobStore
from lineup.engine.store.page_counts import PageCountStore

AT_ONCE = 2
"""How many children may be at work; each takes a processor, and up to 1.5 GiB of address space."""

WAIT_SECONDS = 8.0
"""How long a call waits for its turn: a thread of the server waits with it."""


class BusyError(Exception):
    """All turns are taken; the text is a sentence for people."""


class DocumentReader:
    """Counts and draws pages of stored documents; a count is remembered, so that each document is counted once.

    Every method raises FileNotFoundError for a document that is no longer stored.
    """

    def __init__(
        self,
        counts: PageCountStore,
        blobs: BlobStore,
        at_once: int = AT_ONCE,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._counts = counts
        self._blobs = blobs
        self._turns = BoundedSemaphore(at_once)
        self._wait_seconds = wait_seconds

    def inspect(self, document: str) -> PageCount:
        """Return what can be known of the document's pages before a run, raising BusyError."""
        known = self._counts.find_count(document)
        if known is not None and known.pages is not None:
            return PageCount(None, known.pages, None)
        with self.turn(), self._blobs.local_copy(document) as path:
            found = inspect_document(path)
        if found.pages is not None:  # else it may only have been a child that got too little time
            self._counts.add_count(document, found.pages)
        return found

    def render_pages(self, document: str, pages: Sequence[int], width: int) -> list[bytes]:
        """Return the 0-based pages as JPEGs, raising PageImageError."""
        try:
            with self.turn(), self._blobs.local_copy(document) as path:
                return render_pages(path, pages=pages, width=width)
        except BusyError as error:
            raise PageImageError(str(error)) from error

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold one of the turns inside the block, raising BusyError if none comes free in time."""
        if not self._turns.acquire(timeout=self._wait_seconds):
            message = (
                "The server looks into as many documents as it can at the moment: try again later."
            )
            raise BusyError(message)
        try:
            yield
        finally:
            self._turns.release()
