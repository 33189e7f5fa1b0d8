"""Documents, schemas and a baseline for the language model backend."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.model.document import (
    Document,
    ExtractionMethod,
    Page,
    PageKind,
)
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.extract.backend import (
    Confidence,
    Extraction,
    Finding,
    ObjectFinding,
    ValueFinding,
)
from lineup.engine.processors.extract.schema.fields import FieldSchema
from lineup.engine.processors.extract.schema.reading import read_schema
from tests.evals.made import table, text

INVOICE: tuple[Block, ...] = (
    text("Acme Ltd, 1 High Street"),
    text("Invoice R-2041 of 3 November 2026"),
    table(["Item", "Amount"], ["Pens", "1,200.00"], ["Ink", "4.50"]),
    text("Grand total EUR 1,204.50"),
)


def document(*pages: Sequence[Block]) -> Document:
    made = (
        Page(index, 600, 800, numbered(blocks), ExtractionMethod.NATIVE)
        for index, blocks in enumerate(pages)
    )
    return Document(PageKind.PAGE, tuple(made))


def schema(**properties: Any) -> FieldSchema:
    definition: JsonObject = {"type": "object", "properties": properties}
    return read_schema(definition)


@dataclass
class Baseline:
    """A deterministic backend that finds what it is told to."""

    found: dict[str, Finding] = field(default_factory=dict)
    name: str = "deterministic"

    def extract(self, schema: FieldSchema, document: Document) -> Extraction:
        """Return what it was told."""
        del schema, document
        return Extraction(ObjectFinding(self.found), ("a note of its own",), {"engine": "rules"})


def sure(value: Any, confidence: Confidence = Confidence.HIGH) -> ValueFinding:
    return ValueFinding(value, ("/page/0/Text/9",), confidence, "seen")
