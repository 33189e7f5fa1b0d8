"""Finding the segments that a schema names."""

import math
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from lineup.engine.processors.segment.boundaries import Boundary, find_boundaries
from lineup.engine.processors.segment.kinds import KindWords, kind_words
from lineup.engine.processors.segment.pages import PageText
from lineup.engine.processors.segment.path import Way, likeliest_way
from lineup.engine.processors.segment.schema import SegmentKind
from lineup.engine.processors.segment.scores import found_words, score_units
from lineup.engine.processors.segment.segments import (
    Confidence,
    Evidence,
    EvidenceKind,
    FoundSegment,
    confidence_of,
)
from lineup.engine.processors.segment.units import Unit, find_units

_NOTHING, _NOTHING_ON = 0.25, 0.0
"""What a run of pages that fits no kind scores at its beginning, more the more kinds there are, and on each page."""

_SAME_PAGE = -6.0
_AT_ANCHOR = 3.0
_SECTIONED = 0.6
"""From which share of the names found as headings on, those alone decide."""

_TEXT_OF_SECTIONS = 0.25


def find_named(pages: Sequence[PageText], kinds: Sequence[SegmentKind]) -> list[FoundSegment]:
    """Return the segments in the order of the document; pages that fit no kind are in none."""
    if not pages:
        return []
    words = kind_words(kinds)
    units = find_units(pages, words)
    boundaries = _unit_boundaries(units, find_boundaries(pages))
    scores = _with_nothing(score_units(units, words), units, words)
    odds = [_log_odds(unit, boundary) for unit, boundary in zip(units, boundaries, strict=True)]
    way = likeliest_way(
        scores, odds, np.array([0.0] * len(kinds) + [_NOTHING * math.log(len(kinds) + 1)])
    )
    return [
        _segment(run, units, boundaries, way, words)
        for run in _runs(way)
        if way.states[run[0]] < len(kinds)
    ]


def _with_nothing(
    scores: np.ndarray, units: Sequence[Unit], words: Sequence[KindWords]
) -> np.ndarray:
    """Return the scores with a last column for no kind at all. Where headings name most kinds, text tells little."""
    named = {unit.anchor.kind for unit in units if unit.anchor is not None}
    is_sectioned = len(named) >= max(2, _SECTIONED * len(words)) and any(
        not unit.is_page_start for unit in units
    )
    anchors = np.array([unit.anchor is not None for unit in units])[:, None]
    weighed = np.where(anchors, scores, scores * _TEXT_OF_SECTIONS) if is_sectioned else scores
    nothing = np.full((len(units), 1), 0.0 if is_sectioned else _NOTHING_ON)
    return np.hstack([weighed, nothing])


def _unit_boundaries(units: Sequence[Unit], of_pages: Sequence[Boundary]) -> list[Boundary]:
    """Return the boundary before each unit; within a page there is none."""
    remaining = iter(of_pages)
    return [next(remaining) if unit.is_page_start else Boundary(()) for unit in units]


def _log_odds(unit: Unit, boundary: Boundary) -> float:
    odds = boundary.log_odds if unit.is_page_start else _SAME_PAGE
    return odds + (_AT_ANCHOR if unit.anchor is not None else 0.0)


def _runs(way: Way) -> list[list[int]]:
    """Return the units of each segment."""
    number, numbers = -1, []
    for begins in way.begins:
        number += begins
        numbers.append(number)
    return [[row for row, _ in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1])]


def _segment(
    run: Sequence[int],
    units: Sequence[Unit],
    boundaries: Sequence[Boundary],
    way: Way,
    words: Sequence[KindWords],
) -> FoundSegment:
    kind = way.states[run[0]]
    evidence = _evidence([units[row] for row in run], boundaries[run[0]], words[kind], kind)
    likelihood = sum(way.likelihood[row] for row in run) / len(run)
    level = Confidence.LOW if not evidence else confidence_of(likelihood)
    return FoundSegment(
        name=words[kind].name,
        pages=tuple(dict.fromkeys(units[row].page.index for row in run)),
        confidence=level,
        evidence=evidence,
    )


def _evidence(
    run: Sequence[Unit], boundary: Boundary, words: KindWords, kind: int
) -> tuple[Evidence, ...]:
    headings = [
        Evidence(
            EvidenceKind.HEADING, unit.page.index, unit.anchor.line.text, unit.anchor.line.block_id
        )
        for unit in run
        if unit.anchor is not None and unit.anchor.kind == kind
    ]
    told = [(unit, found_words(unit, words)) for unit in run]
    best = max(told, key=lambda pair: len(pair[1]))
    listed = (
        [Evidence(EvidenceKind.WORDS, best[0].page.index, ", ".join(best[1]))] if best[1] else []
    )
    begin = run[0].page.index
    reason = boundary.reason if begin else None
    begun = [Evidence(EvidenceKind.BOUNDARY, begin, reason)] if reason else []
    return (*headings[:3], *listed, *begun)
