"""Labels on the page: where they stand, and what they may be labels of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from lineup.engine.processors.convert.model.document import ExtractionMethod
from lineup.engine.processors.extract.lexicon.loading import Phrase, lexicon
from lineup.engine.processors.extract.text.segments import Segment
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import Word, words_of

_BREAK = re.compile(r"[:;|●•·]|\s[-–—]\s|,\s|[.]\s")
_FILLER = re.compile(
    r"(?:\s|\([^()]{0,40}\)|\b(?:in|eur|usd|gbp|chf|rm|euro|myr|sgd|aud|cad)\b|[€$£%]|\d{1,2}(?:[.,]\d{1,2})?\s?%|[-–/.*:=])*",
    re.IGNORECASE,
)
_PART_OF_CODE = re.compile(r"[-/_]\d")  # "PO-5512" is a number, not "5512" behind a label
_COLON = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?[.]?\s*[:=]")
_MAX_WORDS = 60
_SAID = frozenset({"due_date", "effective_date", "expiry_date"})
"""What sentences tell as well: "payable net by 4 April"."""
_IN_SENTENCES = frozenset(
    [
        "netto",
        "bis",
        "spatestens",
        "pay",
        "please",
        "payable",
        "due",
        "zahlbar",
        "fallig",
        "payer",
        "regler",
        "betalen",
    ]
)
_CHOICE = re.compile(r"%|skonto|discount|escompte", re.IGNORECASE)
"""Sentences that name a date for each of several ways to pay."""
_VALUE = 4  # characters of a number after which another label may begin
_FUZZY_CUTOFF, _FUZZY_WORDS, _FUZZY_LETTERS = 87, 5, 5


@dataclass(frozen=True, slots=True)
class Label:
    """A label: `concepts` it may belong to, `end` where its own text ends and a value may begin.

    `quality` is between 0 and 1; `is_whole` says that nothing but the label stands in the segment.
    """

    concepts: frozenset[str]
    segment: Segment
    start: int
    end: int
    quality: float
    is_whole: bool

    @property
    def text(self) -> str:
        """The label as it is written."""
        return self.segment.text[self.start : self.end].strip(" :=.-#")


@dataclass(frozen=True)
class Labels:
    """All labels of a document, those of the lexicon and those of `own`, the words of fields without a concept."""

    sheet: Sheet
    own: Mapping[Phrase, frozenset[str]]

    @cached_property
    def all(self) -> tuple[Label, ...]:
        """The labels in the document's order."""
        return tuple(label for segment in self.sheet.segments for label in self._in(segment))

    @cached_property
    def _by_concept(self) -> Mapping[str, list[Label]]:
        found: defaultdict[str, list[Label]] = defaultdict(list)
        for label in self.all:
            for concept in label.concepts:
                found[concept].append(label)
        return found

    @cached_property
    def _by_segment(self) -> Mapping[tuple[int, int], list[Label]]:
        found: defaultdict[tuple[int, int], list[Label]] = defaultdict(list)
        for label in self.all:
            found[label.segment.row, label.segment.at].append(label)
        return found

    def of(self, concept: str) -> list[Label]:
        """Return the labels of a concept."""
        return self._by_concept.get(concept, [])

    def within(self, segment: Segment) -> list[Label]:
        """Return the labels in a segment."""
        return self._by_segment.get((segment.row, segment.at), [])

    def begins(self, segment: Segment) -> bool:
        """Whether a segment begins with a label."""
        return any(label.start == 0 for label in self.within(segment))

    def _in(self, segment: Segment) -> Iterator[Label]:
        words = words_of(segment.text)[:_MAX_WORDS]
        at, found = 0, False
        while at < len(words):
            label, size = self._at(segment, words, at)
            if label is not None:
                found = True
                yield label
            at += max(size, 1)
        if not found and self._is_recognised(segment):
            yield from self._alike(segment, words)

    def _at(self, segment: Segment, words: tuple[Word, ...], at: int) -> tuple[Label | None, int]:
        is_break = not at or _is_break(segment.text, words[at - 1], words[at])
        if not is_break and words[at].text not in _IN_SENTENCES:
            return None, 1
        for size in range(min(lexicon().longest, len(words) - at), 0, -1):
            phrase = tuple(word.text for word in words[at : at + size])
            concepts = lexicon().labels.get(phrase, frozenset()) | self.own.get(phrase, frozenset())
            if not is_break:
                is_said = size > 1 and not _CHOICE.search(segment.text, words[at].start)
                concepts = concepts & _SAID if is_said else frozenset()
            label = _label(segment, words, at, size, concepts) if concepts else None
            if label is not None:
                return label, size
        return None, 1

    def _is_recognised(self, segment: Segment) -> bool:
        return self.sheet.page_of(segment).method is ExtractionMethod.TESSERACT

    def _alike(self, segment: Segment, words: tuple[Word, ...]) -> Iterator[Label]:
        """Yield the label that a segment of a recognised page reads almost like."""
        head = [word for word in words if not word.text[:1].isdigit()][:_FUZZY_WORDS]
        text = " ".join(word.text for word in head)
        if not head or len(text) < _FUZZY_LETTERS or head[0] is not words[0]:
            return
        found = process.extractOne(
            text, _label_texts(), scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF
        )
        if found is not None:
            concepts = lexicon().labels[tuple(found[0].split())]
            end = head[-1].end
            is_whole = len(head) == len(words)
            yield Label(concepts, segment, 0, end, found[1] / 100 * 0.9, is_whole)


def _label_texts() -> list[str]:
    return [" ".join(phrase) for phrase in lexicon().labels]


def _is_break(text: str, before: Word, word: Word) -> bool:
    between = text[before.end : word.start]
    is_value = before.text[-1:].isdigit() and len(before.text) >= _VALUE
    return _BREAK.search(between) is not None or is_value


def _label(
    segment: Segment, words: tuple[Word, ...], at: int, size: int, concepts: frozenset[str]
) -> Label | None:
    """Return the label, or None where the words go on to mean something else."""
    text, start, end = segment.text, words[at].start, words[at + size - 1].end
    if _PART_OF_CODE.match(text, end):
        return None
    colon = _COLON.match(text, end)
    is_first = at == 0
    if colon is not None:
        is_whole = is_first and not text[colon.end() :].strip()
        return Label(concepts, segment, start, colon.end(), 1.0 if is_first else 0.93, is_whole)
    filler = _FILLER.match(text, end)
    after = end if filler is None else filler.end()
    if after >= len(text):
        return Label(concepts, segment, start, end, 1.0 if is_first else 0.85, is_whole=is_first)
    following = words[at + size] if at + size < len(words) else None
    if following is None:
        return Label(concepts, segment, start, end, 1.0 if is_first else 0.85, is_whole=is_first)
    if _may_follow(text, following, words[at + size :]):
        return Label(concepts, segment, start, end, 0.95 if is_first else 0.85, is_whole=False)
    return None


def _may_follow(text: str, following: Word, rest: tuple[Word, ...]) -> bool:
    """Whether the next word is a value, or a word between a label and its value."""
    written = text[following.start :].split(maxsplit=1)[0]
    if any(character.isdigit() for character in written):
        return True
    lists = lexicon().lists
    is_between = (following.text,) in lists["number_words"] | lists[
        "date_words"
    ] or following.text == "#"
    return is_between and any(any(c.isdigit() for c in word.text) for word in rest[1:4])
