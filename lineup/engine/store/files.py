"""Uploaded files in the store."""

from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lineup.contract.files import REFERENCE_SCHEME, FileMetadata
from lineup.engine.clock import Clock
from lineup.engine.errors import NotFound
from lineup.engine.ids import new_id
from lineup.engine.store.database import writing
from lineup.engine.store.tables import FileRow

PENDING, COMPLETED = "pending", "completed"


@dataclass(frozen=True)
class StoredFile:
    """A file's public face, and where its bytes lie once they have arrived."""

    metadata: FileMetadata
    blob_key: str | None


class FileStore:
    """Reads and changes uploaded files."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_file(self, filename: str, content_type: str) -> StoredFile:
        """Add a file whose bytes are still to come."""
        row = FileRow(
            reference=new_id(f"{REFERENCE_SCHEME}file-"),
            filename=filename,
            content_type=content_type,
            status=PENDING,
            created=self._clock(),
        )
        with writing(self._engine) as session:
            session.add(row)
            session.flush()
            return _to_stored(row)

    def find_file(self, file_id: int) -> StoredFile:
        """Return the file, raising NotFound."""
        with Session(self._engine) as session:
            return _to_stored(_find(session, file_id))

    def find_reference(self, reference: str) -> StoredFile:
        """Return the file that a `datalab://` reference names, raising NotFound."""
        with Session(self._engine) as session:
            row = session.scalar(select(FileRow).where(FileRow.reference == reference))
            if row is None:
                message = f"There is no file {reference!r}."
                raise NotFound(message)
            return _to_stored(row)

    def mark_arrived(self, file_id: int, blob_key: str, size: int) -> StoredFile:
        """Record where the bytes lie. A second upload to the same place replaces the first: blobs are by content."""
        with writing(self._engine) as session:
            row = _find(session, file_id)
            row.blob_key, row.size, row.status = blob_key, size, COMPLETED
            return _to_stored(row)


def _find(session: Session, file_id: int) -> FileRow:
    row = session.get(FileRow, file_id)
    if row is None:
        message = f"There is no file {file_id}."
        raise NotFound(message)
    return row


def _to_stored(row: FileRow) -> StoredFile:
    metadata = FileMetadata(
        file_id=row.id,
        original_filename=row.filename,
        content_type=row.content_type,
        file_size=row.size,
        upload_status=row.status,
        created=row.created,
        reference=row.reference,
    )
    return StoredFile(metadata=metadata, blob_key=row.blob_key)
