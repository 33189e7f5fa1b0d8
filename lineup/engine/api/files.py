"""Files: announced, confirmed, listed, given out and deleted. Their bytes go through `storage`."""

from typing import Annotated

from fastapi import Path, Query

from lineup.contract.files import (
    FileConfirmation,
    FileDeletion,
    FileDownload,
    FileList,
    FileMetadata,
    UploadRequest,
    UploadTicket,
)
from lineup.engine.api.dependencies import MAX_INTEGER, EngineServices
from lineup.engine.api.routers import keyed_router
from lineup.engine.api.storage import StorageUrl

router = keyed_router("/api/v1/files", "files")

FileId = Annotated[str, Path(description="The file's number, or the hash id of its reference.")]
"""How a file is named in a path."""


@router.post("/upload")
def request_upload(
    services: EngineServices, storage_url: StorageUrl, body: UploadRequest
) -> UploadTicket:
    """Return where to PUT a file's bytes."""
    return services.files.request_upload(body, storage_url)


@router.get("")
def list_files(
    services: EngineServices,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    offset: Annotated[int, Query(ge=0, le=MAX_INTEGER)] = 0,
) -> FileList:
    """List files, the latest first."""
    return services.files.store.list_files(limit=limit, offset=offset)


@router.get("/{file_id}")
def get_file(services: EngineServices, file_id: FileId) -> FileMetadata:
    """Return what is known of a file."""
    return services.files.store.find_file(file_id).metadata


@router.get("/{file_id}/confirm")
def confirm_upload(services: EngineServices, file_id: FileId) -> FileConfirmation:
    """Return the word that a file's bytes arrived; from then on they don't change."""
    return services.files.confirm(file_id)


@router.get("/{file_id}/download")
def get_download_url(
    services: EngineServices,
    storage_url: StorageUrl,
    file_id: FileId,
    expires_in: Annotated[int, Query(ge=60, le=86_400)] = 3_600,
) -> FileDownload:
    """Return where to GET a file's bytes."""
    return services.files.sign_download(file_id, expires_in, storage_url)


@router.delete("/{file_id}")
def delete_file(services: EngineServices, file_id: FileId) -> FileDeletion:
    """Delete a file; executions that ran it keep what they need."""
    return services.files.delete(file_id)
