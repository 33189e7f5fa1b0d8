"""Places in HTML."""

from lineup.engine.processors.convert.model.blocks import Box


def box_attribute(box: Box | None) -> str:
    """Return `data-bbox` with x0 y0 x1 y1 in the page's unit; nothing for a box that isn't known."""
    return "" if box is None else f' data-bbox="{" ".join(f"{corner:g}" for corner in box)}"'
