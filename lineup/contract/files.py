"""Stored files and their `datalab://` references (contract §1.6)."""

from typing import Annotated

from pydantic import Field

from lineup.contract.wire import UtcDatetime, WireModel

REFERENCE_SCHEME = "datalab://"
"""How a `file_url` that names a stored file begins."""

MAX_FILE_BYTES = 200 * 1024 * 1024
"""The largest document the service takes, in bytes."""

MAX_PAGES = 7_000
"""The most pages one request may have."""


class UploadRequest(WireModel):
    """The body that asks for a place to put a file."""

    filename: Annotated[str, Field(min_length=1)]
    content_type: Annotated[str, Field(min_length=1, max_length=255)]
    processing_location: str | None = None


class UploadTicket(WireModel):
    """Where to PUT the bytes (no API key there), for how many seconds, and the reference to use afterwards."""

    file_id: int | str
    upload_url: str
    expires_in: int
    reference: str


class FileConfirmation(WireModel):
    """The server's word that an upload arrived."""

    success: bool
    file_id: int | str
    reference: str
    message: str = ""
    created: UtcDatetime | None = None


class FileMetadata(WireModel):
    """What the server knows of a stored file; `file_size` in bytes. `processing_location` is an addition of our engine."""

    file_id: int | str
    original_filename: str
    content_type: str | None = None
    file_size: int | None = None
    upload_status: str
    created: UtcDatetime | None = None
    reference: str
    processing_location: str | None = None


class FileList(WireModel):
    """One page of stored files."""

    files: list[FileMetadata]
    total: int
    limit: int
    offset: int


class FileDownload(WireModel):
    """Where to GET a stored file's bytes (no API key there), for how many seconds."""

    download_url: str
    expires_in: int
    file_id: int | str
    original_filename: str | None = None


class FileDeletion(WireModel):
    """The server's word that a stored file is gone."""

    success: bool
    message: str = ""
