"""Where files' bytes are put and got: the signature in the address stands for the key."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from typing import IO, Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from lineup.contract.errors import ErrorAnswer
from lineup.contract.files import FileMetadata
from lineup.engine.api.dependencies import MAX_INTEGER, EngineServices, ServerUrl
from lineup.engine.services.files import Download
from lineup.engine.services.signed_urls import Signature

_PREFIX = "/api/v1/lineup/storage"
_IN_MEMORY_BYTES = 1 << 20
_NOT_VALID = {"model": ErrorAnswer, "description": "The address is forged or has expired"}
_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorAnswer, "description": "The bytes can't be taken"},
    403: _NOT_VALID,
    404: {"model": ErrorAnswer, "description": "The file is gone"},
    413: {"model": ErrorAnswer, "description": "The file is too large"},
    500: {"model": ErrorAnswer, "description": "The engine failed"},
}
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_GIVEN: dict[int | str, dict[str, Any]] = {
    200: {"content": {"*/*": _BYTES}, "description": "The file's bytes"}
}
_TAKEN = {"requestBody": {"content": {"application/octet-stream": _BYTES}, "required": True}}

# A browser must neither show nor interpret what somebody uploaded, whatever it was called.
_HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}

router = APIRouter(prefix=_PREFIX, tags=["lineup"], responses=_ERRORS)

FileNumber = Annotated[int, Path(ge=0, le=MAX_INTEGER)]
"""A file's number in a signed address."""


def get_storage_url(server_url: ServerUrl) -> str:
    """Return where files' bytes are put and got on this server, as its callers reach it."""
    return f"{server_url}{_PREFIX}"


StorageUrl = Annotated[str, Depends(get_storage_url)]
"""How a handler asks for the place of files' bytes."""


def read_signature(
    expires: Annotated[int, Query(ge=0, le=MAX_INTEGER)], signature: str
) -> Signature:
    """Return the signature in the address."""
    return Signature(expires, signature)


Shown = Annotated[Signature, Depends(read_signature)]
"""How a handler asks for the signature in the address."""


@router.put("/{file_id}", openapi_extra=_TAKEN)
async def put_upload(
    services: EngineServices, request: Request, file_id: FileNumber, shown: Shown
) -> FileMetadata:
    """Store the body as the file's bytes, until the file is confirmed."""
    await run_in_threadpool(services.files.require_open, file_id, shown)
    async with _spooled(request) as body:
        return await run_in_threadpool(services.files.receive, file_id, shown, body)


@router.get("/{file_id}", response_class=FileResponse, responses=_GIVEN)
def get_download(services: EngineServices, file_id: FileNumber, shown: Shown) -> FileResponse:
    """Return the file's bytes as an attachment."""
    held = ExitStack()
    download = held.enter_context(services.files.open_download(file_id, shown))
    return _attachment(download, BackgroundTask(held.close))


def _attachment(download: Download, afterwards: BackgroundTask) -> FileResponse:
    headers = {"Content-Type": download.content_type} | _HARMLESS
    return FileResponse(
        download.path, filename=download.filename, headers=headers, background=afterwards
    )


@asynccontextmanager
async def _spooled(request: Request) -> AsyncIterator[IO[bytes]]:
    """Give the whole body as a file, on disk where it is large."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as body:
        async for chunk in request.stream():
            body.write(chunk)
        body.seek(0)
        yield body
