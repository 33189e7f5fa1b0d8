"""The redact processor: what convert read, without its personal data."""

import time
from dataclasses import replace
from datetime import UTC, datetime

from pydantic import BaseModel

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.checkpoint import document_to_json, read_document
from lineup.engine.processors.convert.model.document import Document, Reading
from lineup.engine.processors.convert.result import convert_result
from lineup.engine.processors.protocol import (
    CUSTOM,
    CustomVersion,
    StepOutput,
    StepTask,
)
from lineup.engine.processors.redact.document import picture_count, redacted_document
from lineup.engine.processors.redact.redactor import Redactor
from lineup.engine.processors.redact.settings import RedactSettings
from lineup.engine.processors.step_settings import read_settings

NAME = "Redact personal data"

_OWN_NAME = "lineup-redact"


class Redaction:
    """Version 1: e-mail addresses, phone numbers, IBANs and card numbers.

    The convert step's own result keeps what it read, and page images show the document as it is.
    """

    version: str = "1"
    step_type: str = CUSTOM
    settings_model: type[BaseModel] = RedactSettings
    may_follow: frozenset[str] = frozenset({"convert"})

    def run(self, task: StepTask) -> StepOutput:
        """Return the document rendered without its personal data. Raises ProcessorError without a document before."""
        started = time.perf_counter()
        redactor = Redactor(_settings(task))
        document = redacted_document(read_document(task.checkpoint), redactor)
        result = _result(_with_picture_warning(document), redactor, self.version)
        return StepOutput(
            result=result | {"runtime": round(time.perf_counter() - started, 3)},
            page_count=len(document.pages),
            has_errors=bool(document.failed_pages),
            checkpoint=document_to_json(document),
        )


class RedactPersonalData:
    """The custom processor that takes personal data out of a converted document."""

    step_type: str = CUSTOM
    processor_id: str = "cp_redactPerson"
    name: str = NAME
    versions: tuple[CustomVersion, ...] = (
        CustomVersion(
            number=1,
            description="Replaces e-mail addresses, phone numbers, IBANs and card numbers.",
            created=datetime(2026, 11, 24, tzinfo=UTC),
            processor=Redaction(),
        ),
    )


def _settings(task: StepTask) -> RedactSettings:
    override = {"output_format": task.output_format} if task.output_format else {}
    return read_settings(RedactSettings, task.settings | override, "redact")


def _with_picture_warning(document: Document) -> Document:
    count = picture_count(document)
    if not count:
        return document
    warning = f"Pictures are left out ({count}): nothing looks for personal data in them."
    return replace(document, warnings=(*document.warnings, warning))


def _result(document: Document, redactor: Redactor, version: str) -> JsonObject:
    reading = Reading(document, versions={_OWN_NAME: version})
    result = convert_result(reading, redactor.settings)
    counts = {kind.value: redactor.counts[kind] for kind in redactor.settings.kinds}
    return result | {"metadata": result["metadata"] | {"redactions": counts}}
