"""Files: announce, PUT, confirm."""

import tempfile

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool

from lineup.contract.files import FileConfirmation, FileMetadata, UploadRequest, UploadTicket
from lineup.engine.api.dependencies import EngineServices, require_key

router = APIRouter(prefix="/api/v1/files", tags=["files"], dependencies=[Depends(require_key)])
storage = APIRouter(prefix="/api/v1/lineup/storage", tags=["lineup"])

_IN_MEMORY_BYTES = 1 << 20


@router.post("/upload")
def request_upload(services: EngineServices, request: Request, body: UploadRequest) -> UploadTicket:
    """Return where to PUT a file's bytes."""
    return services.files.request_upload(
        body, f"{str(request.base_url).rstrip('/')}{storage.prefix}"
    )


@router.get("/{file_id}/confirm")
def confirm_upload(services: EngineServices, file_id: int) -> FileConfirmation:
    """Return the word that a file's bytes arrived."""
    return services.files.confirm(file_id)


@storage.put("/{file_id}")
async def put_upload(
    services: EngineServices, request: Request, file_id: int, expires: int, signature: str
) -> FileMetadata:
    """Store the body as the file's bytes; the signature stands for the key."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as body:
        async for chunk in request.stream():
            body.write(chunk)
        body.seek(0)
        return await run_in_threadpool(services.files.receive, file_id, expires, signature, body)
