"""Made-up documents and extractions for the checks."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lineup.contract.wire import JsonObject
from lineup.engine.evals.extraction import Extraction
from lineup.engine.evals.subject import Subject
from lineup.engine.processors.convert.model.blocks import Block, BlockType, Content
from lineup.engine.processors.convert.model.contents import Cell, Grid, Heading, Prose
from lineup.engine.processors.convert.model.document import (
    Document,
    ExtractionMethod,
    Page,
    PageKind,
)
from lineup.engine.processors.convert.model.inline import plain
from lineup.engine.processors.convert.model.numbering import numbered

NOWHERE = Path(__file__)
"""A file, but no document."""


def text(words: str, block_type: BlockType = BlockType.TEXT) -> Block:
    return Block(block_type, Prose(plain(words)))


def heading(level: int, words: str = "Heading") -> Block:
    return Block(BlockType.SECTION_HEADER, Heading(plain(words), level))


def table(*rows: Sequence[str], header: bool = True) -> Block:
    cells = tuple(
        Cell(plain(words), r, c, is_header=header and r == 0)
        for r, row in enumerate(rows)
        for c, words in enumerate(row)
    )
    return of(Grid(len(rows), max(len(row) for row in rows), cells))


def of(content: Content) -> Block:
    return Block(BlockType.TABLE, content)


def document(*pages: Sequence[Block], failed: tuple[int, ...] = ()) -> Subject:
    made = tuple(
        Page(index, 600, 800, numbered(blocks), ExtractionMethod.NATIVE)
        for index, blocks in enumerate(pages)
    )
    return Subject(NOWHERE, Document(PageKind.PAGE, made, failed_pages=failed))


def extraction(written: JsonObject, schema: JsonObject | None = None) -> Subject:
    return Subject(NOWHERE, None, Extraction(written), schema)


def properties(**fields: Any) -> JsonObject:
    return {"type": "object", "properties": fields}
