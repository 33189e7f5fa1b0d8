"""Words out of lines: where the text has spaces, the ink has gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.ocr.ink import Picture, hug
from lineup.engine.processors.convert.ocr.layer_fonts import text_width

_ASTRAY = (
    0.2  # how many pixels of a gap's width a pixel of distance from its expected place takes off
)


@dataclass(frozen=True)
class _Gap:
    """A gap in a line's ink, by where it begins and ends."""

    start: float
    end: float


def word_boxes(ink: Picture, texts: Sequence[str], box: Box) -> list[Box]:
    """Return a box, close around the ink, for each of the line's words."""
    line = hug(ink, box)
    expected = _expected_ends(texts, line)
    gaps = _chosen(_gaps(ink, line), expected)
    edges = [line[0], *(edge for gap in gaps for edge in (gap.start, gap.end)), line[2]]
    return [
        hug(ink, (start, line[1], max(end, start + 1), line[3]))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def _expected_ends(texts: Sequence[str], line: Box) -> list[float]:
    """Return where the words but the last would end in a usual font, the space after them halved."""
    ends = np.cumsum([text_width(f"{text} ") for text in texts])
    whole = ends[-1] - text_width(" ")
    half = text_width(" ") / 2
    return [float(line[0] + (end - half) / whole * (line[2] - line[0])) for end in ends[:-1]]


def _gaps(ink: Picture, line: Box) -> list[_Gap]:
    x0, y0, x1, y1 = (int(corner) for corner in line)
    inked = np.flatnonzero((ink[y0:y1, x0:x1] > 0).any(axis=0)) + x0
    return [
        _Gap(one + 1.0, float(other)) for one, other in pairwise(inked.tolist()) if other > one + 1
    ]


def _chosen(gaps: Sequence[_Gap], expected: Sequence[float]) -> Iterable[_Gap]:
    """Return one gap for each expected place, in order, the widest and nearest; those places where there are too few."""
    if len(gaps) < len(expected):
        return [_Gap(place, place) for place in expected]
    worth = np.array([[_worth(gap, place) for gap in gaps] for place in expected])
    best = np.zeros(len(gaps) + 1)
    took = np.zeros((len(expected), len(gaps)), dtype=bool)
    for at, row in enumerate(worth):
        further = np.full(len(gaps) + 1, -np.inf)
        for gap in range(at, len(gaps)):
            taken = best[gap] + row[gap]
            took[at, gap] = taken > further[gap]
            further[gap + 1] = max(further[gap], taken)
        best = further
    return _retraced(gaps, took)


def _retraced(gaps: Sequence[_Gap], took: np.ndarray) -> list[_Gap]:
    chosen: list[_Gap] = []
    end = len(gaps)
    for row in took[::-1]:
        end = int(np.flatnonzero(row[:end])[-1])
        chosen.append(gaps[end])
    return chosen[::-1]


def _worth(gap: _Gap, place: float) -> float:
    return (gap.end - gap.start) - _ASTRAY * abs((gap.start + gap.end) / 2 - place)
