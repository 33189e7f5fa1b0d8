"""What belongs together on a page: the items of a list, a figure or table and its caption."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from lineup.engine.processors.convert.model.blocks import Block, BlockType, Group, union_box
from lineup.engine.processors.convert.model.contents import Item, Prose
from lineup.engine.processors.convert.model.inline import plain_text

_CAPTION = re.compile(
    r"\s*(?:fig(?:ure|\.)?|abb(?:ildung|\.)?|tab(?:le|elle|\.)?|chart|diagram|scheme|exhibit|plate)"
    r"(?:\s*[A-Z]{0,2}[.-]?(?:\d+|[IVX]+)\b|\s?:\s)",
    re.IGNORECASE,
)
_MAX_CAPTION_CHARACTERS = 600
_MAX_CAPTION_GAP = 40.0  # points: further away it is no caption of that figure
_GROUPS = {
    BlockType.FIGURE: BlockType.FIGURE_GROUP,
    BlockType.PICTURE: BlockType.FIGURE_GROUP,
    BlockType.TABLE: BlockType.TABLE_GROUP,
}


def group_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with list items put into lists and captions to what they explain."""
    return _group_captions(_group_items(blocks))


def _group_items(blocks: Iterable[Block]) -> list[Block]:
    grouped: list[Block] = []
    items: list[Block] = []
    for block in blocks:
        if block.type is BlockType.LIST_ITEM:
            items.append(block)
            continue
        grouped += _list_of(items)
        items = []
        grouped.append(block)
    return grouped + _list_of(items)


def _list_of(items: list[Block]) -> list[Block]:
    return [group_of(BlockType.LIST_GROUP, _with_even_depths(items))] if items else []


def _with_even_depths(items: list[Block]) -> list[Block]:
    """Return the items so that none is more than one level below the one before it: readers count in steps of two."""
    deeper: list[int] = []  # the depths as read that are open, outermost first
    even = []
    for block in items:
        if not isinstance(block.content, Item):
            continue
        depth = block.content.depth
        while deeper and deeper[-1] > depth:
            deeper.pop()
        if not deeper or deeper[-1] < depth:
            deeper.append(depth)
        even.append(replace(block, content=replace(block.content, depth=len(deeper) - 1)))
    return even


def group_of(group_type: BlockType, children: Iterable[Block]) -> Block:
    """Return a group of the blocks, as large as they are together."""
    held = tuple(children)
    return Block(group_type, Group(held), union_box([child.box for child in held]))


def _group_captions(blocks: list[Block]) -> list[Block]:
    """Join each caption with the figure or table beside it: the one before it if there is one, else the one after."""
    partners: dict[int, int] = {}
    for before, after in pairwise(range(len(blocks))):
        if after not in partners and before not in partners and _explains(blocks, after, before):
            partners[before] = after
            partners[after] = before
    for before, after in pairwise(range(len(blocks))):
        if before not in partners and after not in partners and _explains(blocks, before, after):
            partners[before] = after
            partners[after] = before
    return [
        _captioned(block, blocks[partners[index]]) if index in partners else block
        for index, block in enumerate(blocks)
        if partners.get(index, index) >= index
    ]


def _explains(blocks: list[Block], caption: int, subject: int) -> bool:
    return (
        blocks[subject].type in _GROUPS
        and is_caption(blocks[caption])
        and _gap(blocks[caption], blocks[subject]) <= _MAX_CAPTION_GAP
    )


def is_caption(block: Block) -> bool:
    """Whether the block reads like "Figure 3. …" or is marked as a caption already."""
    if block.type is BlockType.CAPTION:
        return True
    if block.type is not BlockType.TEXT or not isinstance(block.content, Prose):
        return False
    return reads_like_caption(plain_text(block.content.runs))


def reads_like_caption(text: str) -> bool:
    """Whether the text begins like "Figure 3." or "Table:", and is not too long for a caption."""
    return len(text) <= _MAX_CAPTION_CHARACTERS and _CAPTION.match(text) is not None


def _gap(one: Block, other: Block) -> float:
    if one.box is None or other.box is None:
        return 0.0
    return max(one.box[1] - other.box[3], other.box[1] - one.box[3], 0.0)


def _captioned(first: Block, second: Block) -> Block:
    subject = first if first.type in _GROUPS else second
    children = [
        part if part is subject else replace(part, type=BlockType.CAPTION)
        for part in (first, second)
    ]
    return group_of(_GROUPS[subject.type], children)
