"""The last look before a run is in the queue."""

from collections.abc import Callable

from sqlalchemy import Connection

from lineup.engine.blobs import BlobStore
from lineup.engine.errors import NotPossible

Enqueue = Callable[[Connection, str], None]
"""Puts an execution in the queue as part of the connection's transaction."""


def with_document(enqueue: Enqueue, blobs: BlobStore, blob_key: str | None) -> Enqueue:
    """Return the same, but raising NotPossible where the run's document is gone.

    Its bytes may be deleted after they were found to be there and before the run that needs them is written down. The
    transaction holds them by now, so what is there stays.
    """

    def enqueue_with_document(connection: Connection, execution_id: str) -> None:
        if blob_key is not None and not blobs.exists(blob_key):
            message = "The document was deleted just now, as nothing else needed it: send it again."
            raise NotPossible(message)
        enqueue(connection, execution_id)

    return enqueue_with_document
