"""What handlers are given: the services, and the certainty that the caller holds the key."""

import hmac
from typing import Annotated, cast

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader

from lineup.engine.assembly import Services
from lineup.engine.errors import Unauthorized

MAX_INTEGER = 2**63 - 1
"""The largest number that the database takes."""

_HEADER = APIKeyHeader(name="X-API-Key", scheme_name="APIKeyHeader", auto_error=False)


def get_services(request: Request) -> Services:
    """Return the services of the application that serves the request."""
    return cast("Services", request.app.state.services)


def judge_key(request: Request) -> None:
    """Raise Unauthorized unless the request's header carries the engine's key; nothing of the body is read."""
    given = request.headers.get(_HEADER.model.name, "")
    expected = get_services(request).key.get_secret_value()
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise Unauthorized


def require_key(request: Request, _shown: Annotated[str | None, Security(_HEADER)] = None) -> None:
    """Raise Unauthorized unless the request carries the engine's key; `_shown` puts the header in the OpenAPI."""
    judge_key(request)


EngineServices = Annotated[Services, Depends(get_services)]
"""How a handler asks for the services."""
