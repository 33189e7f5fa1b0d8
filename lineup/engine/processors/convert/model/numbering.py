"""Numbers for blocks. A block's number depends on its page alone, so that a page range doesn't change its id."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from lineup.engine.processors.convert.model.blocks import Block, Group


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks numbered from 0 in reading order, a group before what it holds."""
    numbers = count()
    return tuple(_numbered(block, numbers) for block in blocks)


def _numbered(block: Block, numbers: Iterator[int]) -> Block:
    number = next(numbers)
    if isinstance(block.content, Group):
        children = tuple(_numbered(child, numbers) for child in block.content.children)
        return replace(block, number=number, content=Group(children))
    return replace(block, number=number)
