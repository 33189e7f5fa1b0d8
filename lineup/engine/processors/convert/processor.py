"""The convert processor: a document in, its pages and blocks out."""

import time
from pathlib import Path

from pydantic import BaseModel

from lineup.documents.document_type import READABLE_TYPES_TEXT
from lineup.documents.sniff import DocumentType, sniff_document
from lineup.documents.sniff_ole2 import is_password_protected_office
from lineup.engine.processors.convert.billable import billable_pages
from lineup.engine.processors.convert.earlier import read_earlier
from lineup.engine.processors.convert.model.checkpoint import document_to_json
from lineup.engine.processors.convert.model.document import Reading
from lineup.engine.processors.convert.request import ReadRequest
from lineup.engine.processors.convert.result import convert_result
from lineup.engine.processors.convert.settings import ConvertSettings, convert_settings
from lineup.engine.processors.convert.versions import LIBRARIES, OWN_VERSION
from lineup.engine.processors.protocol import START, ProcessorError, StepOutput, StepTask


class Convert:
    """Reads a document of any known type into pages of blocks, and renders them as asked."""

    step_type: str = "convert"
    version: str = OWN_VERSION
    settings_model: type[BaseModel] = ConvertSettings
    may_follow: frozenset[str] = frozenset({START})
    libraries: tuple[str, ...] = LIBRARIES

    def run(self, task: StepTask) -> StepOutput:
        """Return the rendered document, read anew unless an earlier reading is there.

        Raises ProcessorError where it or the settings don't allow it.
        """
        started = time.perf_counter()
        settings = convert_settings(
            task.settings, output_format=task.output_format, page_range=task.page_range
        )
        reading = _reading(task, settings)
        result = convert_result(reading, settings)
        checkpoint = document_to_json(reading.document)
        result["checkpoint_reused"] = task.checkpoint is not None
        result["runtime"] = round(time.perf_counter() - started, 3)
        return StepOutput(
            result=result,
            page_count=len(reading.document.pages),
            has_errors=bool(reading.document.failed_pages),
            checkpoint=checkpoint,
            billable_pages=billable_pages(reading.document),
        )

    def warm_up(self) -> None:
        """Import what most documents need."""
        warm_up()


def warm_up() -> None:
    """Import the PDF libraries, so that a worker's first document doesn't wait for them."""
    from lineup.engine.processors.convert.pdf import reader  # noqa: F401, PLC0415 (the point is when)


def _reading(task: StepTask, settings: ConvertSettings) -> Reading:
    if task.checkpoint is None:
        return _read(task, settings)
    return read_earlier(task.checkpoint, task.earlier_result)


def _read(task: StepTask, settings: ConvertSettings) -> Reading:
    """Read the file with what its type needs, imported only now: a worker that never sees a type never pays for it."""
    document_type = _document_type(task)
    source = _with_ending(task, document_type)
    request = ReadRequest(source, document_type, task.scratch, settings, task.seconds)
    if request.document_type is DocumentType.PDF:
        from lineup.engine.processors.convert.pdf.reader import read_pdf  # noqa: PLC0415 (lazy)

        return read_pdf(request)
    if request.document_type.is_image:
        from lineup.engine.processors.convert.images.reader import read_image  # noqa: PLC0415 (lazy)

        return read_image(request)
    from lineup.engine.processors.convert.office.reader import read_office  # noqa: PLC0415 (lazy)

    return read_office(request)


def _with_ending(task: StepTask, document_type: DocumentType) -> Path:
    """Return the document under a name with its type's ending: some libraries go by that, and blobs have none."""
    link = task.scratch / f"source.{document_type}"
    link.symlink_to(task.source.absolute())
    return link


def _document_type(task: StepTask) -> DocumentType:
    if task.source.stat().st_size == 0:
        message = "The file is empty."
        raise ProcessorError(message)
    document_type = sniff_document(task.source)
    if document_type is None and is_password_protected_office(task.source):
        message = "This document is protected by a password: remove it and upload the file again."
        raise ProcessorError(message)
    if document_type is None:
        message = (
            f"This is not a type of file that can be converted. What can be: {READABLE_TYPES_TEXT}."
        )
        raise ProcessorError(message)
    return document_type
