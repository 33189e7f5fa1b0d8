"""What a field means: a concept of the lexicon, whose value, and how the value is recognised."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.lexicon.loading import Concept, Phrase, lexicon
from lineup.engine.processors.extract.schema.fields import ValueField, ValueType
from lineup.engine.processors.extract.text.words import name_phrase, phrase

_ALIKE = 88
_FUZZY = 0.9  # of a certain match's weight
_BY_DESCRIPTION = 0.85
_SHORT = 4  # words of a description that says nothing but the name
_NUMBER_KINDS = {Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.PERCENT}
_TYPE_KINDS = {
    ValueType.NUMBER: Kind.NUMBER,
    ValueType.INTEGER: Kind.INTEGER,
    ValueType.BOOLEAN: Kind.BOOLEAN,
}
_FORMAT_KINDS = {
    "date": Kind.DATE,
    "date-time": Kind.DATE,
    "email": Kind.EMAIL,
    "uri": Kind.URL,
    "url": Kind.URL,
}
_VAGUE_PARTIES = {("from",), ("to",), ("shipping",), ("delivery",), ("partner",), ("provider",)}
_LOOSE = {
    "the",
    "of",
    "a",
    "an",
    "for",
    "in",
    "on",
    "by",
    "and",
    "or",
    "is",
    "value",
    "field",
    "document",
}


@dataclass(frozen=True)
class Meaning:
    """What a field asks for. `labels` are its own words, by which it is looked for when no concept is known.

    `doubt` is a sentence about a name and a description that mean different things; empty without.
    """

    kind: Kind
    concept: Concept | None = None
    party: str | None = None
    labels: tuple[Phrase, ...] = ()
    doubt: str = ""


@lru_cache(maxsize=4_000)
def meaning_of(
    field: ValueField, parents: tuple[str, ...] = (), *, in_list: bool = False
) -> Meaning:
    """Return what a field means; `parents` are the names of what it is part of, the outermost first."""
    words = name_phrase(field.name)
    described = tuple(word for word in phrase(field.description))
    context = tuple(word for parent in parents for word in name_phrase(parent))
    by_name = _best(_by_name(words, field, in_list=in_list))
    by_description = _best(_by_description(described, field, in_list=in_list))
    score, concept = by_name if by_name[0] >= by_description[0] else by_description
    party = None
    if concept is not None:
        party = (
            _party_of(words, concept)
            or _party_of(context, concept)
            or _party_of(described, concept)
        )
    return Meaning(
        kind=_kind(field, concept),
        concept=concept if score else None,
        party=party or ("seller" if concept is not None and concept.has_party else None),
        labels=_own_labels(words, described),
        doubt=_doubt(field, by_name, by_description),
    )


_Scored = tuple[float, Concept | None]


def _best(scored: Iterator[tuple[float, Concept]]) -> _Scored:
    nothing: _Scored = (0.0, None)
    return max(scored, key=lambda each: each[0], default=nothing)


def _by_name(words: Phrase, field: ValueField, *, in_list: bool) -> Iterator[tuple[float, Concept]]:
    rest = _without_party(words)
    has_party = rest != words
    for concept in _fitting(field, in_list=in_list):
        if concept.name == "name" and has_party and not rest:
            yield 1.0, concept
        for name in concept.names:
            whole = _likeness(words, name)
            if whole:
                yield whole, concept
            if has_party and rest:
                part = _likeness(rest, name)
                if part:
                    yield (part if concept.has_party else part * 0.97), concept


def _likeness(words: Phrase, name: Phrase) -> float:
    if words == name:
        return 1.0
    if sorted(words) == sorted(name):
        return 0.98
    joined, other = " ".join(words), " ".join(name)
    if len(joined) < 5 or len(other) < 5:  # noqa: PLR2004 (short words are alike by chance)
        return 0.0
    ratio = fuzz.ratio(joined, other, score_cutoff=_ALIKE)
    return ratio / 100 * _FUZZY


def _by_description(
    described: Phrase, field: ValueField, *, in_list: bool
) -> Iterator[tuple[float, Concept]]:
    """Yield concepts of which all words of a name stand in the description, those of longer names first."""
    words = set(described)
    content = [word for word in described if word not in _LOOSE]
    for concept in _fitting(field, in_list=in_list):
        for name in concept.names:
            if set(name) <= words and (len(name) > 1 or len(content) <= _SHORT):
                share = min(len(name), 5) / 100
                early = 1 - min(described.index(name[0]), 20) / 1000
                yield (_BY_DESCRIPTION + share) * early, concept


def _fitting(field: ValueField, *, in_list: bool) -> Iterator[Concept]:
    for concept in lexicon().concepts.values():
        if (
            concept.is_line == in_list
            and concept.kind is not Kind.ITEMS
            and _fits(field, concept.kind)
        ):
            yield concept


def _fits(field: ValueField, kind: Kind) -> bool:
    """Whether a field's type and format leave room for values of a kind."""
    if field.type is ValueType.BOOLEAN:
        return False
    if field.type is ValueType.NUMBER:
        return kind in _NUMBER_KINDS
    if field.type is ValueType.INTEGER:
        return kind in _NUMBER_KINDS or kind is Kind.CODE
    wanted = _FORMAT_KINDS.get(field.format)
    return wanted is None or wanted is kind


