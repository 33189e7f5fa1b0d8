"""liteparse's pages as ours."""

from collections.abc import Sequence
from dataclasses import replace

from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.convert.model.contents import Heading, Item, Prose
from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.model.grouping import group_blocks
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.convert.pdf.furniture import Place, find_furniture
from lineup.engine.processors.convert.pdf.layout_blocks import block_of
from lineup.engine.processors.convert.pdf.source_pages import SourcePage


def pages_of(sources: Sequence[SourcePage]) -> tuple[Page, ...]:
    """Return the pages with their blocks mapped, headers and footers told apart, grouped and numbered."""
    furniture = find_furniture(sources)
    return tuple(_page(source, furniture) for source in sources)


def picture_key(page_index: int, at: int) -> str:
    """Return the key of the picture that is a page's block at this place."""
    return f"{page_index}:{at}"


def _page(source: SourcePage, furniture: dict[Place, BlockType]) -> Page:
    blocks: list[Block] = []
    for at, layout in enumerate(source.blocks):
        block = block_of(layout, picture_key(source.index, at), source.unit)
        if block is not None:
            blocks.append(_as_furniture(block, furniture.get((source.index, at))))
    return Page(
        index=source.index,
        width=round(source.width, 2),
        height=round(source.height, 2),
        blocks=numbered(group_blocks(blocks)),
        method=source.method,
        confidence=source.confidence,
        is_unread=source.is_unread,
        lines=source.lines,
        readers=source.readers,
    )


def _as_furniture(block: Block, furniture: BlockType | None) -> Block:
    if furniture is None or not isinstance(block.content, Prose | Heading | Item):
        return block
    return replace(block, type=furniture, content=Prose(block.content.runs))
