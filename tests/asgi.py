"""A synchronous httpx transport into an ASGI application, so that the real client drives the real engine in process."""

import asyncio
from collections.abc import Iterator
from threading import Thread

import httpx
from starlette.types import ASGIApp


class AsgiTransport(httpx.BaseTransport):
    """Answers each request by the application, on an event loop of its own."""

    def __init__(self, application: ASGIApp) -> None:
        self._async = httpx.ASGITransport(app=application, raise_app_exceptions=True)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        asked = httpx.Request(
            request.method, request.url, headers=request.headers, content=b"".join(_chunks(request))
        )
        return asyncio.run_coroutine_threadsafe(self._answer(asked), self._loop).result()

    def close(self) -> None:
        """End the event loop."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        response = await self._async.handle_async_request(request)
        body = await response.aread()
        headers = [(k, v) for k, v in response.headers.raw if k.lower() != b"content-encoding"]
        return httpx.Response(response.status_code, headers=headers, content=body, request=request)


def _chunks(request: httpx.Request) -> Iterator[bytes]:
    assert isinstance(request.stream, httpx.SyncByteStream)
    yield from request.stream
