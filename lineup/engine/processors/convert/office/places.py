"""Where things stand on slides and sheets, in points."""

from dataclasses import dataclass

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.document import PageKind


@dataclass(frozen=True)
class Scale:
    """How many points one of docling's units has, across and down."""

    across: float
    down: float


_EMU = Scale(1 / 12_700, 1 / 12_700)
_CELLS = Scale(48.0, 15.0)  # the default width and height of a cell in Excel


def scale_for(kind: PageKind) -> Scale | None:
    """Return the scale of the places that docling tells for this kind of page; None where it tells none."""
    return {PageKind.SLIDE: _EMU, PageKind.SHEET: _CELLS}.get(kind)


def box_of(node: JsonObject, scale: Scale | None) -> Box | None:
    """Return the node's box in points, or None where docling knows none."""
    places = node.get("prov") or ()
    if not places or scale is None:
        return None
    rect = places[0]["bbox"]
    x0, y0 = rect["l"] * scale.across, rect["t"] * scale.down
    x1, y1 = rect["r"] * scale.across, rect["b"] * scale.down
    if x1 <= x0 or y1 <= y0:
        return None
    return (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))
