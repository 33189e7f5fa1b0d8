"""Pages set straight: how far a scan is turned and how skewed its lines are, by where its ink gathers in rows."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from lineup.engine.processors.convert.ocr.ink import ENOUGH_LINES, Picture, line_boxes
from lineup.engine.processors.convert.ocr.page_reading import Straightening

_SMALL_SIDE = 1_000  # pixels of the long side of the picture that is measured
_FEWEST_LETTERS = 10  # fewer tell no direction
_LARGEST_LETTER = (
    0.35  # inches: larger parts are of pictures and charts, which run in any direction
)
_MOST_POINTS = 60_000
_STEEPEST = 6.0  # degrees of skew that are looked for
_COARSE, _FINE = 0.5, 0.1
_LEAST_SKEW = 0.15
_CLEARLY = 1.05  # times as peaked as it stands: else the skew is chance
_SIDEWAYS = 1.5  # times as peaked in columns as in rows: the lines run down the page


@dataclass(frozen=True)
class _Skew:
    """A turn and how unevenly the ink is spread over the rows after it."""

    degrees: float
    peakedness: float


def measure(ink: Picture, dpi: float) -> Straightening:
    """Return what sets the page straight. A page on its head is not noticed: upside down, lines are as straight."""
    letters, count = _letters(ink, dpi)
    if count < _FEWEST_LETTERS:
        return Straightening()
    points = _points(letters)
    level, steep = _skew(points), _skew(np.column_stack([points[:, 1], -points[:, 0]]))
    if steep.peakedness > _SIDEWAYS * level.peakedness and _has_lines_sideways(letters, dpi):
        return Straightening(1, steep.degrees)
    return Straightening(0, level.degrees)


def _letters(ink: Picture, dpi: float) -> tuple[Picture, int]:
    """Return the ink of parts that are no larger than letters, and how many there are."""
    _, parts, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    sides = found[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    is_letter = (sides.max(axis=1) <= _LARGEST_LETTER * dpi) & (sides.min(axis=1) > 1)
    is_letter[0] = False  # the paper
    return is_letter[parts].astype(np.uint8) * np.uint8(255), int(is_letter.sum())


def _has_lines_sideways(letters: Picture, dpi: float) -> bool:
    return len(line_boxes(np.ascontiguousarray(np.rot90(letters)), dpi)) >= ENOUGH_LINES


def straightened(picture: Picture, by: Straightening) -> Picture:
    """Return the picture set straight, in a size that fits; the corners that come in are of the paper's colour."""
    turned = np.ascontiguousarray(np.rot90(picture, by.quarter_turns))
    if not by.degrees:
        return turned
    height, width = turned.shape[:2]
    paper = float(np.percentile(turned, 90))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), by.degrees, 1.0)
    straight = cv2.warpAffine(
        turned, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper,)
    )
    return np.asarray(straight, np.uint8)


def _points(ink: Picture) -> NDArray[np.float64]:
    """Return where the ink is as x and y in a small copy, a sample of a page that has much."""
    scale = min(_SMALL_SIDE / max(ink.shape), 1.0)
    small = cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) > 100  # noqa: PLR2004 (of 255)
    y, x = np.nonzero(small)
    every = max(len(x) // _MOST_POINTS, 1)
    return np.column_stack([x, y])[::every].astype(np.float64)


def _skew(points: NDArray[np.float64]) -> _Skew:
    level = _peakedness(points, 0.0)
    coarse = _best(points, np.arange(-_STEEPEST, _STEEPEST + _COARSE, _COARSE))
    best = _best(points, coarse.degrees + np.arange(-_COARSE, _COARSE + _FINE, _FINE))
    if abs(best.degrees) < _LEAST_SKEW or best.peakedness < _CLEARLY * level:
        return _Skew(0.0, level)
    return best


def _best(points: NDArray[np.float64], angles: NDArray[np.float64]) -> _Skew:
    skews = (_Skew(round(float(angle), 2), _peakedness(points, angle)) for angle in angles)
    return max(skews, key=lambda skew: skew.peakedness)


def _peakedness(points: NDArray[np.float64], degrees: float) -> float:
    """Return how unevenly the ink is spread over the rows of the page once turned against the clock by the degrees."""
    radians = np.deg2rad(degrees)
    rows = points[:, 1] * np.cos(radians) - points[:, 0] * np.sin(radians)
    counts = np.bincount((rows - rows.min()).astype(np.int64))
    return float((np.diff(counts.astype(np.float64)) ** 2).sum())
