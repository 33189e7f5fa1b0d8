"""The columns a list's properties are looked for in."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.lexicon.loading import Phrase, lexicon
from lineup.engine.processors.extract.schema.fields import ObjectField, ValueField
from lineup.engine.processors.extract.search.meanings import Meaning, meaning_of
from lineup.engine.processors.extract.text.words import phrase

_ALIKE, _FUZZY = 84, 0.9
_FILLERS = frozenset(["in", "eur", "usd", "gbp", "chf", "rm", "euro", "a", "n"])
NUMERIC = frozenset({Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.PERCENT})


@dataclass(frozen=True)
class Column:
    """A property of a list's items, what it means, and what stands above its column."""

    field: ValueField
    meaning: Meaning
    headings: frozenset[Phrase]

    @property
    def is_numeric(self) -> bool:
        """Whether its cells hold numbers."""
        return self.meaning.kind in NUMERIC

    @property
    def concept(self) -> str:
        """The name of its concept, empty without one."""
        return "" if self.meaning.concept is None else self.meaning.concept.name

    def likeness(self, text: str) -> float:
        """Return how much a heading reads like this column's, between 0 and 1."""
        words = tuple(word for word in phrase(text) if word not in _FILLERS)
        if not words:
            return 0.0
        if words in self.headings:
            return 1.0
        return _best_ratio(" ".join(words), self.headings)


@lru_cache(maxsize=5_000)
def _best_ratio(text: str, headings: frozenset[Phrase]) -> float:
    if len(text) < 4 or len(text) > 40:  # noqa: PLR2004 (too short to be alike, too long for a heading)
        return 0.0
    found = process.extractOne(
        text, _texts(headings), scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE
    )
    return 0.0 if found is None else found[1] / 100 * _FUZZY


@lru_cache(maxsize=500)
def _texts(headings: frozenset[Phrase]) -> list[str]:
    return [" ".join(each) for each in sorted(headings)]


@lru_cache(maxsize=500)
def columns_of(item: ObjectField, parents: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of the item's single values; what is nested deeper stands in no table."""
    return tuple(
        _column(field, parents) for field in item.properties if isinstance(field, ValueField)
    )


def _column(field: ValueField, parents: tuple[str, ...]) -> Column:
    meaning = meaning_of(field, parents, in_list=True)
    if meaning.concept is None:  # a table may be of anything, such as taxes
        other = meaning_of(field, parents)
        meaning = other if other.concept is not None and not other.concept.has_party else meaning
    name = "" if meaning.concept is None else meaning.concept.name
    known = {label for label, concepts in lexicon().labels.items() if name in concepts}
    return Column(field, meaning, frozenset(known | set(meaning.labels)))
