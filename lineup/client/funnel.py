"""The one way to the server and back: send, judge, parse."""

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict, Unpack

import httpx

from lineup.client.answers import Model, parse, read_body, require_success
from lineup.client.errors import ClientError, ErrorKind
from lineup.client.refusals import refusal_of_storage

_IDEMPOTENT = frozenset({"GET", "PUT", "DELETE"})


class RequestOptions(TypedDict, total=False):
    """What a request may carry, in httpx's terms."""

    params: Mapping[str, Any]
    json: object
    data: Mapping[str, str]
    files: Mapping[str, Any]
    content: Iterable[bytes]
    headers: Mapping[str, str]
    timeout: httpx.Timeout


class Funnel:
    """What every call goes through. `api` carries the credentials, `storage` never does."""

    def __init__(self, api: httpx.Client, storage: httpx.Client, max_answer_bytes: int) -> None:
        self._api = api
        self._storage = storage
        self._max_answer_bytes = max_answer_bytes

    def _call(
        self, model: type[Model], method: str, path: str, **options: Unpack[RequestOptions]
    ) -> Model:
        """Return the server's answer as the model."""
        return parse(model, self._fetch(method, path, **options))

    def _fetch(self, method: str, path: str, **options: Unpack[RequestOptions]) -> bytes:
        """Return the body of the server's successful answer."""
        response, body = self._send(self._api, self._api.build_request(method, path, **options))
        require_success(response, body)
        return body

    def _transfer(self, method: str, url: str, **options: Unpack[RequestOptions]) -> bytes:
        """Return the body of the answer of a signed address, which gets no key."""
        request = self._storage.build_request(method, self._signed(url), **options)
        response, body = self._send(self._storage, request)
        if not response.is_success:
            raise refusal_of_storage(response.status_code)
        return body

    def _signed(self, url: str) -> httpx.URL:
        try:
            target = self._api.base_url.join(url)
        except httpx.InvalidURL:
            target = httpx.URL("")
        if target.scheme not in {"http", "https"} or not target.host:
            sentence = "The server names a place for the file that is no web address."
            raise ClientError(ErrorKind.BAD_ANSWER, sentence)
        return target

    def _send(self, http: httpx.Client, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        try:
            response = http.send(request, stream=True)
            try:
                return response, read_body(response, self._max_answer_bytes)
            finally:
                response.close()
        except httpx.DecodingError as error:
            sentence = "The server's answer is packed in a way that can't be read."
            raise ClientError(ErrorKind.BAD_ANSWER, sentence) from error
        except httpx.RequestError as error:
            raise _unreachable(request, error) from error


def _unreachable(request: httpx.Request, error: httpx.RequestError) -> ClientError:
    where = f"{request.url.scheme}://{request.url.netloc.decode('ascii', 'replace')}"
    sentence = f"{where} {_failing(error)}: check the address and that the server runs."
    is_sent = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
    if is_sent and request.method not in _IDEMPOTENT:
        sentence += " The request may have been taken all the same: look before you repeat it."
    return ClientError(ErrorKind.UNREACHABLE, sentence)


def _failing(error: httpx.RequestError) -> str:
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return "can't be reached"
    if isinstance(error, httpx.TimeoutException):
        return "did not answer in time"
    if isinstance(error, httpx.ProxyError | httpx.UnsupportedProtocol):
        return f"can't be reached, because {error}"
    return "broke the connection off"
