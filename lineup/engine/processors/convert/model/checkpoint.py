"""The document as JSON, for the steps that follow. Pictures stay out: no later step reads them."""

from functools import cache

from pydantic import TypeAdapter

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.document import Document


def document_to_json(document: Document) -> JsonObject:
    """Return the document as a JSON object."""
    written: JsonObject = _adapter().dump_python(document, mode="json")
    return written


def document_from_json(written: JsonObject) -> Document:
    """Return the document that was written; raises pydantic's ValidationError where it is none."""
    return _adapter().validate_python(written)


@cache
def _adapter() -> TypeAdapter[Document]:
    return TypeAdapter(Document)
