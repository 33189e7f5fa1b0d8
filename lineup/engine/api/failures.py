"""Every refusal as the API's error body: `{"detail": sentence}`, or the list of fields of a failed validation."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from lineup.engine.errors import EngineError, InvalidRequest, TooManyRequests

_SHOWN_PATH = 200
_UNKNOWN, _WRONG_METHOD = 404, 405


def add_failure_handlers(application: FastAPI) -> None:
    """Have the application answer every expected failure with the API's error body."""
    application.add_exception_handler(EngineError, _answer_error)
    application.add_exception_handler(RequestValidationError, _answer_invalid)
    application.add_exception_handler(HTTPException, _answer_http)
    application.add_exception_handler(DataError, _answer_unstorable)


async def _answer_error(_request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, InvalidRequest):
        return JSONResponse(
            {"detail": [_detail(p.location, p.message) for p in error.problems]}, 422
        )
    wait = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else None
    status = error.status if isinstance(error, EngineError) else 500
    return JSONResponse({"detail": str(error)}, status, wait)


async def _answer_invalid(_request: Request, error: Exception) -> JSONResponse:
    """Answer in FastAPI's form but without the input: it may be a whole file."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    detail = [_detail(item["loc"], item["msg"], item["type"]) for item in found]
    return JSONResponse({"detail": detail}, 422)


async def _answer_unstorable(_request: Request, _error: Exception) -> JSONResponse:
    """Answer for a value that the database has no room for: Postgres takes no NUL in texts, and 32-bit numbers."""
    message = "The request holds a text or a number that can't be stored: check it for NUL characters and huge numbers."
    return JSONResponse({"detail": message}, 400)


async def _answer_http(request: Request, error: Exception) -> JSONResponse:
    """Answer for the framework's own refusals: no such call, not this method, a body that can't be parsed."""
    status, said, headers = 500, "The engine failed.", None
    if isinstance(error, HTTPException):
        status, said, headers = error.status_code, error.detail, error.headers
    if status == _WRONG_METHOD:
        allowed = ", ".join(_allowed_methods(request))
        said = f"{_shown_path(request)} takes {allowed}, not {request.method}."
        headers = {"Allow": allowed}
    elif status == _UNKNOWN:
        said = f"There is no call {request.method} {_shown_path(request)}."
    return JSONResponse({"detail": said}, status, headers)


def _allowed_methods(request: Request) -> list[str]:
    """Return the methods of the path; the framework itself names those of the first route only."""
    paths = request.app.openapi()["paths"]
    matching = [
        calls for path, calls in paths.items() if compile_path(path)[0].match(request.url.path)
    ]
    return sorted({method.upper() for calls in matching for method in calls})


def _shown_path(request: Request) -> str:
    path = request.url.path
    return path if len(path) <= _SHOWN_PATH else path[:_SHOWN_PATH] + "…"


def _detail(location: Any, message: str, kind: str = "value_error") -> dict[str, Any]:  # noqa: ANN401 (FastAPI's loc)
    return {"type": kind, "loc": list(location), "msg": message}
