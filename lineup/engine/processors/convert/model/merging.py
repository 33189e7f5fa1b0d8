"""Tables and paragraphs that go on at the top of the next page, as one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lineup.engine.processors.convert.model.blocks import Block, BlockType, Group
from lineup.engine.processors.convert.model.contents import Cell, Grid, Prose
from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.model.inline import Run, plain_text
from lineup.engine.processors.convert.model.numbering import numbered

_SAME_WIDTH = 0.05  # of the page's, for two parts of a table
_ENDED = re.compile(r"[.!?:;]['\"’”)\]]*\s*$")


def merged_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return the pages with a table, or a sentence, that goes on overleaf whole on the page where it begins.

    Its cells and words have boxes of the page that they stood on; the block's own box is that of its first part.
    """
    merged: list[Page] = []
    for page in pages:
        joined = (
            _joined(merged[-1], page) if merged and merged[-1].index + 1 == page.index else None
        )
        if joined is None:
            merged.append(page)
        else:
            merged[-1:] = joined
    return tuple(merged)


def _joined(before: Page, page: Page) -> tuple[Page, Page] | None:
    last = next(
        (at for at in reversed(range(len(before.blocks))) if _counts(before.blocks[at])), None
    )
    first = next((at for at, block in enumerate(page.blocks) if _counts(block)), None)
    if last is None or first is None:
        return None
    whole = _whole(before.blocks[last], page.blocks[first], page.width)
    if whole is None:
        return None
    begun = (*before.blocks[:last], whole, *before.blocks[last + 1 :])
    rest = (*page.blocks[:first], *page.blocks[first + 1 :])
    return replace(before, blocks=numbered(begun)), replace(page, blocks=numbered(rest))


def _counts(block: Block) -> bool:
    return not block.is_furniture and block.type is not BlockType.FOOTNOTE


def _whole(begun: Block, rest: Block, page_width: float) -> Block | None:
    if isinstance(begun.content, Group) and begun.type is BlockType.TABLE_GROUP:
        *held, last = begun.content.children
        whole = _whole(last, rest, page_width)
        return None if whole is None else replace(begun, content=Group((*held, whole)))
    if isinstance(begun.content, Grid) and isinstance(rest.content, Grid):
        if begun.content.columns == rest.content.columns and _is_as_wide(begun, rest, page_width):
            return replace(begun, content=_one_grid(begun.content, rest.content))
        return None
    if isinstance(begun.content, Prose) and isinstance(rest.content, Prose):
        return _one_text(begun, begun.content, rest, rest.content)
    return None


def _is_as_wide(one: Block, other: Block, page_width: float) -> bool:
    if one.box is None or other.box is None:
        return True
    return all(abs(one.box[side] - other.box[side]) <= _SAME_WIDTH * page_width for side in (0, 2))


def _one_grid(begun: Grid, rest: Grid) -> Grid:
    """Return one table, the header left out where it is said again."""
    again = 1 if _row(begun, 0) == _row(rest, 0) else 0
    down = begun.rows - again
    cells = tuple(
        replace(cell, row=cell.row + down, is_header=False)
        for cell in rest.cells
        if cell.row >= again
    )
    return Grid(begun.rows + rest.rows - again, begun.columns, begun.cells + cells)


def _row(grid: Grid, row: int) -> list[tuple[int, str]]:
    cells: list[Cell] = [cell for cell in grid.cells if cell.row == row]
    return [(cell.column, plain_text(cell.runs).strip()) for cell in cells]


def _one_text(begun: Block, first: Prose, rest: Block, second: Prose) -> Block | None:
    text, more = plain_text(first.runs), plain_text(second.runs)
    if begun.type is not BlockType.TEXT or rest.type is not BlockType.TEXT:
        return None
    if not text or _ENDED.search(text) or not more[:1].islower():
        return None
    if text.endswith("-"):
        *held, last = first.runs
        runs = (*held, replace(last, text=last.text.rstrip()[:-1]), *second.runs)
    else:
        runs = (*first.runs, Run(" "), *second.runs)
    return replace(begun, content=Prose(runs))
