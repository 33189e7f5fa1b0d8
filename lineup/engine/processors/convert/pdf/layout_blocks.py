"""liteparse's blocks as ours."""

import re
from dataclasses import replace

from liteparse import AnnotationRect, LayoutBlock, LayoutCell

from lineup.engine.processors.convert.model.blocks import Block, BlockType, Box
from lineup.engine.processors.convert.model.contents import (
    Cell,
    Drawing,
    Formula,
    Grid,
    Heading,
    Item,
    Listing,
    Prose,
)
from lineup.engine.processors.convert.model.inline import Mark, Runs, clean, plain
from lineup.engine.processors.convert.pdf.formulas import latex_of
from lineup.engine.processors.convert.pdf.grid_blocks import GridBlock
from lineup.engine.processors.convert.pdf.inline_text import parse_inline

_ORDINAL = re.compile(r"\W?(\d{1,9})\W?", re.ASCII)
_HIGHEST, _DEEPEST = 1, 6


def block_of(  # noqa: PLR0911 (one return for each kind of block)
    layout: LayoutBlock, key: str, unit: float
) -> Block | None:
    """Return our block, or None for one that holds nothing of the document. `key` names the picture it may be."""
    box = _box(layout, unit)
    match layout.kind:
        case "heading":
            level = min(max(layout.level or _HIGHEST, _HIGHEST), _DEEPEST)
            return Block(BlockType.SECTION_HEADER, Heading(plain(layout.text or ""), level), box)
        case "list_item":
            return Block(BlockType.LIST_ITEM, _item(layout), box)
        case "table":
            grid = layout.grid if isinstance(layout, GridBlock) else _grid(layout)
            return Block(BlockType.TABLE, _scaled(grid or Grid(0, 0, ()), unit), box)
        case "code" | "grid_fallback":
            listing = Listing(clean("\n".join(layout.lines or [])), layout.lang or "")
            return Block(BlockType.CODE, listing, box)
        case "figure":
            return Block(BlockType.FIGURE, Drawing(key), box)
        case "rule":
            return None
        case "footnote":
            return Block(BlockType.FOOTNOTE, Prose(_runs(layout)), box)
        case _ if (latex := latex_of(layout.text or "")) is not None:
            return Block(BlockType.EQUATION, Formula(latex), box)
        case _:  # a paragraph, or a kind of a later liteparse
            runs = _runs(layout)
            return Block(BlockType.TEXT, Prose(runs), box) if runs else None


def _runs(layout: LayoutBlock) -> Runs:
    marks = (Mark.BOLD,) * layout.bold + (Mark.ITALIC,) * layout.italic
    return parse_inline(layout.text or "", marks)


def _item(layout: LayoutBlock) -> Item:
    depth = layout.level or 0
    ordinal = _ORDINAL.fullmatch(layout.marker or "") if layout.ordered else None
    if ordinal is not None:
        return Item(_runs(layout), depth, int(ordinal[1]))
    if (
        layout.ordered and layout.marker
    ):  # "a)" or "iv." can't be a number: it stays as it is written
        return Item((*plain(f"{layout.marker} "), *_runs(layout)), depth)
    return Item(_runs(layout), depth)


def _grid(layout: LayoutBlock) -> Grid:
    header = [layout.header] if layout.header else []
    rows: list[list[LayoutCell]] = [*header, *(layout.rows or [])]
    cells = tuple(
        Cell(plain(cell.text), row, column, is_header=row < len(header), box=_corners(cell.bbox))
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    )
    return Grid(len(rows), max((len(line) for line in rows), default=0), cells)


def _scaled(grid: Grid, unit: float) -> Grid:
    cells = tuple(replace(cell, box=_in_unit(cell.box, unit)) for cell in grid.cells)
    return replace(grid, cells=cells)


def _box(layout: LayoutBlock, unit: float) -> Box | None:
    return _in_unit(_corners(layout.bbox), unit)


def _corners(rect: AnnotationRect | None) -> Box | None:
    return None if rect is None else (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)


def _in_unit(box: Box | None, unit: float) -> Box | None:
    if box is None:
        return None
    x0, y0, x1, y1 = (round(corner * unit, 2) for corner in box)
    return (x0, y0, x1, y1)
