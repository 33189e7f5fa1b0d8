"""Ruling lines: found on the picture for the tables that they make, and taken off it, as they disturb the reading."""

from collections.abc import Iterable, Iterator

import cv2
import numpy as np

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.ocr.ink import Picture

_SHORTEST_ACROSS = 0.4  # inches
_SHORTEST_DOWN = 0.25
_LONG_DOWN = (
    1.0  # a vertical line that is shorter must touch one across: else it may be a letter's stem
)
_THICKEST = 0.035
_MOST_RULES = 2_000


def find_rules(ink: Picture, dpi: float) -> tuple[Box, ...]:
    """Return the boxes of the ruling lines; none on a page that has too many to be tables."""
    thickest = max(_THICKEST * dpi, 3.0)
    across = list(_lines(ink, (int(_SHORTEST_ACROSS * dpi), 1), thickest))
    down = [
        line
        for line in _lines(ink, (1, int(_SHORTEST_DOWN * dpi)), thickest)
        if line[3] - line[1] >= _LONG_DOWN * dpi or _touches_any(line, across, thickest)
    ]
    found = (*across, *down)
    return found if len(found) <= _MOST_RULES else ()


def without_rules(picture: Picture, rules: Iterable[Box]) -> Picture:
    """Return a copy of the picture with the lines painted over in the colour of the paper."""
    clean = picture.copy()
    paper = int(np.percentile(picture, 90))
    for x0, y0, x1, y1 in rules:
        clean[max(int(y0) - 1, 0) : int(y1) + 1, max(int(x0) - 1, 0) : int(x1) + 1] = paper
    return clean


def _lines(ink: Picture, kernel: tuple[int, int], thickest: float) -> Iterator[Box]:
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    is_across = kernel[0] > kernel[1]
    for left, top, width, height, _ in found[1:].tolist():
        if (height if is_across else width) <= thickest:
            yield (float(left), float(top), float(left + width), float(top + height))


def _touches_any(line: Box, others: Iterable[Box], slack: float) -> bool:
    return any(
        line[0] - slack <= other[2]
        and line[2] + slack >= other[0]
        and line[1] - slack <= other[3]
        and line[3] + slack >= other[1]
        for other in others
    )
