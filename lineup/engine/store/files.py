"""Uploaded files in the store."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, Select, func, select
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.files import REFERENCE_SCHEME, FileList, FileMetadata
from lineup.databases.opening import writing
from lineup.engine.errors import NotFound
from lineup.engine.store.document_use import Discard, discard_unused, hold_document
from lineup.engine.store.tables import FileRow
from lineup.ids import new_id

PENDING, COMPLETED = "pending", "completed"
_HASH_PREFIX = "file-"
_MAX_DIGITS = 18
"""A number with more would not fit the database's integers; it can still be a hash id."""


@dataclass(frozen=True)
class NewFile:
    """What is known of a file before its bytes come."""

    filename: str
    content_type: str
    processing_location: str | None = None


@dataclass(frozen=True)
class StoredFile:
    """A file's public face, and where its bytes lie once they have arrived."""

    metadata: FileMetadata
    blob_key: str | None

    @property
    def is_confirmed(self) -> bool:
        """Whether its owner said that the bytes are complete; from then on they don't change."""
        return self.metadata.upload_status == COMPLETED


class FileStore:
    """Reads and changes uploaded files. An identifier is a file's number, or the hash id of its reference."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_file(self, new: NewFile) -> StoredFile:
        """Add a file whose bytes are still to come."""
        row = FileRow(
            reference=new_id(f"{REFERENCE_SCHEME}{_HASH_PREFIX}"),
            filename=new.filename,
            content_type=new.content_type,
            processing_location=new.processing_location,
            status=PENDING,
            created=self._clock(),
        )
        with writing(self._engine) as session:
            session.add(row)
            session.flush()
            return _to_stored(row)

    def list_files(self, *, limit: int, offset: int) -> FileList:
        """Return one page of files, the latest first."""
        page = select(FileRow).order_by(FileRow.id.desc()).limit(limit).offset(offset)
        with Session(self._engine) as session:
            total = session.scalar(select(func.count()).select_from(FileRow)) or 0
            files = [_to_stored(row).metadata for row in session.scalars(page)]
        return FileList(files=files, total=total, limit=limit, offset=offset)

    def find_file(self, identifier: str) -> StoredFile:
        """Return the file, raising NotFound."""
        with Session(self._engine) as session:
            return _to_stored(_found(session, _by(identifier), identifier))

    def find_reference(self, reference: str) -> StoredFile:
        """Return the file that a `datalab://` reference names, raising NotFound."""
        named = select(FileRow).where(FileRow.reference == reference)
        with Session(self._engine) as session:
            return _to_stored(_found(session, named, reference))

    def mark_arrived(self, file_id: int, blob_key: str, size: int, discard: Discard) -> StoredFile:
        """Record where the bytes lie, and discard those they replace. A file that was confirmed meanwhile keeps its own."""
        with writing(self._engine) as session:
            row = _locked(session, str(file_id))
            if row.status != COMPLETED:
                hold_document(session, blob_key)
                replaced = row.blob_key
                row.blob_key, row.size = blob_key, size
                session.flush()
                if replaced is not None:
                    discard_unused(session, replaced, discard)
            return _to_stored(row)

    def mark_confirmed(self, identifier: str) -> StoredFile:
        """Record that the bytes are complete. Confirming twice is confirming once."""
        with writing(self._engine) as session:
            row = _locked(session, identifier)
            row.status = COMPLETED
            return _to_stored(row)

    def delete_file(self, identifier: str, discard: Discard) -> str:
        """Delete the file and return its name; discard its bytes where nothing else uses them.

        That happens before the transaction ends: if the bytes can't be deleted the file is still there to be deleted
        again.
        """
        with writing(self._engine) as session:
            row = _locked(session, identifier)
            session.delete(row)
            session.flush()
            if row.blob_key is not None:
                discard_unused(session, row.blob_key, discard)
            return row.filename


def _locked(session: Session, identifier: str) -> FileRow:
    """Return the file, held until the transaction ends."""
    return _found(session, _by(identifier).with_for_update(), identifier)


def _found(session: Session, query: Select[FileRow], identifier: str) -> FileRow:
    row = session.scalar(query)
    if row is None:
        message = f"There is no file {identifier!r}."
        raise NotFound(message)
    return row


def _by(identifier: str) -> Select[FileRow]:
    return select(FileRow).where(_names(identifier))


def _names(identifier: str) -> ColumnElement[bool]:
    if identifier.isascii() and identifier.isdecimal() and len(identifier) <= _MAX_DIGITS:
        return FileRow.id == int(identifier)
    hash_id = identifier.removeprefix(_HASH_PREFIX)
    return FileRow.reference == f"{REFERENCE_SCHEME}{_HASH_PREFIX}{hash_id}"


def _to_stored(row: FileRow) -> StoredFile:
    metadata = FileMetadata(
        file_id=row.id,
        original_filename=row.filename,
        content_type=row.content_type,
        file_size=row.size,
        upload_status=row.status,
        created=row.created,
        reference=row.reference,
        processing_location=row.processing_location,
    )
    return StoredFile(metadata=metadata, blob_key=row.blob_key)
