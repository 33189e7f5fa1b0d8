"""The text of a block, as patterns see it."""

from typing import assert_never

from lineup.engine.processors.convert.model.blocks import Block, Content, Group
from lineup.engine.processors.convert.model.contents import (
    Drawing,
    Formula,
    Grid,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.inline import plain_text


def block_text(block: Block) -> str:
    """Return all text in the block: cells are set apart by tabs and line ends, a group's blocks by line ends."""
    return _text(block.content)


def _text(content: Content) -> str:
    match content:
        case Prose() | Heading() | Item():
            return plain_text(content.runs)
        case Listing():
            return content.text
        case Formula():
            return content.latex
        case Grid():
            return _grid_text(content)
        case Drawing():
            return content.alt
        case Group():
            return "\n".join(block_text(child) for child in content.children)
        case _:
            assert_never(content)


def _grid_text(grid: Grid) -> str:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(plain_text(cell.runs))
    return "\n".join("\t".join(cells) for _, cells in sorted(rows.items()))
