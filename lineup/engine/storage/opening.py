"""From a blob URL to the store it names."""

import os
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lineup.engine.blobs import BlobStore
from lineup.engine.storage.folder import FolderBlobs
from lineup.errors import StartError

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
"""Where the address of an object store that is not Amazon's is set; the first one counts."""

_CLIENT: "ClientConfig" = {"connect_timeout": "5s", "read_timeout": "30s", "timeout": "1h"}
"""A transfer may take its time, but a store that says nothing for half a minute is gone."""

_RETRIES: "RetryConfig" = {"max_retries": 5, "retry_timeout": timedelta(seconds=30)}


def open_blobs(
    url: str, scratch: Path | None = None, environment: Mapping[str, str] = os.environ
) -> BlobStore:
    """Return the blobs in what a folder's path, a `file://` URL or `s3://bucket/prefix` names.

    `scratch` is where local copies of remote blobs lie, by default the system's own folder. Nothing is touched yet.
    Raises StartError for a URL that is none of these.
    """
    scheme = urlsplit(url).scheme if "://" in url else ""
    match scheme:
        case "":
            return FolderBlobs(Path(url).expanduser().absolute())
        case "file":
            return FolderBlobs(_file_path(url))
        case "s3":
            return _open_bucket(url, scratch, environment)
        case _:
            message = f"LINEUP_BLOB_URL can't begin with {scheme}://: give a folder, or s3://bucket/prefix."
            raise StartError(message)


def _file_path(url: str) -> Path:
    parts = urlsplit(url)
    if parts.netloc not in {"", "localhost"} or not parts.path:
        message = (
            "LINEUP_BLOB_URL with file:// needs three slashes and a whole path: file:///srv/lineup."
        )
        raise StartError(message)
    return Path(unquote(parts.path))


def _open_bucket(url: str, scratch: Path | None, environment: Mapping[str, str]) -> BlobStore:
    """Import the object store's client only where one is used."""
    from obstore.store import S3Store  # noqa: PLC0415

    from lineup.engine.storage.bucket import BucketBlobs  # noqa: PLC0415

    parts = urlsplit(url)
    if not parts.netloc or "@" in parts.netloc or parts.query or parts.fragment:
        message = (
            "LINEUP_BLOB_URL must be s3://bucket/prefix and nothing else: credentials go into AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, the store's address into AWS_ENDPOINT_URL."
        )
        raise StartError(message)
    endpoint = next((environment[name] for name in _ENDPOINTS if environment.get(name)), None)
    store = S3Store(
        parts.netloc,
        prefix=unquote(parts.path).strip("/") or None,
        config={"endpoint": endpoint} if endpoint else {},
        client_options={**_CLIENT, "allow_http": _may_be_plain(endpoint, environment)},
        retry_config=_RETRIES,
    )
    return BucketBlobs(store, parts.netloc, scratch)


def _may_be_plain(endpoint: str | None, environment: Mapping[str, str]) -> bool:
    """Whether the endpoint may be spoken to without TLS: one on this machine, or where AWS_ALLOW_HTTP says so.

    Raises StartError for a plain endpoint elsewhere.
    """
    if endpoint is None or not endpoint.startswith("http://"):
        return False
    if _is_loopback(urlsplit(endpoint).hostname or ""):
        return True
    if environment.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true"}:
        return True
    message = (
        "AWS_ENDPOINT_URL is not encrypted: give an https address, or set AWS_ALLOW_HTTP=true if the network between "
        "is your own."
    )
    raise StartError(message)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
