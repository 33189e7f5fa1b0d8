"""The document as JSON, for the steps that follow. Pictures stay out: no later step reads them."""

import gzip
import zlib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.protocol import ProcessorError


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


def read_document(checkpoint: Path | None) -> Document:
    """Return the document that a convert step, or one after it, left; raises ProcessorError where there is none."""
    try:
        written = b"" if checkpoint is None else gzip.decompress(checkpoint.read_bytes())
        return _adapter().validate_json(written)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        message = "The step before left no document to work on: put this step after a convert step."
        raise ProcessorError(message) from error
