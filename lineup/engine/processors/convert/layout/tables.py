"""Tables by what the layout model sees."""

from collections.abc import Iterable

from lineup.engine.processors.convert.layout.regions import Region, RegionKind
from lineup.engine.processors.convert.model.blocks import Box

_SURE = 0.6


def table_boxes(regions: Iterable[Region]) -> list[Box]:
    """Return the boxes of the tables that the model is sure of."""
    return [
        region.box
        for region in regions
        if region.kind is RegionKind.TABLE and region.confidence >= _SURE
    ]
