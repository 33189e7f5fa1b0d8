"""A page's blocks in the order of its columns, those apart that liteparse joined across them."""

from collections.abc import Iterator, Sequence

from liteparse import LayoutBlock

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.pdf.column_zones import Atom, Size, reading_parts
from lineup.engine.processors.convert.pdf.line_items import LineItem
from lineup.engine.processors.convert.pdf.line_owners import owners_of
from lineup.engine.processors.convert.pdf.paragraphs import blocks_of_lines

_WHOLE = {"table", "figure", "code", "grid_fallback"}
_PROSE = {"paragraph", "heading", "list_item"}


def in_columns(
    blocks: Sequence[LayoutBlock], lines: Sequence[LineItem], page: Size
) -> tuple[LayoutBlock, ...]:
    """Return the blocks in reading order; unchanged on a page without columns."""
    whole = [at for at, block in enumerate(blocks) if block.kind in _WHOLE and block.bbox]
    owners = owners_of(lines, blocks)
    free = [at for at, owner in enumerate(owners) if owner is None or blocks[owner].kind in _PROSE]
    atoms = [Atom(lines[at].box, len(lines[at].text)) for at in free]
    atoms += [Atom(_box(blocks[at]), 0) for at in whole]
    parts = reading_parts(atoms, page)
    if len(parts) == 1:
        return tuple(blocks)
    places = {at: number for number, part in enumerate(parts) for at in part}
    lines_of_block: dict[int, list[tuple[int, LineItem]]] = {}
    for number, at in enumerate(free):
        owner = owners[at]
        if owner is not None:
            lines_of_block.setdefault(owner, []).append((places[number], lines[at]))
    block_places = {at: places[len(free) + number] for number, at in enumerate(whole)}
    return tuple(_ordered(blocks, lines_of_block, block_places))


def _ordered(
    blocks: Sequence[LayoutBlock],
    lines_of_block: dict[int, list[tuple[int, LineItem]]],
    block_places: dict[int, int],
) -> Iterator[LayoutBlock]:
    """Yield the blocks part by part; one that lies in several parts is made anew in each, of all torn lines there."""
    torn: dict[int, list[LineItem]] = {}
    placed: dict[int, list[LayoutBlock]] = {}
    last = 0
    for at, block in enumerate(blocks):
        parts = {part for part, _ in lines_of_block.get(at, ())}
        if at in block_places:
            parts = {block_places[at]}
        if len(parts) > 1:
            for part, line in lines_of_block[at]:
                torn.setdefault(part, []).append(line)
            continue
        last = next(iter(parts), last)
        placed.setdefault(last, []).append(block)
    for part in sorted({*torn, *placed}):
        yield from _merged(placed.get(part, []), blocks_of_lines(torn.get(part, [])))


def _merged(kept: Sequence[LayoutBlock], made: Sequence[LayoutBlock]) -> list[LayoutBlock]:
    """Return both by their heights, the kept ones in their order."""
    merged = list(kept)
    for block in made:
        at = next(
            (at for at, other in enumerate(merged) if other.bbox and other.bbox.y > block.bbox.y),
            len(merged),
        )
        merged.insert(at, block)
    return merged


def _box(block: LayoutBlock) -> Box:
    rect = block.bbox
    return (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)
