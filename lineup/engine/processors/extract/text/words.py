"""Text as words that can be compared: small letters without accents or punctuation."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+|#")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in its text."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text."""
    return tuple(
        Word(plain_word(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)
    )


@lru_cache(maxsize=20_000)
def plain_word(word: str) -> str:
    """Return the word in small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def phrase(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(word.text for word in words_of(text))


def name_phrase(name: str) -> tuple[str, ...]:
    """Return the words of a field's name, written in whatever style: `invoice_no`, `invoiceNo`."""
    return phrase(_CAMEL.sub(" ", name).replace("_", " "))
