"""Deleting what crashes left: blobs of attempts that did not count, and documents that nothing refers to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from lineup.clock import Clock
from lineup.engine.blobs import RESULTS, BlobStore, document_key, execution_of
from lineup.engine.store.document_use import Discard
from lineup.engine.store.result_deletion import ResultDeletion

_BATCH = 500
_MIN_AGE = timedelta(hours=1)
"""How long a document that nothing refers to is left alone; the run that brought it may not be written down yet."""


@dataclass(frozen=True)
class Sweep:
    """Looks through the whole blob store, in batches, and deletes what this engine knows to be its own and of no use.

    What it doesn't know it leaves alone: another engine may share the store by mistake.
    """

    deletion: ResultDeletion
    blobs: BlobStore
    discard: Discard

    def delete_orphans(self, clock: Clock) -> None:
        """Delete the results that no row refers to, and the documents that nobody needs."""
        for keys in _batches(self.blobs.list_keys(RESULTS)):
            self._delete_unreferenced(keys)
        self._discard_documents(clock)

    def _delete_unreferenced(self, keys: list[str]) -> None:
        """Delete blobs of ended executions that no row refers to. One that is still open may refer to them soon."""
        ended = self.deletion.list_ended({execution_of(key) for key in keys})
        orphans = {key for key in keys if execution_of(key) in ended}
        for key in orphans - self.deletion.list_referenced(orphans):
            self.blobs.delete(key)

    def _discard_documents(self, clock: Clock) -> None:
        before = clock() - _MIN_AGE
        for sha256 in self.deletion.list_unused_documents(before):
            self.deletion.discard_document(document_key(sha256), self.discard)


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while batch := list(islice(rest, _BATCH)):
        yield batch
