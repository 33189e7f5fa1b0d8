"""Figures: what is drawn in them is no table, however its lines run."""

from collections.abc import Iterable, Sequence

from lineup.engine.processors.convert.layout.regions import Region, RegionKind, contains
from lineup.engine.processors.convert.model.blocks import Box

_SURE = 0.5


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
