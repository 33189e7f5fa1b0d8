"""How large the type of a recognised line is, and where its baseline runs.

Tesseract's boxes hug the ink, so that "sum" is lower than "Sumpf" of the same size. The shares of the em are those of
common text faces.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from lineup.engine.processors.convert.ocr.words import Word

_LOW = frozenset("acemnorsuvwxz.,:;-–—_~+=<>«»·•*'\"")
_DESCENDING = frozenset("gjpqyQ,;()[]{}|/ß_")
_X_HEIGHT, _ASCENT, _DESCENT = 0.52, 0.73, 0.21
_TALL_ENOUGH = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789bdfhklßÄÖÜ")


@dataclass(frozen=True)
class LineType:
    """The size of a line's type and the height of its baseline on the page, both in pixels, the latter from the top."""

    size: float
    baseline: float


def measure_line(words: Iterable[Word]) -> LineType:
    """Return the size and baseline that fit the line's words best."""
    fits = [_fit(word) for word in words]
    return LineType(median(fit.size for fit in fits), median(fit.baseline for fit in fits))


def _fit(word: Word) -> LineType:
    letters = set(word.text)
    above = _X_HEIGHT if letters <= (_LOW | _DESCENDING) - _TALL_ENOUGH else _ASCENT
    below = _DESCENT if letters & _DESCENDING else 0.0
    size = max((word.box[3] - word.box[1]) / (above + below), 1.0)
    return LineType(size, word.box[3] - below * size)
