"""Pages with nothing on them, headings out of order, tables out of shape."""

from collections.abc import Iterator

from lineup.contract.eval_checks import HeadingOrder, NoEmptyPage, TableShape
from lineup.contract.evaluations import BEST
from lineup.engine.evals.items import Item, NotScored, Place, failed, passed, place_of
from lineup.engine.evals.subject import Subject
from lineup.engine.processors.convert.model.contents import Grid
from lineup.engine.processors.convert.model.inline import plain_text
from lineup.engine.processors.convert.quality import block_text


def check_empty_pages(check: NoEmptyPage, subject: Subject) -> Iterator[Item]:
    """Yield each page: whether it has so much text, running headers and footers apart; a failed page has none."""
    for page in subject.pages:
        texts = (block_text(block) for block in page.blocks if not block.is_furniture)
        length = sum(len("".join(text.split())) for text in texts)
        place = Place(page.index)
        if length < check.min_characters:
            share = length / check.min_characters
            yield failed(f"{length} characters of text", place, score=BEST * share)
        else:
            yield passed(place)
    for index in subject.document.failed_pages if subject.document else ():
        yield failed("the page could not be read", Place(index))


def check_heading_order(_check: HeadingOrder, subject: Subject) -> Iterator[Item]:
    """Yield each heading: whether it is at most one level below the one before. Raises NotScored without any."""
    before: int | None = None
    for page, block in subject.blocks():
        level = block.heading_level
        if level is None:
            continue
        skipped = 0 if before is None else max(level - before - 1, 0)
        place = place_of(page, block)
        text = f"level {level} follows level {before}"
        yield failed(text, place, score=BEST - 2.5 * skipped) if skipped else passed(place)
        before = level
    if before is None:
        message = "There are no headings to look at."
        raise NotScored(message)


def check_table_shape(check: TableShape, subject: Subject) -> Iterator[Item]:
    """Yield each table with what is wrong with its shape. Raises NotScored without any."""
    tables = [
        (place_of(page, block), block.content)
        for page, block in subject.blocks()
        if isinstance(block.content, Grid)
    ]
    if not tables:
        message = "There are no tables to look at."
        raise NotScored(message)
    for place, grid in tables:
        faults = list(_faults(check, grid))
        text = "; ".join(fault for fault, _ in faults)
        cost = sum(cost for _, cost in faults)
        yield failed(text, place, score=BEST - cost) if faults else passed(place)


def _faults(check: TableShape, grid: Grid) -> Iterator[tuple[str, float]]:
    """Yield what is wrong with a table, and what that costs of five points; the weights are ours."""
    if grid.rows < check.min_rows or grid.columns < check.min_columns:
        size = f"{grid.rows} × {grid.columns}"
        yield f"{size} cells instead of at least {check.min_rows} × {check.min_columns}", 3.0
    places = _covered(grid)
    if places is None:
        yield "cells overlap or stick out of the table", 2.0
        return
    filled = {place for place, text in places.items() if text}
    empty = 1 - len(filled) / max(grid.rows * grid.columns, 1)
    if empty > check.max_empty_share:
        yield f"{empty:.0%} of its cells are empty", 2.0
    headed = {column for row, column in filled if row == 0}
    bodied = {column for row, column in filled if row > 0}
    bare = bodied - headed - {0}  # the names of the rows often stand under nothing
    if bare:
        yield f"{len(bare)} of {grid.columns} columns have no heading", 1.0


def _covered(grid: Grid) -> dict[tuple[int, int], str] | None:
    """Return the text at each covered place; None where cells overlap or lie outside."""
    places: dict[tuple[int, int], str] = {}
    for cell in grid.cells:
        if cell.row + cell.rows > grid.rows or cell.column + cell.columns > grid.columns:
            return None
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                if (row, column) in places:
                    return None
                places[row, column] = plain_text(cell.runs).strip()
    return places
