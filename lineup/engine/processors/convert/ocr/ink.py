"""The ink of a page: what is darker than its paper, and how closely it fills the boxes of words."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from lineup.engine.processors.convert.model.blocks import Box

Picture = NDArray[np.uint8]
"""A page's picture in grey, or its ink: 255 where there is some, else 0."""

ENOUGH_LINES = 3
"""From so many lines on, a page's lines tell how it lies: one may be a sign or a stroke."""

_WINDOW_INCHES = 0.25
_FAINTEST = 12  # shades of grey between ink and the paper around it
_FEW_WORDS = 4  # times as wide as high
_FILLED = 0.04  # of a box's width or height: less ink in a row or column is a speck


def find_ink(picture: Picture, dpi: float) -> Picture:
    """Return the page's ink, by what is dark beside its surroundings: the light on a photo is uneven."""
    window = max(int(_WINDOW_INCHES * dpi) | 1, 3)
    threshold, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    local = cv2.adaptiveThreshold(
        picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, _FAINTEST
    )
    dark = np.where(picture <= threshold, np.uint8(255), np.uint8(0))
    return np.asarray(cv2.bitwise_and(local, dark), np.uint8)


def line_boxes(ink: Picture, dpi: float) -> list[Box]:
    """Return the boxes of what looks like lines of text that run across, the longest first."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, int(dpi / 8)), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    lines = [
        (float(left), float(top), float(left + width), float(top + height))
        for left, top, width, height, _ in found[1:].tolist()
        if dpi / 20 <= height <= dpi / 2 and width >= _FEW_WORDS * height
    ]
    return sorted(lines, key=lambda line: line[0] - line[2])


def hug(ink: Picture, box: Box) -> Box:
    """Return the smallest box around the ink inside the given one; that one where there is none."""
    x0, y0, x1, y1 = _whole(box, ink)
    part = ink[y0:y1, x0:x1] > 0
    columns = np.flatnonzero(part.sum(axis=0) > 0)
    rows = np.flatnonzero(part.sum(axis=1) > _FILLED * _median_row(part))
    if not len(columns) or not len(rows):
        return box
    return (
        float(x0 + columns[0]),
        float(y0 + rows[0]),
        float(x0 + columns[-1] + 1),
        float(y0 + rows[-1] + 1),
    )


def stroke_width(ink: Picture, box: Box) -> float:
    """Return how wide the strokes of the ink in the box are, in pixels; 0 without ink."""
    x0, y0, x1, y1 = _whole(box, ink)
    part = cv2.copyMakeBorder(ink[y0:y1, x0:x1], 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    distances = cv2.distanceTransform(part, cv2.DIST_L2, 3)
    inked = distances[part > 0]
    return (
        float(4 * inked.mean() - 1) if len(inked) else 0.0
    )  # a stroke's mean distance is a fourth


def _median_row(part: NDArray[Any]) -> float:
    sums = part.sum(axis=1)
    filled = sums[sums > 0]
    return float(np.median(filled)) if len(filled) else 0.0


def _whole(box: Box, ink: Picture) -> tuple[int, int, int, int]:
    height, width = ink.shape[:2]
    x0, y0, x1, y1 = (round(corner) for corner in box)
    return max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)
