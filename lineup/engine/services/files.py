"""Files: a signed place to put bytes, the reference a run names them by, and a signed place to get them (contract §1.6)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lineup.contract.files import (
    FileConfirmation,
    FileDeletion,
    FileDownload,
    FileMetadata,
    UploadRequest,
    UploadTicket,
)
from lineup.engine.blobs import BlobStore
from lineup.engine.errors import InvalidRequest, NotFound, NotPossible, Problem
from lineup.engine.names import clean_filename, servable_content_type
from lineup.engine.services.documents import DocumentIntake
from lineup.engine.services.locations import location_problem
from lineup.engine.services.signed_urls import Purpose, Signature, UrlSigner
from lineup.engine.store.document_use import Discard
from lineup.engine.store.files import FileStore, NewFile, StoredFile

UPLOAD_SECONDS = 3_600
"""How long an upload URL works."""


@dataclass(frozen=True)
class Download:
    """A stored file on its way out: its bytes as a local file, and what it is called."""

    path: Path
    filename: str
    content_type: str


@dataclass(frozen=True)
class FileService:
    """Takes files in and gives them out by signed URL."""

    store: FileStore
    intake: DocumentIntake
    blobs: BlobStore
    discard: Discard
    signer: UrlSigner

    def request_upload(self, request: UploadRequest, storage_url: str) -> UploadTicket:
        """Return where to PUT the file: a URL under `storage_url` that works for one hour and needs no key."""
        problem = location_problem(request.processing_location)
        if problem:
            raise InvalidRequest(Problem(("body", "processing_location"), problem))
        name = clean_filename(request.filename)
        new = NewFile(name, request.content_type, request.processing_location)
        metadata = self.store.add_file(new).metadata
        query = self.signer.sign(Purpose.UPLOAD, int(metadata.file_id), UPLOAD_SECONDS)
        return UploadTicket(
            file_id=metadata.file_id,
            upload_url=f"{storage_url}/{metadata.file_id}?{query}",
            expires_in=UPLOAD_SECONDS,
            reference=metadata.reference,
        )

    def require_open(self, file_id: int, shown: Signature) -> None:
        """Raise Forbidden for an upload URL that is not valid, NotPossible once its file has been confirmed."""
        self.signer.require(Purpose.UPLOAD, file_id, shown)
        if self.store.find_file(str(file_id)).is_confirmed:
            raise NotPossible(_already_confirmed(file_id))

    def receive(self, file_id: int, shown: Signature, stream: IO[bytes]) -> FileMetadata:
        """Store the bytes that were PUT to an upload URL; until the file is confirmed they replace earlier ones."""
        self.require_open(file_id, shown)
        document = self.intake.store(stream)
        stored = self.store.mark_arrived(file_id, document.blob_key, document.size, self.discard)
        if stored.blob_key != document.blob_key:
            raise NotPossible(_already_confirmed(file_id))
        if not self.blobs.exists(document.blob_key):
            message = f"The bytes of file {file_id} were deleted as they came: PUT them once more."
            raise NotPossible(message)
        return stored.metadata

    def confirm(self, identifier: str) -> FileConfirmation:
        """Return the word that the file arrived and is final, raising InvalidRequest while it has not arrived."""
        _require_bytes(self.store.find_file(identifier))
        metadata = self.store.mark_confirmed(identifier).metadata
        return FileConfirmation(
            success=True,
            file_id=metadata.file_id,
            reference=metadata.reference,
            message="The file is ready.",
            created=metadata.created,
        )

    def sign_download(self, identifier: str, seconds: int, storage_url: str) -> FileDownload:
        """Return where to GET the file's bytes: a URL under `storage_url` that needs no key."""
        file = self.store.find_file(identifier)
        _require_bytes(file)
        file_id = int(file.metadata.file_id)
        query = self.signer.sign(Purpose.DOWNLOAD, file_id, seconds)
        return FileDownload(
            download_url=f"{storage_url}/{file_id}?{query}",
            expires_in=seconds,
            file_id=file_id,
            original_filename=file.metadata.original_filename,
        )

    @contextmanager
    def open_download(self, file_id: int, shown: Signature) -> Iterator[Download]:
        """Give the file's bytes, valid inside the block, raising Forbidden for a URL that is not valid."""
        self.signer.require(Purpose.DOWNLOAD, file_id, shown)
        file = self.store.find_file(str(file_id))
        if file.blob_key is None or not self.blobs.exists(file.blob_key):
            message = f"The bytes of file {file_id} are no longer stored: upload it again."
            raise NotFound(message)
        kind = servable_content_type(file.metadata.content_type)
        with self.blobs.local_copy(file.blob_key) as path:
            yield Download(path, file.metadata.original_filename, kind)

    def delete(self, identifier: str) -> FileDeletion:
        """Delete the file, and its bytes where no execution and no other file uses them."""
        name = self.store.delete_file(identifier, self.discard)
        return FileDeletion(success=True, message=f"The file {name!r} is deleted.")


def _require_bytes(file: StoredFile) -> None:
    if file.blob_key is None:
        file_id = file.metadata.file_id
        message = f"The bytes of file {file_id} have not arrived: PUT them to its upload URL first."
        raise InvalidRequest(Problem(("path", "file_id"), message))


def _already_confirmed(file_id: int) -> str:
    return f"File {file_id} has been confirmed and does not change any more: upload another one."
