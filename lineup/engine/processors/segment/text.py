"""Text as it is compared: small letters without accents, words without their endings."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

_STOP_WORDS = Path(__file__).with_name("stop_words.toml")
_STEM = 6
"""How many letters of a word count: what follows is most often its ending."""

_LEAST = 3
_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)


def folded(text: str) -> str:
    """Return the text in small letters, without accents, its words one space apart."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_NOT_WORD.sub(" ", plain).split())


@cache
def stop_words() -> frozenset[str]:
    """Return the words that tell nothing, folded."""
    return frozenset(folded(tomllib.loads(_STOP_WORDS.read_text("utf-8"))["words"]).split())


def stems(text: str) -> list[str]:
    """Return the beginnings of the text's words that say something, in order; numbers are left out."""
    return [
        word[:_STEM]
        for word in folded(text).split()
        if len(word) >= _LEAST and not word.isdigit() and word not in stop_words()
    ]
