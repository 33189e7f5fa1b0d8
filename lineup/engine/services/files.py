"""Files: a signed place to put bytes, and the reference a run names them by (contract §1.6)."""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from pydantic import SecretStr

from lineup.contract.files import FileConfirmation, FileMetadata, UploadRequest, UploadTicket
from lineup.engine.errors import InvalidRequest, NotFound, Problem
from lineup.engine.names import clean_filename
from lineup.engine.services.documents import DocumentIntake
from lineup.engine.store.files import FileStore

UPLOAD_SECONDS = 3_600
"""How long an upload URL works."""


@dataclass(frozen=True)
class FileService:
    """Takes files in by signed URL."""

    store: FileStore
    intake: DocumentIntake
    secret: SecretStr
    epoch: Callable[[], float] = time.time

    def request_upload(self, request: UploadRequest, storage_url: str) -> UploadTicket:
        """Return where to PUT the file: a URL under `storage_url` that works for one hour and needs no key."""
        metadata = self.store.add_file(
            clean_filename(request.filename), request.content_type
        ).metadata
        expires = int(self.epoch()) + UPLOAD_SECONDS
        signature = self._sign(str(metadata.file_id), expires)
        return UploadTicket(
            file_id=metadata.file_id,
            upload_url=f"{storage_url}/{metadata.file_id}?expires={expires}&signature={signature}",
            expires_in=UPLOAD_SECONDS,
            reference=metadata.reference,
        )

    def receive(
        self, file_id: int, expires: int, signature: str, stream: IO[bytes]
    ) -> FileMetadata:
        """Store the bytes that were PUT to an upload URL, raising NotFound for one that is forged or has expired."""
        self.require_signed(file_id, expires, signature)
        document = self.intake.store(stream)
        return self.store.mark_arrived(file_id, document.blob_key, document.size).metadata

    def require_signed(self, file_id: int, expires: int, signature: str) -> None:
        """Raise NotFound for an upload URL that is forged or has expired."""
        expected = self._sign(str(file_id), expires)
        if not hmac.compare_digest(expected.encode(), signature.encode()) or expires < self.epoch():
            message = "This upload URL is not valid or has expired: ask for a new one at /api/v1/files/upload."
            raise NotFound(message)

    def confirm(self, file_id: int) -> FileConfirmation:
        """Return the word that the file arrived, raising InvalidRequest while it has not."""
        file = self.store.find_file(file_id)
        if file.blob_key is None:
            message = (
                f"The bytes of file {file_id} have not arrived: PUT them to its upload URL first."
            )
            raise InvalidRequest(Problem(("path", "file_id"), message))
        reference = file.metadata.reference
        return FileConfirmation(
            success=True, file_id=file_id, reference=reference, message="The file is ready."
        )

    def _sign(self, file_id: str, expires: int) -> str:
        key = self.secret.get_secret_value().encode()
        return hmac.new(key, f"upload:{file_id}:{expires}".encode(), sha256).hexdigest()
