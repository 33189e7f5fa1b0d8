"""Sentences beside a result: what in the schema or the document keeps values from being found."""

from collections.abc import Iterator

from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.convert.quality import block_text
from lineup.engine.processors.extract.schema.fields import FieldSchema
from lineup.engine.processors.extract.settings import ExtractionMode

_BALANCED_FIELDS = 25  # contract §3.3
_SHORT_DOCUMENT = 20


def document_notes(document: Document) -> Iterator[str]:
    """Yield what is to know about the document."""
    if not any(block_text(block).strip() for page in document.pages for block in page.walk()):
        yield "The document has no text, so there is nothing to extract: every value is null."


def schema_notes(schema: FieldSchema, document: Document, mode: ExtractionMode) -> Iterator[str]:
    """Yield what is to know about the schema."""
    yield from schema.notes
    count = schema.value_count
    is_short = len(document.pages) < _SHORT_DOCUMENT
    if mode is ExtractionMode.BALANCED and is_short and count > _BALANCED_FIELDS:
        yield (
            f"The schema asks for {count} values; the hosted service takes about {_BALANCED_FIELDS} in the mode "
            f"'balanced' for a document of fewer than {_SHORT_DOCUMENT} pages, and fails beyond that."
        )
