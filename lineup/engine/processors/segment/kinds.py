"""What tells that a page is of a kind: titles, words and a description, with what the lexicon knows of usual kinds."""

import math
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from lineup.engine.processors.segment.schema import SegmentKind
from lineup.engine.processors.segment.text import folded, stems

_LEXICON = Path(__file__).with_name("lexicon.toml")
_ALIKE = 88
_EARLY = 5
"""How many words of a description say what it is about; what follows says what is in it."""

_MOST_SHARED = 4
_LEAST_TOLD, _CLEAR_LEAD = 1.2, 1.25


class Form(StrEnum):
    """How the words of a page stand."""

    PROSE = "prose"
    TABLE = "table"


@dataclass(frozen=True)
class Entry:
    """A usual kind: its English name, and its titles and words, folded."""

    name: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    form: Form | None


@dataclass(frozen=True)
class KindWords:
    """What to look for: titles a page of the kind may have, words that stand in one, and weighed words' beginnings."""

    name: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    stems: dict[str, float]
    form: Form | None = None


@cache
def load_lexicon() -> tuple[Entry, ...]:
    """Return the usual kinds."""
    table = tomllib.loads(_LEXICON.read_text("utf-8"))
    return tuple(
        Entry(
            row["name"],
            tuple(dict.fromkeys(folded(title) for title in row["titles"])),
            tuple(dict.fromkeys(folded(word) for word in row["words"])),
            Form(row["form"]) if "form" in row else None,
        )
        for row in table["kind"]
    )


def usual_kinds() -> list[KindWords]:
    """Return the lexicon's kinds of documents as kinds to look for."""
    entries = load_lexicon()
    return [KindWords(entry.name, entry.titles, entry.words, {}, entry.form) for entry in entries]


def kind_words(kinds: Sequence[SegmentKind]) -> list[KindWords]:
    """Return what to look for, for each kind that a schema names; words that many of them share weigh less."""
    own = [_own_stems(kind) for kind in kinds]
    spread = Counter(stem for each in own for stem in each)
    return [
        _with_lexicon(kind, _weighed(each, spread, len(kinds)))
        for kind, each in zip(kinds, own, strict=True)
    ]


def _own_stems(kind: SegmentKind) -> dict[str, float]:
    described = dict.fromkeys(stems(kind.description), 1.0)
    return described | dict.fromkeys(stems(kind.name), 1.5)


def _weighed(own: dict[str, float], spread: Counter[str], count: int) -> dict[str, float]:
    weighed = {stem: weight * math.log(1 + count / spread[stem]) for stem, weight in own.items()}
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {stem: weight / length for stem, weight in weighed.items()}


def _with_lexicon(kind: SegmentKind, weighed: dict[str, float]) -> KindWords:
    title = folded(kind.name)
    entry = find_entry(title) or _told_entry(kind.description)
    titles = (title, *(entry.titles if entry else ()))
    words = entry.words if entry else ()
    form = entry.form if entry else None
    return KindWords(kind.name, tuple(dict.fromkeys(t for t in titles if t)), words, weighed, form)


def find_entry(title: str) -> Entry | None:
    """Return the usual kind that a folded name means: one of its titles, or the longest one that the name holds."""
    best, best_length = None, 0
    for entry in load_lexicon():
        for known in entry.titles:
            if fuzz.ratio(title, known) >= _ALIKE and len(known) + 100 > best_length:
                best, best_length = entry, len(known) + 100
            elif f" {known} " in f" {title} " and len(known) > best_length:
                best, best_length = entry, len(known)
    return best


def _told_entry(description: str) -> Entry | None:
    """Return the usual kind that a description is clearly about; None where it may be about several, or about none."""
    told = [(_told_score(entry, folded(description)), entry) for entry in load_lexicon()]
    (best, entry), (second, _) = sorted(told, key=lambda pair: -pair[0])[:2]
    return entry if best >= _LEAST_TOLD and best >= _CLEAR_LEAD * second else None


def _told_score(entry: Entry, description: str) -> float:
    """Return how much a description is about a kind: its titles count, early ones more, and so do words of its pages."""
    words = description.split()
    begin = f" {' '.join(words[:_EARLY])} "
    titles = [title for title in entry.titles if f" {title} " in f" {description} "]
    early = any(f" {title} " in begin for title in titles)
    shared = set(stems(description)) & _stems_of(entry)
    return 2.0 * early + 0.5 * bool(titles) + 0.6 * min(len(shared), _MOST_SHARED)


@cache
def _stems_of(entry: Entry) -> frozenset[str]:
    return frozenset(stem for word in entry.words for stem in stems(word))
