"""Blocks: what stands on a page, by the type names of the JSON tree (contract §4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from lineup.engine.processors.convert.model.contents import (
    Drawing,
    Formula,
    Grid,
    Heading,
    Item,
    Listing,
    Prose,
)

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in the page's unit, the origin at the top left."""


class BlockType(StrEnum):
    """The types of blocks that convert tells apart."""

    CAPTION = "Caption"
    CODE = "Code"
    EQUATION = "Equation"
    FIGURE = "Figure"
    FIGURE_GROUP = "FigureGroup"
    FOOTNOTE = "Footnote"
    LIST_GROUP = "ListGroup"
    LIST_ITEM = "ListItem"
    PAGE_FOOTER = "PageFooter"
    PAGE_HEADER = "PageHeader"
    PICTURE = "Picture"
    SECTION_HEADER = "SectionHeader"
    TABLE = "Table"
    TABLE_GROUP = "TableGroup"
    TEXT = "Text"


@dataclass(frozen=True)
class Group:
    """Blocks that belong together: a list's items, a table or figure with its caption."""

    children: "tuple[Block, ...]"
    kind: Literal["group"] = "group"


Content = Annotated[
    Prose | Heading | Item | Listing | Formula | Grid | Drawing | Group, Field(discriminator="kind")
]
"""What a block may hold."""


@dataclass(frozen=True)
class Block:
    """One block. `box` is None where the format knows no places; `number` is its own among the blocks of its page."""

    type: BlockType
    content: Content
    box: Box | None = None
    number: int = -1

    @property
    def children(self) -> tuple["Block", ...]:
        """The blocks of a group; none for a leaf."""
        return self.content.children if isinstance(self.content, Group) else ()

    @property
    def is_furniture(self) -> bool:
        """Whether it is a running header or footer rather than part of the document's text."""
        return self.type in {BlockType.PAGE_HEADER, BlockType.PAGE_FOOTER}

    @property
    def heading_level(self) -> int | None:
        """The level of a heading, 1 the highest; None for anything else."""
        return self.content.level if isinstance(self.content, Heading) else None

    def walk(self) -> Iterator["Block"]:
        """Yield this block and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def union_box(boxes: list[Box | None]) -> Box | None:
    """Return the smallest box around all that are known."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    left, top, right, bottom = zip(*known, strict=True)
    return (min(left), min(top), max(right), max(bottom))
