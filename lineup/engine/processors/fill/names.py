"""How alike two names of a field are: a key such as `date_of_birth` and a label such as "Date of birth (dd.mm.yyyy):"."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_CAMEL = re.compile(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])")
_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the a an of for your please enter field text txt box fld form der die das des le la les de du el los il lo and und "
        "et in if to",
    )
)
_ALIKE = (
    "phone telephone tel telefon mobile",
    "mail email e-mail",
    "zip postcode postal plz cap",
    "birthday birthdate birth dob geburtsdatum naissance",
    "surname lastname familyname nachname nom",
    "firstname forename givenname vorname prenom",
    "street address strasse adresse",
    "town city ort ville stadt",
    "country land pays",
    "company firm firma organisation organization",
    "number no nr num numero nummer",
    "gender sex geschlecht",
    "amount sum betrag total",
    "signature unterschrift",
    "name names",
)
_JOINED = {
    ("e", "mail"): "email",
    ("last", "name"): "lastname",
    ("family", "name"): "familyname",
    ("first", "name"): "firstname",
    ("given", "name"): "givenname",
    ("date", "birth"): "birthdate",
    ("birth", "date"): "birthdate",
    ("zip", "code"): "zip",
    ("postal", "code"): "postal",
    ("post", "code"): "postcode",
}
_CONCEPTS = {word: group.split()[0] for group in _ALIKE for word in group.split()}
_MOST_CHARACTERS = 300


@lru_cache(maxsize=8192)
def words_of(name: str) -> tuple[str, ...]:
    """Return the name's words in small letters, without accents, fillers and what stands in brackets."""
    plain = unicodedata.normalize("NFKD", _BRACKETED.sub(" ", name[:_MOST_CHARACTERS]) or name)
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    words = _WORD.findall(_CAMEL.sub(" ", plain).lower().replace("ß", "ss"))
    telling = [word for word in words if word not in _EMPTY_WORDS] or words
    return tuple(_with_joined(telling))


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1: 1 for the same words in any order, less the more words one has alone."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    shared = _shared(first, second)
    overlap = 2 * shared / (len(first) + len(second))
    if not shared:
        return 0.6 * fuzz.ratio("".join(first), "".join(second)) / 100
    whole = shared / min(len(first), len(second))
    return round(min(0.97, 0.65 * overlap + 0.3 * whole), 4)


def mention(description: str, label: str) -> float:
    """Return how much of a label's words a description has, 0 to 1; a label of one word says less."""
    words, about = words_of(label), _concepts_of(description)
    if not words or not about:
        return 0.0
    share = sum(_concept(word) in about for word in words) / len(words)
    return share if len(words) > 1 else 0.8 * share


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """Return how many words they share, a misspelt one for less than one."""
    left = list(second)
    rest = []
    for word in first:
        if word in left:
            left.remove(word)
        else:
            rest.append(word)
    total = float(len(second) - len(left))
    for word in rest:
        score, best = max(
            ((_word_likeness(word, other), other) for other in left), default=(0.0, "")
        )
        if score:
            total += score
            left.remove(best)
    return total


@lru_cache(maxsize=65536)
def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if _concept(one) == _concept(other):
        return 0.9
    if one.isdigit() or other.isdigit():
        return 0.0
    score = fuzz.ratio(one, other) / 100
    return score * score if score > 0.74 else 0.0  # noqa: PLR2004 (one letter of four)


@lru_cache(maxsize=8192)
def _concepts_of(text: str) -> frozenset[str]:
    return frozenset(map(_concept, words_of(text)))


def _concept(word: str) -> str:
    return _CONCEPTS.get(word, word)


def _with_joined(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        pair = _JOINED.get((joined[-1], word)) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(word)
    return joined
