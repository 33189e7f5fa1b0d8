"""Values beside labels: in the same segment, to the right, or below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.kinds.reading import Reading, read_values
from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.schema.fields import Scalar
from lineup.engine.processors.extract.search.labels import Label, Labels
from lineup.engine.processors.extract.text.segments import Segment
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import words_of

_INSIDE, _BESIDE, _BELOW, _FARTHER = 1.0, 0.98, 0.88, 0.9
_NUMBER_KINDS = {Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.PERCENT}
_FREE_KINDS = {
    Kind.TEXT,
    Kind.NAME,
    Kind.PERSON,
    Kind.STREET,
    Kind.CITY,
    Kind.COUNTRY,
    Kind.POSTCODE,
}
_LEAD = re.compile(r"[\s:=.\-–#*]*")
_FARTHER_BELOW = 0.04
_MAX_LEAD = 24  # characters between a label and a date or an amount in the same segment
_NEAR_RIGHT = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a field may have, how likely, the segments or blocks it was read from, and why in words."""

    value: Scalar
    score: float
    segments: tuple[Segment, ...]
    reason: str
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CandidateFinder:
    """Finds values beside labels."""

    sheet: Sheet
    labels: Labels
    order: Conventions

    def beside(self, label: Label, kind: Kind) -> Iterator[Candidate]:
        """Yield the values that a label may be the label of, the likeliest first."""
        inside = list(self._inside(label, kind))
        if inside:
            yield from inside
            return
        beside = list(self._right(label, kind))
        if beside:
            yield from beside
            return
        if label.is_whole or label.segment.text[label.end :].strip(" .:") == "":
            yield from self._below(label, kind)

    def _inside(self, label: Label, kind: Kind) -> Iterator[Candidate]:
        text = label.segment.text
        end = self._end_of_value(label)
        start = _value_start(text, label.end, kind)
        readings = list(read_values(kind, text[start:end], self.order))
        near = [each for each in readings if each.start <= _MAX_LEAD or kind in _FREE_KINDS]
        yield from _scored(near, label, label.segment, _INSIDE, "In the same line as")

    def _end_of_value(self, label: Label) -> int:
        """Return where the next label of the segment begins, which ends this one's value."""
        later = [
            other.start for other in self.labels.within(label.segment) if other.start > label.start
        ]
        return min(later, default=len(label.segment.text))

    def _right(self, label: Label, kind: Kind) -> Iterator[Candidate]:
        readings: list[tuple[Reading, Segment]] = []
        for at, segment in enumerate(self.sheet.after(label.segment)):
            if self.labels.begins(segment) or at >= _NEAR_RIGHT + 3:
                break
            text = segment.text
            start = _value_start(text, 0, kind)
            found = [
                reading
                for reading in read_values(kind, text[start:], self.order)
                if reading.start <= _MAX_LEAD
            ]
            readings += [(reading, segment) for reading in found]
            if found and kind not in _NUMBER_KINDS:
                break
            if at >= _NEAR_RIGHT and kind not in _NUMBER_KINDS:
                break
        last = len(readings) - 1
        for at, (reading, segment) in enumerate(readings):
            place = _BESIDE if at == last else _FARTHER
            yield from _scored([reading], label, segment, place, "To the right of")

    def _below(self, label: Label, kind: Kind) -> Iterator[Candidate]:
        """Yield the nearest value below; of amounts also those further down, as the last of a column may be the sum."""
        place = _BELOW
        for segment in self.sheet.below(label.segment):
            if self.labels.begins(segment):
                return
            readings = [
                reading
                for reading in read_values(kind, segment.text, self.order)
                if reading.start <= 2 or kind in _NUMBER_KINDS  # noqa: PLR2004 (a sign or a quote)
            ]
            if readings:
                yield from _scored(readings[:1], label, segment, place, "Below")
            if (readings and kind is not Kind.MONEY) or kind in _FREE_KINDS:
                return
            place -= _FARTHER_BELOW


def _scored(
    readings: list[Reading], label: Label, segment: Segment, place: float, where: str
) -> Iterator[Candidate]:
    for at, reading in enumerate(readings):
        score = label.quality * place * reading.strength * (1 if at == 0 else 0.9)
        yield Candidate(reading.value, score, (segment, label.segment), f"{where} {label.text!r}.")


def _value_start(text: str, start: int, kind: Kind) -> int:
    """Return where a value may begin: behind punctuation, and before a code behind "No." and the like."""
    lead = _LEAD.match(text, start)
    at = start if lead is None else lead.end()
    if kind in _NUMBER_KINDS:
        return start
    if kind is Kind.CODE:
        for word in words_of(text):
            if word.start >= at and (word.text,) in lexicon().lists["number_words"]:
                after = _LEAD.match(text, word.end)
                return word.end if after is None else after.end()
            if word.start >= at:
                break
    return at
