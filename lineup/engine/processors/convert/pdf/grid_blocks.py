"""Tables rebuilt by white space, in the place of what liteparse made of their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from liteparse import AnnotationRect, LayoutBlock, ParsedPage

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.contents import Grid
from lineup.engine.processors.convert.pdf.line_items import LineItem
from lineup.engine.processors.convert.pdf.line_owners import lines_by_owner
from lineup.engine.processors.convert.pdf.paragraphs import blocks_of_lines
from lineup.engine.processors.convert.pdf.table_regions import (
    TableRegion,
    regions_in,
    table_regions,
)
from lineup.engine.processors.convert.tables.rebuild import box_of, rebuild_table

_WHOLE = 0.8
_BARELY = 0.02
_MOSTLY = 0.6  # of a block's area inside a table: it is part of it
_PROSE = {"paragraph", "heading", "list_item"}
_TEXT = {"paragraph", "heading", "list_item", "table", "code", "grid_fallback"}


@dataclass
class GridBlock(LayoutBlock):  # type: ignore[misc]  # liteparse's types are not checked
    """A table whose cells are ours already, in points."""

    grid: Grid | None = None


def with_tables(
    page: ParsedPage,
    blocks: Sequence[LayoutBlock],
    lines: Sequence[LineItem],
    seen: Sequence[Box] = (),
) -> tuple[LayoutBlock, ...]:
    """Return the blocks with the tables that liteparse missed in the place of their parts.

    `seen` are the boxes of tables that were seen on the page's picture: they count where no table is found otherwise.
    """
    found = _with_regions(tuple(blocks), lines, table_regions(page, lines))
    unknown = [box for box in seen if not _has_table(found, box)]
    return _with_regions(found, lines, regions_in(unknown, page, lines))


def _has_table(blocks: Sequence[LayoutBlock], box: Box) -> bool:
    """Whether a table fills most of the box, or reaches into it: pieces of one inside don't count."""
    tables = [block for block in blocks if block.kind == "table"]
    return any(
        _cover(table, box) > _MOSTLY or _BARELY < _share(table, box) < _MOSTLY for table in tables
    )


def _with_regions(
    found: tuple[LayoutBlock, ...], lines: Sequence[LineItem], regions: Sequence[TableRegion]
) -> tuple[LayoutBlock, ...]:
    for region in regions:
        grid = rebuild_table(region.pieces, region.rules)
        box = None if grid is None else box_of(grid)
        if grid is not None and box is not None and not _is_known(found, region, grid, box):
            found = _with_table(found, lines, grid, box)
    return found


def _is_known(blocks: Sequence[LayoutBlock], region: TableRegion, grid: Grid, box: Box) -> bool:
    """Whether liteparse has this table already: whole, and with as many columns or more if lines show where ours is."""
    tables = [block for block in blocks if block.kind == "table" and _cover(block, box) >= _WHOLE]
    return any(
        not region.rules or (len(row) >= grid.columns and _row_count(table) >= grid.rows)
        for table in tables
        for row in ([table.header] if table.header else table.rows or [])[:1]
    )


def _row_count(table: LayoutBlock) -> int:
    return bool(table.header) + len(table.rows or ())


def _with_table(
    blocks: Sequence[LayoutBlock], lines: Sequence[LineItem], grid: Grid, box: Box
) -> tuple[LayoutBlock, ...]:
    parts = [at for at, block in enumerate(blocks) if _share(block, box) >= _MOSTLY]
    torn = [
        at
        for at, block in enumerate(blocks)
        if _BARELY < _share(block, box) < _MOSTLY and block.kind in _TEXT
    ]
    replaced = sorted(at for at in (*parts, *torn) if blocks[at].kind in _TEXT)
    if not replaced or any(blocks[at].kind not in _PROSE for at in torn):
        return tuple(blocks)
    rect = AnnotationRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
    table = GridBlock("table", bbox=rect, grid=grid)
    rest = _rest(blocks, lines, torn, box)
    above = [block for block in rest if block.bbox.y < box[1]]
    below = [block for block in rest if block.bbox.y >= box[1]]
    return tuple(
        one
        for at, block in enumerate(blocks)
        for one in (
            (*above, table, *below)
            if at == replaced[0]
            else ()
            if at in (*parts, *torn)
            else (block,)
        )
    )


def _rest(
    blocks: Sequence[LayoutBlock], lines: Sequence[LineItem], torn: Sequence[int], box: Box
) -> list[LayoutBlock]:
    """Return what the torn blocks hold outside the table, made anew of its lines."""
    held = lines_by_owner(blocks, lines) if torn else []
    outside = [line for at in torn for line in held[at] if not _holds(box, line)]
    return blocks_of_lines(outside)


def _holds(box: Box, line: LineItem) -> bool:
    middle = (line.box[1] + line.box[3]) / 2
    return box[1] <= middle <= box[3] and line.box[0] < box[2] and box[0] < line.box[2]


def _share(block: LayoutBlock, box: Box) -> float:
    """Return how much of the block is inside the box, 0 to 1."""
    rect = block.bbox
    return 0.0 if rect is None else _common(block, box) / max(rect.width * rect.height, 1.0)


def _cover(block: LayoutBlock, box: Box) -> float:
    """Return how much of the box the block covers, 0 to 1."""
    return _common(block, box) / max((box[2] - box[0]) * (box[3] - box[1]), 1.0)


def _common(block: LayoutBlock, box: Box) -> float:
    rect = block.bbox
    if rect is None:
        return 0.0
    width: float = min(rect.x + rect.width, box[2]) - max(rect.x, box[0])
    height: float = min(rect.y + rect.height, box[3]) - max(rect.y, box[1])
    return max(width, 0.0) * max(height, 0.0)
