"""Figures: what is drawn in them is no table, however its lines run."""

from collections.abc import Iterable, Sequence

from liteparse import AnnotationRect, LayoutBlock

from lineup.engine.processors.convert.layout.regions import (
    Region,
    RegionKind,
    area,
    contains,
    share_inside,
)
from lineup.engine.processors.convert.model.blocks import Box

_SURE = 0.5
_SMALLEST = 0.01  # of the page: less is a mark or a rule
_TAKEN = 0.5  # of the figure: a table that fills so much is what it is


def rules_of_tables(rules: Iterable[Box], regions: Sequence[Region]) -> tuple[Box, ...]:
    """Return the ruling lines outside figures."""
    figures = figure_boxes(regions)
    return tuple(rule for rule in rules if not any(contains(box, rule) for box in figures))


def figure_boxes(regions: Iterable[Region]) -> list[Box]:
    """Return the boxes of the figures that the model is sure of."""
    return [
        region.box
        for region in regions
        if region.kind is RegionKind.FIGURE and region.confidence >= _SURE
    ]


def with_figures(
    blocks: Sequence[LayoutBlock], regions: Iterable[Region], page_area: float
) -> tuple[LayoutBlock, ...]:
    """Return the blocks with one for each figure, in its place of their order; what is written in it stays.

    On the picture of a page nothing else tells them.
    """
    found = tuple(blocks)
    for box in figure_boxes(regions):
        if area(box) >= _SMALLEST * page_area and not any(
            _is_table_in(block, box) for block in blocks
        ):
            rect = AnnotationRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
            at = _place(found, box)
            found = (*found[:at], LayoutBlock("figure", bbox=rect), *found[at:])
    return found


def _is_table_in(block: LayoutBlock, box: Box) -> bool:
    held = _box(block)
    return block.kind == "table" and held is not None and share_inside(box, held) > _TAKEN


def _place(blocks: Sequence[LayoutBlock], box: Box) -> int:
    """Return before which block the figure comes: the first one inside it, or else the first one below it."""
    boxes = [_box(block) for block in blocks]
    inside = (at for at, one in enumerate(boxes) if one is not None and contains(box, one))
    below = (at for at, one in enumerate(boxes) if one is not None and _is_below(one, box))
    return next(inside, next(below, len(blocks)))


def _is_below(one: Box, figure: Box) -> bool:
    return one[1] >= (figure[1] + figure[3]) / 2 and one[0] < figure[2] and figure[0] < one[2]


def _box(block: LayoutBlock) -> Box | None:
    rect = block.bbox
    return rect and (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)
