"""Regions of a page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from pydantic import TypeAdapter

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Box


class RegionKind(StrEnum):
    """What a region holds, by the classes of the CDLA data set that the model was trained on, in the model's order."""

    TEXT = "text"
    TITLE = "title"
    FIGURE = "figure"
    FIGURE_CAPTION = "figure_caption"
    TABLE = "table"
    TABLE_CAPTION = "table_caption"
    HEADER = "header"
    FOOTER = "footer"
    REFERENCE = "reference"
    EQUATION = "equation"


@dataclass(frozen=True)
class Region:
    """A region with its box and how sure the model is of it (0 to 1)."""

    kind: RegionKind
    box: Box
    confidence: float


def regions_to_json(pages: list[tuple[Region, ...]]) -> JsonObject:
    """Return the regions of pages as a JSON object."""
    return {"regions": _adapter().dump_python(pages, mode="json")}


def regions_from_json(written: JsonObject) -> list[tuple[Region, ...]]:
    """Return the regions that were written."""
    return _adapter().validate_python(written["regions"])


@cache
def _adapter() -> TypeAdapter[list[tuple[Region, ...]]]:
    return TypeAdapter(list[tuple[Region, ...]])


def scaled(regions: Iterable[Region], scale: float) -> tuple[Region, ...]:
    """Return the regions in another unit, of which the present one has `scale`."""
    return tuple(replace(region, box=_scaled_box(region.box, scale)) for region in regions)


def _scaled_box(box: Box, scale: float) -> Box:
    return (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)


def contains(around: Box, box: Box) -> bool:
    """Whether the middle of the box is inside the other one."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x <= around[2] and around[1] <= y <= around[3]


def area(box: Box) -> float:
    """Return the box's area, 0 for one that is turned inside out."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def overlap(one: Box, other: Box) -> float:
    """Return the area that both boxes cover."""
    return area(
        (
            max(one[0], other[0]),
            max(one[1], other[1]),
            min(one[2], other[2]),
            min(one[3], other[3]),
        )
    )


def share_inside(box: Box, around: Box) -> float:
    """Return which share of the box lies inside the other one."""
    whole = area(box)
    return overlap(box, around) / whole if whole else 0.0
