"""Who still needs a document's bytes, which files and executions share, and discarding them when nobody does.

Who begins to use a document holds it, in the transaction that says so, and then looks whether its bytes are there; who
discards one holds it alone until they are gone. So nothing is left that refers to bytes which are about to go.
"""

from typing import Protocol

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import Session

from lineup.engine.store.page_counts import sha256_of
from lineup.engine.store.tables import DocumentRow, ExecutionRow, FileRow


class Discard(Protocol):
    """Deletes what lies in the blob store of a document, given by its blob key."""

    def page_images(self, blob_key: str) -> None:
        """Delete the page images that were made of it."""
        ...

    def document(self, blob_key: str) -> None:
        """Delete the document's own bytes."""
        ...


def hold_document(session: Session, blob_key: str) -> None:
    """Keep the document from being discarded until the transaction ends. SQLite's write lock does that already."""
    if _is_postgres(session):
        session.execute(select(func.pg_advisory_xact_lock_shared(_lock_number(blob_key))))


def discard_unused(session: Session, blob_key: str, discard: Discard) -> None:
    """Discard what nobody needs of a document: page images are for executions, the bytes for files too.

    That happens before the transaction ends: what can't be deleted now keeps its rows, to be deleted later.
    """
    if _is_postgres(session):
        session.execute(select(func.pg_advisory_xact_lock(_lock_number(blob_key))))
    if session.scalar(select(is_of_execution(blob_key))):
        return
    discard.page_images(blob_key)
    if session.scalar(select(_is_of_file(blob_key))):
        return
    discard.document(blob_key)
    session.execute(delete(DocumentRow).where(DocumentRow.sha256 == sha256_of(blob_key)))


def is_used(blob_key: str | ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a file, or an execution whose results are kept, needs a document."""
    return is_of_execution(blob_key) | _is_of_file(blob_key)


def is_of_execution(blob_key: str | ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that an execution whose results are kept needs a document."""
    return exists().where(
        ExecutionRow.blob_key == blob_key, ExecutionRow.results_deleted_at.is_(None)
    )


def _is_of_file(blob_key: str | ColumnElement[str]) -> ColumnElement[bool]:
    return exists().where(FileRow.blob_key == blob_key)


def _is_postgres(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _lock_number(blob_key: str) -> int:
    """Return the number of the document's advisory lock, of which Postgres has 64 signed bits."""
    return int(sha256_of(blob_key)[:16], 16) - 2**63
