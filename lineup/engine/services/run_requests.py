"""What a run request asks, and whether it can be asked at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from lineup.contract.addresses import MAX_URL_LENGTH, is_web_address
from lineup.contract.executions import OUTPUT_FORMATS, RunOptions
from lineup.contract.files import REFERENCE_SCHEME
from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.engine.callers import Caller
from lineup.engine.errors import InvalidRequest, Problem
from lineup.engine.services.locations import location_problem


@dataclass(frozen=True)
class UploadedFile:
    """A file in the request: its bytes, and what its owner called it."""

    stream: IO[bytes]
    filename: str


@dataclass(frozen=True)
class RunRequest:
    """A run of a pipeline as it was asked for; `server_url` is where the caller reaches this server."""

    pipeline_id: str
    file: UploadedFile | None
    file_url: str | None
    options: RunOptions
    caller: Caller
    server_url: str


def require_valid_run(request: RunRequest) -> None:
    """Raise InvalidRequest naming each field that is wrong on its own or with another."""
    problems = (
        *_document_problems(request),
        *_page_range_problems(request.options.page_range),
        *_format_problems(request.options.output_format),
        *_location_problems(request),
        *_webhook_problems(request.options.webhook_url),
    )
    if problems:
        raise InvalidRequest(*problems)


def in_field(name: str, message: str) -> Problem:
    """Return a problem with a field of the form."""
    return Problem(("body", name), message)


def is_reference(file_url: str) -> bool:
    """Whether the URL names a stored file."""
    return file_url.startswith(REFERENCE_SCHEME)


def _document_problems(request: RunRequest) -> Iterator[Problem]:
    if request.file is None and request.file_url is None:
        message = "Give a document: either file (an upload) or file_url (an address)."
        yield from (in_field("file", message), in_field("file_url", message))
    elif request.file is not None and request.file_url is not None:
        message = "Give file or file_url, not both: a run takes one document."
        yield from (in_field("file", message), in_field("file_url", message))
    elif request.file_url is not None and not is_reference(request.file_url):
        yield from _url_problems("file_url", request.file_url, "http, https and datalab://")


def _url_problems(field: str, url: str, schemes: str) -> Iterator[Problem]:
    if len(url) > MAX_URL_LENGTH:
        yield in_field(field, f"The address is longer than {MAX_URL_LENGTH} characters.")
    elif not is_web_address(url):
        yield in_field(
            field, f"{url!r} is not an address that is read: write a full one ({schemes})."
        )


def _page_range_problems(page_range: str | None) -> Iterator[Problem]:
    if page_range is None:
        return
    try:
        parse_page_range(page_range)
    except PageRangeError as error:
        yield in_field("page_range", str(error))


def _format_problems(output_format: str | None) -> Iterator[Problem]:
    for name in (output_format or "").split(","):
        if output_format is not None and name.strip() not in OUTPUT_FORMATS:
            known = ", ".join(OUTPUT_FORMATS)
            yield in_field(
                "output_format", f"{name.strip()!r} is not an output format: choose from {known}."
            )


def _location_problems(request: RunRequest) -> Iterator[Problem]:
    location = request.options.processing_location
    problem = location_problem(location)
    if problem:
        yield in_field("processing_location", problem)
    elif location is not None and request.file is not None:
        message = (
            "With processing_location, multipart uploads are rejected: give file_url, or upload the file through "
            "/api/v1/files/upload and give its reference as file_url."
        )
        yield in_field("processing_location", message)


def _webhook_problems(webhook_url: str | None) -> Iterator[Problem]:
    if webhook_url is not None:
        yield from _url_problems("webhook_url", webhook_url, "http or https")
