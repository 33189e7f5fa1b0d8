"""Made-up documents for custom processors, and how one is run on them in process."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Block, BlockType, Content, Group
from lineup.engine.processors.convert.model.checkpoint import document_to_json
from lineup.engine.processors.convert.model.contents import Cell, Grid, Heading, Item, Prose
from lineup.engine.processors.convert.model.document import (
    Document,
    ExtractionMethod,
    Page,
    PageKind,
)
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.protocol import CustomProcessor, StepOutput, StepTask


def text(words: str) -> Block:
    return block(BlockType.TEXT, Prose(plain(words)))


def heading(words: str, level: int = 1) -> Block:
    return block(BlockType.SECTION_HEADER, Heading(plain(words), level))


def items(*words: str) -> Block:
    children = tuple(block(BlockType.LIST_ITEM, Item(plain(each))) for each in words)
    return block(BlockType.LIST_GROUP, Group(children))


def table(*rows: tuple[str, ...]) -> Block:
    cells = tuple(
        Cell(plain(words), row, column)
        for row, held in enumerate(rows)
        for column, words in enumerate(held)
    )
    return block(BlockType.TABLE, Grid(len(rows), len(rows[0]), cells))


def block(kind: BlockType, content: Content) -> Block:
    return Block(kind, content, (10.0, 20.0, 110.0, 40.0))


def document(*pages: Iterable[Block]) -> Document:
    made = tuple(
        Page(index, 600, 800, numbered(blocks), ExtractionMethod.PDFTEXT)
        for index, blocks in enumerate(pages)
    )
    return Document(PageKind.PAGE, made)


def run(
    processor: CustomProcessor, given: Document, folder: Path, settings: JsonObject
) -> StepOutput:
    """Return what the processor's newest version makes of a document."""
    checkpoint = folder / "checkpoint.json.gz"
    checkpoint.write_bytes(gzip.compress(json.dumps(document_to_json(given)).encode()))
    task = StepTask(
        source=folder / "unread",
        filename="a.pdf",
        settings=settings,
        scratch=folder,
        checkpoint=checkpoint,
    )
    return processor.versions[-1].processor.run(task)
