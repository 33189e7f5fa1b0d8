"""Stored files (contract §1.6). Their bytes go to and come from signed addresses, which never get the key."""

from pathlib import Path

import httpx

from lineup.client.bodies import FileBody
from lineup.client.errors import ClientError, ErrorKind
from lineup.client.funnel import Funnel
from lineup.client.paths import to
from lineup.contract.files import (
    FileConfirmation,
    FileDeletion,
    FileDownload,
    FileList,
    FileMetadata,
    UploadRequest,
    UploadTicket,
)

UPLOAD_TIMEOUT = httpx.Timeout(60.0, connect=5.0, read=300.0)
"""Seconds for requests with a document: the server answers only when it has stored and checked it."""


class FileCalls(Funnel):
    """The calls below `/files`."""

    def request_upload(
        self, filename: str, content_type: str, processing_location: str | None = None
    ) -> UploadTicket:
        """Ask for a place to put a file."""
        body = UploadRequest(
            filename=filename, content_type=content_type, processing_location=processing_location
        ).model_dump(exclude_none=True)
        return self._call(UploadTicket, "POST", to("files", "upload"), json=body)

    def put_upload(self, ticket: UploadTicket, path: Path, content_type: str) -> None:
        """Send the file's bytes, streamed from disk, to where the ticket says; raises OSError if it can't be read."""
        body = FileBody(path)
        headers = {"Content-Type": content_type, "Content-Length": str(body.size)}
        self._transfer(
            "PUT", ticket.upload_url, content=body, headers=headers, timeout=UPLOAD_TIMEOUT
        )

    def confirm_upload(self, file_id: int | str) -> FileConfirmation:
        """Tell the server that the bytes are there."""
        return self._call(FileConfirmation, "GET", to("files", file_id, "confirm"))

    def upload_file(
        self, path: Path, filename: str, content_type: str, processing_location: str | None = None
    ) -> FileConfirmation:
        """Store a file, and return its reference for `file_url`: request, PUT, confirm."""
        ticket = self.request_upload(filename, content_type, processing_location)
        self.put_upload(ticket, path, content_type)
        confirmation = self.confirm_upload(ticket.file_id)
        if not confirmation.success:
            sentence = confirmation.message or "The file did not arrive: upload it again."
            raise ClientError(ErrorKind.INVALID, sentence)
        return confirmation

    def list_files(self, *, limit: int = 50, offset: int = 0) -> FileList:
        """Fetch one page of stored files; `limit` is 1 to 100."""
        return self._call(FileList, "GET", to("files"), params={"limit": limit, "offset": offset})

    def get_file(self, file_id: int | str) -> FileMetadata:
        """Fetch what the server knows of a stored file."""
        return self._call(FileMetadata, "GET", to("files", file_id))

    def get_download_url(self, file_id: int | str, *, expires_in: int = 3600) -> FileDownload:
        """Fetch an address for the file's bytes that works for 60 to 86,400 seconds."""
        params = {"expires_in": expires_in}
        return self._call(FileDownload, "GET", to("files", file_id, "download"), params=params)

    def delete_file(self, file_id: int | str) -> FileDeletion:
        """Delete a stored file."""
        return self._call(FileDeletion, "DELETE", to("files", file_id))
