"""What handlers are given: the services, and who asks."""

from typing import Annotated, cast

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader
from starlette.concurrency import run_in_threadpool

from lineup.engine.assembly import Services
from lineup.engine.callers import Caller

MAX_INTEGER = 2**63 - 1
"""The largest number that the database takes."""

_HEADER = APIKeyHeader(name="X-API-Key", scheme_name="APIKeyHeader", auto_error=False)


def get_services(request: Request) -> Services:
    """Return the services of the application that serves the request."""
    return cast("Services", request.app.state.services)


async def admit(request: Request, endpoint: str) -> None:
    """Write down who asks, raising Unauthorized or TooManyRequests; nothing of the body is read."""
    secret = request.headers.get(_HEADER.model.name, "")
    admission = get_services(request).admission
    request.state.caller = await run_in_threadpool(admission.admit, secret, endpoint)


def require_key(
    request: Request, _shown: Annotated[str | None, Security(_HEADER)] = None
) -> Caller:
    """Return who asks, as the route found out; `_shown` puts the header in the OpenAPI."""
    return cast("Caller", request.state.caller)


EngineCaller = Annotated[Caller, Depends(require_key)]
"""How a handler asks for who asks."""

EngineServices = Annotated[Services, Depends(get_services)]
"""How a handler asks for the services."""


def get_server_url(request: Request, services: EngineServices) -> str:
    """Return where callers reach this server, without a slash at its end: as it is set, else as this request did."""
    return (services.public_url or str(request.base_url)).rstrip("/")


ServerUrl = Annotated[str, Depends(get_server_url)]
"""How a handler asks for the server's address."""
