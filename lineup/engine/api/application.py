"""The engine's HTTP application."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from lineup import __version__
from lineup.engine.api import executions, extension, files, pipelines, runs
from lineup.engine.api.body_limit import BodyLimit
from lineup.engine.assembly import Services
from lineup.engine.errors import EngineError, InvalidRequest

DESCRIPTION = "The Pipelines API, served by Lineup's embedded engine."


def create_application(services: Services) -> FastAPI:
    """Return the application that serves the Pipelines API and our extension of it."""
    application = FastAPI(
        title="Lineup engine",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    application.state.services = services
    # The list of executions is found before `/pipelines/{pipeline_id}`: "executions" is a word there, not an id.
    for module in (executions, runs, pipelines, files, extension):
        application.include_router(module.router)
    application.include_router(files.storage)
    application.include_router(extension.health)
    application.add_middleware(BodyLimit)
    application.add_exception_handler(EngineError, _answer_error)
    application.add_exception_handler(RequestValidationError, _answer_invalid)
    return application


async def _answer_error(_request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, InvalidRequest):
        return JSONResponse(
            {"detail": [_detail(p.location, p.message) for p in error.problems]}, 422
        )
    status = error.status if isinstance(error, EngineError) else 500
    return JSONResponse({"detail": str(error)}, status)


async def _answer_invalid(_request: Request, error: Exception) -> JSONResponse:
    """Answer in FastAPI's form but without the input: it may be a whole file."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    detail = [_detail(item["loc"], item["msg"], item["type"]) for item in found]
    return JSONResponse({"detail": detail}, 422)


def _detail(location: Any, message: str, kind: str = "value_error") -> dict[str, Any]:  # noqa: ANN401 (FastAPI's loc)
    return {"type": kind, "loc": list(location), "msg": message}
