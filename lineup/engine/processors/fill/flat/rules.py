"""Lines and boxes found in the picture of a page."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lineup.engine.processors.convert.model.blocks import Box

_DARK = 170
_SHORTEST_RULE, _SHORTEST_WALL, _THICKEST = 22.0, 11.0, 4.0
_SMALLEST_BOX, _LARGEST_BOX = 5.5, 24.0
_SQUARE = 1.35
_FULL = 0.88
"""How much of its frame a box's hole fills; an O's fills 0.79."""

_SPECKS = 0.04
_MOST_FOUND = 4_000


@dataclass(frozen=True)
class Ink:
    """What is drawn on a page, in points: lines to write on, vertical lines, and boxes to tick."""

    rules: list[Box]
    walls: list[Box]
    boxes: list[Box]


def find_ink(picture: Image.Image, scale: float) -> Ink:
    """Return the lines and boxes in a page's picture, which has so many pixels to a point."""
    dark = (np.asarray(picture.convert("L")) < _DARK).astype(np.uint8)
    boxes = _boxes(dark, scale)
    across = _lines(dark, round(_SHORTEST_RULE * scale), scale, is_across=True)
    down = _lines(dark, round(_SHORTEST_WALL * scale), scale, is_across=False)
    return Ink(
        rules=[line for line in across if not _is_side(line, boxes)],
        walls=[line for line in down if not _is_side(line, boxes)],
        boxes=boxes,
    )


def _lines(dark: NDArray[np.uint8], length: int, scale: float, *, is_across: bool) -> list[Box]:
    kernel = np.ones((1, length) if is_across else (length, 1), np.uint8)
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
    count, _, found, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    lines = []
    for x, y, width, height, _ in found[1 : min(count, _MOST_FOUND)].tolist():
        if (height if is_across else width) <= _THICKEST * scale:
            lines.append(_points(x, y, width, height, scale))
    return lines


def _boxes(dark: NDArray[np.uint8], scale: float) -> list[Box]:
    """Return small squares with an empty middle."""
    contours, tree = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return []
    holes = [
        contour
        for contour, (_, _, _, parent) in zip(contours, tree[0], strict=True)
        if parent >= 0  # an outline inside another one
    ]
    found: list[Box] = []
    for hole in holes:
        x, y, width, height = cv2.boundingRect(hole)
        if _is_small_square(width, height, scale) and _is_empty_square(dark, hole):
            found.append(_points(x, y, width, height, scale))
        if len(found) == _MOST_FOUND:
            break
    return found


def _is_small_square(width: int, height: int, scale: float) -> bool:
    small, large = min(width, height), max(width, height)
    return _SMALLEST_BOX * scale <= small and large <= min(_LARGEST_BOX * scale, _SQUARE * small)


def _is_empty_square(dark: NDArray[np.uint8], hole: cv2.typing.MatLike) -> bool:
    x, y, width, height = cv2.boundingRect(hole)
    inside = dark[y + 2 : y + height - 2, x + 2 : x + width - 2]
    fills = cv2.contourArea(hole) / max((width - 1) * (height - 1), 1)
    return fills > _FULL and inside.size > 0 and float(inside.mean()) < _SPECKS


def _is_side(line: Box, boxes: list[Box]) -> bool:
    """Whether a line is the side of a box."""
    x0, y0, x1, y1 = line
    return any(
        box[0] - 3 <= x0 and x1 <= box[2] + 3 and box[1] - 3 <= y0 and y1 <= box[3] + 3
        for box in boxes
    )


def _points(x: int, y: int, width: int, height: int, scale: float) -> Box:
    return (x / scale, y / scale, (x + width) / scale, (y + height) / scale)
