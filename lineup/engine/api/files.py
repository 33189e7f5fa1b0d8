"""Files: announce, PUT, confirm."""

import tempfile
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.concurrency import run_in_threadpool

from lineup.contract.files import FileConfirmation, FileMetadata, UploadRequest, UploadTicket
from lineup.engine.api.dependencies import MAX_INTEGER, EngineServices
from lineup.engine.api.routers import keyed_router

router = keyed_router("/api/v1/files", "files")
storage = APIRouter(prefix="/api/v1/lineup/storage", tags=["lineup"])

FileId = Annotated[int, Path(ge=0, le=MAX_INTEGER)]
"""A file's number in a path."""

_IN_MEMORY_BYTES = 1 << 20


@router.post("/upload")
def request_upload(services: EngineServices, request: Request, body: UploadRequest) -> UploadTicket:
    """Return where to PUT a file's bytes."""
    return services.files.request_upload(
        body, f"{str(request.base_url).rstrip('/')}{storage.prefix}"
    )


@router.get("/{file_id}/confirm")
def confirm_upload(services: EngineServices, file_id: FileId) -> FileConfirmation:
    """Return the word that a file's bytes arrived."""
    return services.files.confirm(file_id)


@storage.put("/{file_id}")
async def put_upload(
    services: EngineServices, request: Request, file_id: FileId, expires: int, signature: str
) -> FileMetadata:
    """Store the body as the file's bytes; the signature stands for the key."""
    services.files.require_signed(file_id, expires, signature)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as body:
        async for chunk in request.stream():
            body.write(chunk)
        body.seek(0)
        return await run_in_threadpool(services.files.receive, file_id, expires, signature, body)
