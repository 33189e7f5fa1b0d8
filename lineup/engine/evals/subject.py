"""What is scored: the document as it was read, and what was extracted from it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from lineup.contract.wire import JsonObject
from lineup.engine.evals.extraction import Extraction, extraction_of
from lineup.engine.evals.items import NotScored
from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.model.checkpoint import document_from_json, read_document
from lineup.engine.processors.convert.model.document import Document, Page
from lineup.engine.processors.protocol import ProcessorError, StepOutput, StepTask


@dataclass(frozen=True)
class Subject:
    """A step's output as checks look at it; what the step has none of is None."""

    source: Path
    document: Document | None = None
    extraction: Extraction | None = None
    schema: JsonObject | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that were read, raising NotScored where none were."""
        if self.document is None:
            message = "This step has no pages of text that could be looked at."
            raise NotScored(message)
        return self.document.pages

    @property
    def extracted(self) -> Extraction:
        """What was extracted, raising NotScored where nothing was to be."""
        if self.extraction is None:
            message = "This step extracts no fields: put the rubric on an extract step."
            raise NotScored(message)
        return self.extraction

    def blocks(self) -> Iterator[tuple[Page, Block]]:
        """Yield the blocks that hold no others, with their pages, in reading order."""
        for page in self.pages:
            for block in page.walk():
                if not block.children:
                    yield page, block


def subject_of(output: StepOutput, task: StepTask) -> Subject:
    """Return what a step made, and the document that it worked on where it made none itself."""
    return Subject(
        source=task.source,
        document=_document(output, task),
        extraction=extraction_of(output.result.get("extraction_schema_json")),
        schema=_schema(task.settings.get("page_schema")),
    )


def _document(output: StepOutput, task: StepTask) -> Document | None:
    try:
        return document_from_json(output.checkpoint)
    except ValidationError:
        pass
    try:
        return read_document(task.checkpoint)
    except ProcessorError:
        return None


def _schema(given: object) -> JsonObject | None:
    try:
        parsed = json.loads(given) if isinstance(given, str) else given
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None
