"""Headings by what the layout model sees: titles that the type alone doesn't show, and headings that are none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from liteparse import LayoutBlock

from lineup.engine.processors.convert.layout.regions import Region, RegionKind, share_inside
from lineup.engine.processors.convert.model.blocks import Box

_SURE_TITLE = 0.8
_SURE = 0.5
_MANY_WORDS = 12
_MOSTLY = 0.7  # of a block inside a region: it belongs to it
_NO_HEADINGS = {RegionKind.FIGURE, RegionKind.TABLE, RegionKind.EQUATION}


def title_boxes(regions: Iterable[Region]) -> list[Box]:
    """Return the boxes of the titles that the model is sure of."""
    return [
        region.box
        for region in regions
        if region.kind is RegionKind.TITLE and region.confidence >= _SURE_TITLE
    ]


def without_false_headings(
    blocks: Iterable[LayoutBlock], regions: Sequence[Region]
) -> tuple[LayoutBlock, ...]:
    """Return the blocks, those headings turned into paragraphs that stand inside a figure, table or formula.

    What holds running text too is rather a part of the page that is set apart.
    """
    held = tuple(blocks)
    titles = title_boxes(regions)
    others = [
        region.box
        for region in regions
        if region.kind in _NO_HEADINGS
        and region.confidence >= _SURE
        and not any(_is_prose(block) and _is_in(block, [region.box]) for block in held)
    ]
    return tuple(
        replace(block, kind="paragraph", level=None)
        if block.kind == "heading" and _is_in(block, others) and not _is_in(block, titles)
        else block
        for block in held
    )


def _is_prose(block: LayoutBlock) -> bool:
    return (
        block.kind in {"paragraph", "list_item"} and len((block.text or "").split()) >= _MANY_WORDS
    )


def _is_in(block: LayoutBlock, boxes: Iterable[Box]) -> bool:
    rect = block.bbox
    if rect is None:
        return False
    box = (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)
    return any(share_inside(box, around) >= _MOSTLY for around in boxes)
