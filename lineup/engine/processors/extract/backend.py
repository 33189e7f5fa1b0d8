"""What extracts: a backend is given a schema and a document, and returns a finding for each field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.extract.schema.fields import FieldSchema, Scalar


class Confidence(StrEnum):
    """How likely a value is right: a coarse level, no probability."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class ValueFinding:
    """What was found for a single value: None where nothing was.

    `citations` are the ids of the blocks that the value was read from, `reason` says in a sentence why it is this one, or
    what was looked for in vain.
    """

    value: Scalar | None = None
    citations: tuple[str, ...] = ()
    confidence: Confidence = Confidence.LOW
    reason: str = ""


@dataclass(frozen=True)
class ObjectFinding:
    """What was found for each of an object's fields, by name."""

    properties: "Mapping[str, Finding]" = field(default_factory=dict)


@dataclass(frozen=True)
class ListFinding:
    """What was found for a list: None where there is no list at all."""

    items: "tuple[Finding, ...] | None" = None
    citations: tuple[str, ...] = ()
    confidence: Confidence = Confidence.LOW
    reason: str = ""


Finding = ValueFinding | ObjectFinding | ListFinding
"""What was found for any field."""


@dataclass(frozen=True)
class Extraction:
    """The findings for a schema's root, sentences for people, and what else the result's metadata tells of the backend.

    `is_lasting` is false where the backend failed in part, so that asking again may find more.
    """

    root: ObjectFinding
    notes: tuple[str, ...] = ()
    metadata: JsonObject = field(default_factory=dict)
    is_lasting: bool = True


class ExtractionBackend(Protocol):
    """Finds what a schema asks for in a document.

    `name` is told in the result's metadata as `extraction_backend`, so that everybody sees what answered.
    """

    name: str

    def extract(self, schema: FieldSchema, document: Document) -> Extraction:
        """Return what was found. Raises ProcessorError with a sentence where the backend can't work at all."""
        ...
