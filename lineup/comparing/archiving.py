"""Keeping what a server still has of an execution that has ended: its record and every step's result."""

import base64
from collections.abc import Mapping, Sequence

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.executions import Execution
from lineup.contract.extension import Feature
from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.contract.records import ExecutionRecord
from lineup.contract.statuses import StepStatus
from lineup.contract.wire import JsonObject
from lineup.workspace.archive import Archive, Archived, Ended

_PASSING = {
    ErrorKind.UNREACHABLE,
    ErrorKind.OVERLOADED,
    ErrorKind.RATE_LIMIT,
    ErrorKind.SERVER,
    ErrorKind.AUTHENTICATION,
    ErrorKind.PAYMENT,
    ErrorKind.PERMISSION,
}
"""What may be over later: the result is asked for again instead of being written off for good."""

MOST_PAGE_IMAGES = 40
"""Of how many pages images are kept."""

PAGE_IMAGE_WIDTH = 1_000
"""How wide a page image is that is kept, in pixels."""

_IMAGES_AT_ONCE = 4
_GONE = "The server no longer has this result."


def archive_execution(
    client: Client,
    archive: Archive,
    server: str,
    execution: Execution,
    document: str | None,
    *,
    with_images: bool = False,
) -> Archived:
    """Keep an execution that has ended and return it; one that is kept already is not asked for again.

    `with_images` keeps page images too, for a document that the workspace has no bytes of, to draw them later.
    Raises ClientError where the server does not answer for the moment: nothing is kept then, and it can be tried again.
    """
    known = archive.find(server, [execution.execution_id]).get(execution.execution_id)
    if known is not None:
        return known
    results: dict[int, JsonObject] = {}
    missing: dict[int, str] = {}
    for step in execution.steps:
        if step.state is not StepStatus.COMPLETED:
            missing[step.step_index] = step.error_message or f"The step was {step.status}."
            continue
        try:
            result = client.get_step_result(execution.execution_id, step.step_index)
            results[step.step_index] = result.model_dump(mode="json", by_alias=True)
        except ClientError as error:
            if error.kind in _PASSING:
                raise
            is_gone = error.kind is ErrorKind.NOT_FOUND
            missing[step.step_index] = _GONE if is_gone else error.sentence
    record = _record(client, execution.execution_id)
    images = _page_images(client, execution, results) if with_images else {}
    return archive.add(server, Ended(execution, document, record, results, missing, images))


def _page_images(
    client: Client, execution: Execution, results: Mapping[int, JsonObject]
) -> dict[int, bytes]:
    """Return the images of the first pages that were read, as many as the server gives."""
    read = (step for step in execution.steps if step.step_index in results and step.lookup_key)
    step = next(read, None)
    images: dict[int, bytes] = {}
    if step is None or step.lookup_key is None:
        return images
    pages = list(_pages_read(execution, results)[:MOST_PAGE_IMAGES])
    for first in range(0, len(pages), _IMAGES_AT_ONCE):
        asked = pages[first : first + _IMAGES_AT_ONCE]
        try:
            told = client.get_thumbnails(
                step.lookup_key, width=PAGE_IMAGE_WIDTH, page_range=",".join(map(str, asked))
            )
            images |= dict(zip(asked, map(_decoded, told.thumbnails), strict=True))
        except (ClientError, ValueError):  # a document without pages that could be drawn has none
            return images
    return images


def _pages_read(execution: Execution, results: Mapping[int, JsonObject]) -> Sequence[int]:
    """Return the 0-based pages that an execution read; a server may tell any number."""
    asked = (execution.input_config or {}).get("page_range")
    if isinstance(asked, str) and asked:
        try:
            return parse_page_range(asked).indices
        except PageRangeError:
            return []
    counted = [result.get("page_count") for result in results.values()]
    return range(max((count for count in counted if isinstance(count, int)), default=0))


def _decoded(image: str) -> bytes:
    return base64.b64decode(image, validate=True)


def _record(client: Client, execution_id: str) -> ExecutionRecord | None:
    """Return what an engine of ours tells beside the API; None from another server."""
    capabilities = client.get_capabilities()
    if capabilities is None or not capabilities.has(Feature.RECORD):
        return None
    try:
        return client.get_record(execution_id)
    except ClientError as error:
        if error.kind in _PASSING:
            raise
        return None