def _kind(field: ValueField, concept: Concept | None) -> Kind:
    if concept is not None:
        return concept.kind
    words = set(name_phrase(field.name))
    if field.format in _FORMAT_KINDS:
        return _FORMAT_KINDS[field.format]
    if field.type in _TYPE_KINDS:
        is_money = field.type is ValueType.NUMBER and words & {
            "amount",
            "total",
            "price",
            "cost",
            "fee",
        }
        return Kind.MONEY if is_money else _TYPE_KINDS[field.type]
    if "date" in words:
        return Kind.DATE
    return Kind.CODE if words & {"number", "no", "id", "code", "nr"} else Kind.TEXT


def _without_party(words: Phrase) -> Phrase:
    for party in sorted(lexicon().party_words, key=len, reverse=True):
        at = _place_of(party, words)
        if at is not None:
            return words[:at] + words[at + len(party) :]
    return words


def _party_of(words: Phrase, concept: Concept) -> str | None:
    """Return whose value words ask for; prepositions only count where a party's value is meant anyway."""
    known = lexicon().party_words
    for party in sorted(known, key=len, reverse=True):
        if party in _VAGUE_PARTIES and not concept.has_party:
            continue
        if _place_of(party, words) is not None:
            return known[party]
    return None


def _place_of(part: Phrase, words: Phrase) -> int | None:
    size = len(part)
    places = (at for at in range(len(words) - size + 1) if words[at : at + size] == part)
    return next(places, None)


def _own_labels(words: Phrase, described: Phrase) -> tuple[Phrase, ...]:
    labels = [words] if len(" ".join(words)) > 2 else []  # noqa: PLR2004 (f1, x: names that say nothing)
    content = tuple(word for word in described if word not in _LOOSE)
    if 0 < len(content) <= _SHORT:
        labels.append(content)
    return tuple(dict.fromkeys(labels))


def _doubt(field: ValueField, by_name: _Scored, by_description: _Scored) -> str:
    one, other = by_name[1], by_description[1]
    sure = 0.95
    if one is None or other is None or one is other or by_name[0] < sure:
        return ""
    if (
        one.kind is other.kind
        and one.has_party == other.has_party
        and by_description[0] <= _BY_DESCRIPTION + 0.01
    ):
        return ""
    if one.kind is other.kind:
        return ""
    return (
        f"The field {field.name!r} reads like {one.name.replace('_', ' ')} by its name and like "
        f"{other.name.replace('_', ' ')} by its description: the name was followed."
    )
