"""The client as its users find it."""

from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Self

import httpx
from pydantic import SecretStr

from lineup import __version__
from lineup.client.comparisons import ComparisonCalls
from lineup.client.control import ControlCalls
from lineup.client.credentials import Credentials
from lineup.client.custom_processors import CustomProcessorCalls
from lineup.client.errors import ClientError, ErrorKind
from lineup.client.executions import ExecutionCalls
from lineup.client.extension import ExtensionCalls
from lineup.client.network import Network
from lineup.client.pipelines import PipelineCalls
from lineup.client.retries import Retries, RetryTransport
from lineup.client.rubrics import RubricCalls
from lineup.client.schemas import SchemaCalls
from lineup.contract.errors import FieldError

DEFAULT_TIMEOUT = httpx.Timeout(60.0, connect=5.0)
"""Seconds for each connecting, and for each reading and writing."""

MAX_ANSWER_BYTES = 512 * 2**20
"""The largest answer that is read; a step result with all its images can have hundreds of megabytes."""


class Client(
    PipelineCalls,
    ExecutionCalls,
    SchemaCalls,
    RubricCalls,
    CustomProcessorCalls,
    ComparisonCalls,
    ControlCalls,
    ExtensionCalls,
):
    """All calls of a Pipelines API; may be shared by threads, and is closed as a context manager or by `close`.

    `base_url` is the server's address without `/api/v1`. Every method raises ClientError, and no other error of the
    network or of the answer; so does the constructor for an address or a key that can't be one.
    """

    def __init__(
        self,
        base_url: str,
        api_key: SecretStr | None = None,
        *,
        team: str | None = None,
        transport: httpx.BaseTransport | None = None,
        timeout: httpx.Timeout = DEFAULT_TIMEOUT,
        retries: Retries | None = None,
        max_answer_bytes: int = MAX_ANSWER_BYTES,
    ) -> None:
        credentials = Credentials(api_key, team)
        below = RetryTransport(transport or Network(), retries or Retries())
        super().__init__(
            api=_http(below, timeout, base_url=_server(base_url), auth=credentials),
            storage=_http(below, timeout),
            max_answer_bytes=max_answer_bytes,
        )

    def close(self) -> None:
        """Close all connections."""
        self._storage.close()
        self._api.close()

    def __enter__(self) -> Self:
        """Return the client, open."""
        return self

    def __exit__(self, *_exception: object) -> None:
        """Close all connections."""
        self.close()

    def __repr__(self) -> str:
        """Return the server's address; never the key."""
        return f"Client({self._api.base_url!r})"


def _http(
    transport: httpx.BaseTransport,
    timeout: httpx.Timeout,
    *,
    base_url: httpx.URL | str = "",
    auth: httpx.Auth | None = None,
) -> httpx.Client:
    """Return an HTTP client that keeps no cookies, follows no redirects and reads no `.netrc`."""
    return httpx.Client(
        transport=transport,
        timeout=timeout,
        base_url=base_url,
        auth=auth,
        headers={"User-Agent": f"lineup/{__version__}", "Accept": "application/json"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        trust_env=False,
    )


def _server(base_url: str) -> httpx.URL:
    try:
        url = httpx.URL(base_url.strip())
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in {"http", "https"} or not url.host:
        sentence = "The server's address is no web address: it begins with http:// or https://."
        field = FieldError(field="base_url", message=sentence)
        raise ClientError(ErrorKind.INVALID, sentence, (field,))
    return url
