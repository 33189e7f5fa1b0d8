"""Fetching a document by its URL, within limits of size, time and redirects."""

from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urljoin, urlsplit

import httpx

from lineup.contract.files import MAX_FILE_BYTES
from lineup.engine.errors import EngineError
from lineup.engine.names import clean_filename
from lineup.engine.outbound.addresses import PrivateAddressError
from lineup.engine.outbound.deadline import Deadline
from lineup.engine.outbound.transport import TIMEOUT, outbound_transport
from lineup.engine.services.documents import too_large_text

_MAX_REDIRECTS = 5
_TOTAL_SECONDS = 180.0
"""For all of it: connecting, headers, redirects and the document."""

_HEADERS = {"User-Agent": "lineup", "Accept-Encoding": "identity"}


class DownloadError(EngineError):
    """The document could not be fetched; the text says why and what to do."""


def public_transport(*, allow_private: bool) -> httpx.BaseTransport:
    """Return the transport for one document; private addresses only where the setting allows them."""
    return outbound_transport(Deadline(_TOTAL_SECONDS), allow_private=allow_private)


def download(url: str, target: Path, transport: httpx.BaseTransport) -> str:
    """Write what the URL answers to the target file and return the document's name, raising DownloadError."""
    with httpx.Client(
        transport=transport, timeout=TIMEOUT, headers=_HEADERS, trust_env=False
    ) as client:
        try:
            return _follow(client, url, target)
        except PrivateAddressError as error:
            raise DownloadError(_refused(url, str(error))) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            message = (
                f"{url} can't be fetched ({_reason(error)}): check the address, or upload the file."
            )
            raise DownloadError(message) from error


def _follow(client: httpx.Client, url: str, target: Path) -> str:
    address = url
    for _ in range(_MAX_REDIRECTS + 1):
        with client.stream("GET", address) as response:
            if not response.has_redirect_location:
                return _save(response, target)
            address = urljoin(address, response.headers["Location"])
        if urlsplit(address).scheme not in {"http", "https"}:
            message = f"{url} redirects to {address!r}, which is not http or https."
            raise DownloadError(message)
    message = f"{url} redirects more than {_MAX_REDIRECTS} times: give the final address."
    raise DownloadError(message)


def _save(response: httpx.Response, target: Path) -> str:
    if not response.is_success:
        message = f"{response.url} answered {response.status_code}: check the address, or upload the file."
        raise DownloadError(message)
    if response.headers.get("Content-Encoding", "identity") != "identity":
        message = f"{response.url} answers compressed although it was asked not to: upload the file instead."
        raise DownloadError(message)
    with target.open("wb") as stream:
        _copy(response, stream)
    return clean_filename(unquote(response.url.path))


def _copy(response: httpx.Response, stream: BinaryIO) -> None:
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > MAX_FILE_BYTES:
            raise DownloadError(too_large_text())
        stream.write(chunk)


def _refused(url: str, reason: str) -> str:
    return (
        f"{url} was not fetched: {reason}, and documents come from public addresses only. Upload the file instead, or "
        "set LINEUP_ALLOW_PRIVATE_URLS=true where that is safe."
    )


def _reason(error: Exception) -> str:
    match error:
        case httpx.TimeoutException():
            return "no answer in time"
        case httpx.ConnectError():
            return "no connection"
        case _:
            return type(error).__name__
