"""Documents as convert leaves them, for tests of what comes after it."""

import gzip
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert import Convert
from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.convert.model.checkpoint import document_from_json, document_to_json
from lineup.engine.processors.convert.model.contents import Heading, Prose
from lineup.engine.processors.convert.model.document import (
    Document,
    ExtractionMethod,
    Page,
    PageKind,
)
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.protocol import StepTask
from lineup.engine.processors.segment import Segment


def converted(path: Path) -> Document:
    """Return the document of a PDF, read fast."""
    with tempfile.TemporaryDirectory() as folder:
        output = Convert().run(StepTask(path, path.name, {"mode": "fast"}, Path(folder)))
    return document_from_json(output.checkpoint)


def document_of(*pages: Sequence[str], size: tuple[float, float] = (595.0, 842.0)) -> Document:
    """Return a document of pages of texts; one that begins with `#` is a heading of level 1."""
    return Document(
        PageKind.PAGE, tuple(_page(index, texts, size) for index, texts in enumerate(pages))
    )


def segmented(document: Document, schema: Any) -> JsonObject:
    """Return the result of a segment step on the document."""
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = Path(folder) / "checkpoint.json.gz"
        checkpoint.write_bytes(gzip.compress(json.dumps(document_to_json(document)).encode()))
        settings = {"segmentation_schema": schema}
        task = StepTask(checkpoint, "a.pdf", settings, Path(folder), checkpoint=checkpoint)
        return Segment().run(task).result


def names_and_pages(result: JsonObject) -> list[tuple[str, list[int]]]:
    """Return each segment's name and pages."""
    return [
        (segment["name"], segment["pages"])
        for segment in result["segmentation_results"]["segments"]
    ]


def _page(index: int, texts: Sequence[str], size: tuple[float, float]) -> Page:
    blocks = [
        Block(BlockType.SECTION_HEADER, Heading(plain(text.lstrip("# ")), 1))
        if text.startswith("#")
        else Block(BlockType.TEXT, Prose(plain(text)))
        for text in texts
    ]
    return Page(index, *size, blocks=numbered(blocks), method=ExtractionMethod.PDFTEXT)
