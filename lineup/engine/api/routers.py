"""Routers whose calls need the key, which is judged before anything of the body is read."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute

from lineup.contract.errors import ErrorAnswer
from lineup.engine.api.dependencies import admit, require_key

ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorAnswer, "description": "What was asked can't be done as things stand"},
    401: {"model": ErrorAnswer, "description": "No API key, or a wrong one"},
    404: {"model": ErrorAnswer, "description": "There is no such thing"},
    413: {"model": ErrorAnswer, "description": "The body is too large"},
    429: {
        "model": ErrorAnswer,
        "description": "More requests a minute, or more open runs, than the key may have",
        "headers": {"Retry-After": {"description": "In seconds", "schema": {"type": "integer"}}},
    },
    500: {"model": ErrorAnswer, "description": "The engine failed"},
}
"""What any call with a key may answer beside its success and 422 (contract §7.2)."""


class KeyedRoute(APIRoute):
    """A route that judges the key first, and counts the request against the key's rate.

    FastAPI by itself reads and spools the whole body, a document of 200 MB too, before the dependencies that judge it.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request of this route."""
        answer = super().get_route_handler()

        async def answer_with_key(request: Request) -> Response:
            await admit(request, self.path_format)
            return await answer(request)

        return answer_with_key


def keyed_router(prefix: str, tag: str) -> APIRouter:
    """Return a router of calls that need the key, with the errors they may answer in the OpenAPI."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        dependencies=[Depends(require_key)],
        route_class=KeyedRoute,
        responses=ERRORS,
    )
