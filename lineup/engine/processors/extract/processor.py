"""The extract processor: a schema and a document in, values with their places out."""

import time
from dataclasses import dataclass

from pydantic import BaseModel

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert import Convert
from lineup.engine.processors.convert.model.checkpoint import (
    document_from_json,
    document_to_json,
    read_document,
)
from lineup.engine.processors.convert.model.document import Document, Reading
from lineup.engine.processors.convert.result import convert_result
from lineup.engine.processors.convert.settings import RenderSettings
from lineup.engine.processors.extract.backend import Extraction
from lineup.engine.processors.extract.backends import backend_for, depends_on_model
from lineup.engine.processors.extract.notes import document_notes, schema_notes
from lineup.engine.processors.extract.schema.fields import FieldSchema
from lineup.engine.processors.extract.schema.reading import read_schema
from lineup.engine.processors.extract.settings import ExtractionMode, ExtractSettings
from lineup.engine.processors.extract.shaping import extraction_json, score_average
from lineup.engine.processors.extract.versions import LIBRARIES, OWN_NAME, OWN_VERSION
from lineup.engine.processors.protocol import START, ProcessorError, StepOutput, StepTask
from lineup.engine.processors.step_settings import read_settings

_READING_MODES = {"fast", "balanced", "accurate"}


@dataclass(frozen=True)
class _Source:
    """The document to extract from, and which versions of what read it, if this step did."""

    document: Document
    versions: JsonObject


class Extract:
    """Finds the values that a schema asks for, in what an earlier step read, or in the document read by itself."""

    step_type: str = "extract"
    version: str = OWN_VERSION
    settings_model: type[BaseModel] = ExtractSettings
    may_follow: frozenset[str] = frozenset({START, "convert", "segment", "custom"})
    libraries: tuple[str, ...] = LIBRARIES

    def depends_on(self, settings: JsonObject) -> JsonObject:
        """Return which language model answers, if one does: another one's result is another."""
        return depends_on_model(settings)

    def run(self, task: StepTask) -> StepOutput:
        """Return the values. Raises ProcessorError where the settings or the document don't allow it."""
        started = time.perf_counter()
        settings = read_settings(ExtractSettings, task.settings, "extract")
        schema = _schema(settings)
        source = _source(task, settings)
        backend = backend_for(settings)
        extraction = backend.extract(schema, source.document)
        result = _result(source, schema, settings, extraction, backend.name)
        return StepOutput(
            result=result | {"runtime": round(time.perf_counter() - started, 3)},
            page_count=len(source.document.pages),
            has_errors=bool(source.document.failed_pages),
            checkpoint=document_to_json(source.document),
            is_lasting=extraction.is_lasting,
        )


def _schema(settings: ExtractSettings) -> FieldSchema:
    if settings.page_schema is None:
        message = (
            f"The saved schema {settings.schema_id!r} didn't come with the step: save the pipeline again, "
            "or give the schema itself as page_schema."
        )
        raise ProcessorError(message)
    return read_schema(settings.page_schema)


def _source(task: StepTask, settings: ExtractSettings) -> _Source:
    """Return what the step before left, else what convert makes of the file."""
    if task.checkpoint is not None:
        return _Source(read_document(task.checkpoint), {})
    wanted = settings.mode or settings.extraction_mode
    asked: JsonObject = {
        "mode": wanted if wanted in _READING_MODES else ExtractionMode.FAST,
        "include_images": False,
        "max_pages": settings.max_pages,
        "page_range": task.page_range or settings.page_range,
    }
    read = Convert().run(
        StepTask(
            task.source,
            task.filename,
            asked,
            task.scratch,
            output_format="json",
            seconds=task.seconds,
        )
    )
    return _Source(document_from_json(read.checkpoint), read.result["versions"])


def _result(
    source: _Source,
    schema: FieldSchema,
    settings: ExtractSettings,
    extraction: Extraction,
    backend: str,
) -> JsonObject:
    """Return the result as on the wire: with the block tree, in which the citations are looked up."""
    reading = Reading(source.document, versions={**source.versions, OWN_NAME: OWN_VERSION})
    rendered = convert_result(reading, RenderSettings(output_format="json"))
    warnings = [
        *rendered["metadata"].get("warnings", []),
        *document_notes(source.document),
        *schema_notes(schema, source.document, settings.extraction_mode),
        *extraction.notes,
    ]
    told = {"extraction_backend": backend, **extraction.metadata, "warnings": warnings}
    mode = settings.extraction_mode
    return rendered | {
        "extraction_schema_json": extraction_json(extraction.root, mode),
        "extraction_mode": mode.value,
        "extraction_score_average": score_average(extraction.root, mode),
        "metadata": rendered["metadata"] | told,
    }
