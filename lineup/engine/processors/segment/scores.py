"""How well each unit fits each kind, in log odds."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lineup.engine.processors.segment.kinds import Form, KindWords
from lineup.engine.processors.segment.text import folded, stems
from lineup.engine.processors.segment.units import Unit

Scores = NDArray[np.float64]
"""A row for each unit, a column for each kind."""

_TITLE, _WORD, _STEM = 2.0, 0.55, 2.2
_ANCHOR = 5.0
_MOST_WORDS = 6
_MOST = 6.0
_LEAST_TITLE = 3
_ABSENT = -0.5
"""What it costs a kind with many known words that none of them is there: a kind that little is known of is likelier then."""

_MANY = 20
_FORM = 0.7
_PROSE, _TABLE = 0.55, 0.25
_PARAGRAPH, _LINE = 25, 6
"""How many words a paragraph has at least, and each of its lines: the cells of a table have fewer."""

_LEAST_WORDS = 40


@dataclass(frozen=True)
class Reading:
    """A unit's text as it is compared."""

    unit: Unit

    @cached_property
    def text(self) -> str:
        """All of it, folded, with a space at both ends."""
        return f" {folded(self.unit.text[:20_000])} "

    @cached_property
    def head(self) -> str:
        """Its first words."""
        return f" {folded(self.unit.text[:400])} "

    @cached_property
    def form(self) -> Form | None:
        """How its words stand, if that is clear: in paragraphs, or apart from one another."""
        counts = [(len(block.split()), block.strip().count("\n") + 1) for block in self.unit.blocks]
        words = sum(count for count, _ in counts)
        if words < _LEAST_WORDS:
            return None
        paragraphs = [count for count, lines in counts if count >= max(_PARAGRAPH, _LINE * lines)]
        share = sum(paragraphs) / words
        if share >= _PROSE:
            return Form.PROSE
        return Form.TABLE if share <= _TABLE else None

    @cached_property
    def stems(self) -> Counter[str]:
        """How often each word's beginning stands in it."""
        return Counter(stems(self.unit.text[:20_000]))


def score_units(units: Sequence[Unit], kinds: Sequence[KindWords]) -> Scores:
    """Return the scores; a kind that nothing speaks for has 0."""
    readings = [Reading(unit) for unit in units]
    seldom = _seldom(readings)
    scores = np.zeros((len(units), len(kinds)))
    for row, reading in enumerate(readings):
        for column, kind in enumerate(kinds):
            scores[row, column] = _score(reading, kind, seldom)
        if reading.unit.anchor is not None:
            scores[row, reading.unit.anchor.kind] += _ANCHOR
    return scores


def found_words(unit: Unit, kind: KindWords, most: int = 4) -> list[str]:
    """Return words of the kind that stand in the unit, those of the lexicon first."""
    reading = Reading(unit)
    known = [word for word in kind.words if f" {word} " in reading.text]
    strongest = sorted(kind.stems, key=lambda stem: -kind.stems[stem])
    own = {stem for stem in strongest if stem in reading.stems}
    written = [word for word in reading.text.split() if word[:6] in own]
    return list(dict.fromkeys([*known, *written]))[:most]


def _score(reading: Reading, kind: KindWords, seldom: dict[str, float]) -> float:
    titled = any(len(t) >= _LEAST_TITLE and f" {t} " in reading.head for t in kind.titles)
    known = sum(1 for word in kind.words if f" {word} " in reading.text)
    told = sum(
        weight * min(1.0, math.log1p(reading.stems[stem])) * seldom.get(stem, 1.0)
        for stem, weight in kind.stems.items()
        if stem in reading.stems
    )
    score = _TITLE * titled + _WORD * min(known, _MOST_WORDS) + _STEM * told
    absent = _ABSENT if len(kind.words) >= _MANY and not known and not titled else 0.0
    return min(score, _MOST) + absent + _form_score(reading.form, kind.form)


def _form_score(found: Form | None, usual: Form | None) -> float:
    if found is None or usual is None:
        return 0.0
    return _FORM if found is usual else -_FORM


def _seldom(readings: Sequence[Reading]) -> dict[str, float]:
    """Return how much each word's beginning tells: one that stands everywhere tells little."""
    counts = Counter(stem for reading in readings for stem in reading.stems)
    return {stem: 1.0 - 0.7 * (count - 1) / max(len(readings), 2) for stem, count in counts.items()}
