"""What executions leave behind: step results and page images."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.contract.results import Thumbnails
from lineup.contract.statuses import StepStatus
from lineup.documents.page_images import MAX_PAGES_PER_CALL, PageImageError
from lineup.engine.blobs import BlobStore, page_image_key
from lineup.engine.errors import InvalidRequest, NotFound, Problem
from lineup.engine.packed_json import with_fields
from lineup.engine.services.document_reader import BusyError, DocumentReader
from lineup.engine.step_fields import step_fields
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.steps import StoredStep

_NO_PAGE_IMAGES = "This type of document has no page images: only PDF files and images do."


@dataclass(frozen=True)
class ResultService:
    """Finds results and makes page images."""

    executions: ExecutionStore
    blobs: BlobStore
    reader: DocumentReader

    def get_step_result(self, execution_id: str, step_index: int) -> bytes:
        """Return a step's result as gzipped JSON, raising NotFound until it has completed."""
        step = self.executions.find_step(execution_id, step_index)
        if step.results_deleted_at is not None:
            raise NotFound(results_deleted_text(step.results_deleted_at))
        if step.result_key is None:
            raise NotFound(_no_result(step))
        try:
            stored = self.blobs.read_bytes(step.result_key)
        except FileNotFoundError as error:
            message = (
                f"The result of step {step_index} is no longer stored: run the document again."
            )
            raise NotFound(message) from error
        return with_fields(stored, step_fields(step.checkpoint_id, step.bill))

    def get_thumbnails(self, lookup_key: str, width: int, page_range: str | None) -> Thumbnails:
        """Return images of the asked pages, all of them where no range is given, at most 20 a call.

        A document without pages to draw, such as a spreadsheet, has `success` false and a sentence.
        """
        step = self.executions.find_lookup(lookup_key)
        if step.results_deleted_at is not None:
            return Thumbnails(success=False, error=results_deleted_text(step.results_deleted_at))
        document = self.executions.get_stored(step.execution_id).blob_key
        if document is None:
            return Thumbnails(success=False, error="The document has not been fetched yet.")
        try:
            images = self._page_images(document, width, page_range)
        except PageImageError as error:
            return Thumbnails(success=False, error=str(error))
        except FileNotFoundError:
            return Thumbnails(success=False, error="The document is no longer stored.")
        return Thumbnails(thumbnails=[b64encode(image).decode("ascii") for image in images])

    def _page_images(self, document: str, width: int, page_range: str | None) -> list[bytes]:
        pages = _read_range(page_range) if page_range else self._first_pages(document)
        keys = [page_image_key(document, page, width) for page in pages]
        if all(self.blobs.exists(key) for key in keys):
            return [self.blobs.read_bytes(key) for key in keys]
        images = self.reader.render_pages(document, pages, width)
        if not images:
            raise PageImageError(_NO_PAGE_IMAGES)
        for key, image in zip(keys, images, strict=True):
            self.blobs.put_bytes(key, image)
        return images

    def _first_pages(self, document: str) -> list[int]:
        try:
            counted = self.reader.inspect(document)
        except BusyError as error:
            raise PageImageError(str(error)) from error
        if not counted.pages:
            raise PageImageError(counted.problem or _NO_PAGE_IMAGES)
        return list(range(min(counted.pages, MAX_PAGES_PER_CALL)))


def _read_range(text: str) -> list[int]:
    try:
        pages = parse_page_range(text).indices
    except PageRangeError as error:
        raise InvalidRequest(Problem(("query", "page_range"), str(error))) from error
    if len(pages) > MAX_PAGES_PER_CALL:
        message = (
            f"{text!r} names {len(pages)} pages; ask for at most {MAX_PAGES_PER_CALL} at a time."
        )
        raise InvalidRequest(Problem(("query", "page_range"), message))
    return pages


def results_deleted_text(at: datetime) -> str:
    """Return the sentence about an execution that has outlived its results."""
    return f"The results of this execution were deleted on {at:%Y-%m-%d at %H:%M} UTC: run the document again."


def _no_result(step: StoredStep) -> str:
    match step.status:
        case StepStatus.FAILED:
            return f"Step {step.step_index} failed and left no result: {step.error_message}"
        case StepStatus.SKIPPED:
            return f"Step {step.step_index} was skipped because an earlier step failed; it has no result."
        case _:
            return f"Step {step.step_index} is {step.status}; its result is there once it has completed."
