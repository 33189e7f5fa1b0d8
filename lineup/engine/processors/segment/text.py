"""Text as it is compared: small letters without accents, words without their endings."""

import re
import unicodedata
from functools import cache

_STEM = 6
"""How many letters of a word count: what follows is most often its ending."""

_LEAST = 3
_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)

STOP_WORDS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "which",
        "are",
        "was",
        "were",
        "has",
        "have",
        "its",
        "their",
        "about",
        "into",
        "over",
        "such",
        "other",
        "any",
        "all",
        "one",
        "more",
        "des",
        "der",
        "die",
        "das",
        "und",
        "oder",
        "mit",
        "von",
        "für",
        "fur",
        "aus",
        "bei",
        "eine",
        "einer",
        "eines",
        "einem",
        "einen",
        "auf",
        "ist",
        "sind",
        "wird",
        "werden",
        "nach",
        "zum",
        "zur",
        "les",
        "une",
        "dans",
        "par",
        "pour",
        "avec",
        "sur",
        "est",
        "sont",
        "qui",
        "que",
        "aux",
        "del",
        "las",
        "los",
        "una",
        "con",
        "para",
        "por",
        "como",
        "esta",
        "este",
        "della",
        "delle",
        "dei",
        "gli",
        "het",
        "een",
        "van",
        "voor",
        "met",
        "document",
        "documents",
        "page",
        "pages",
        "section",
        "segment",
        "part",
        "usually",
        "often",
        "typically",
        "contains",
        "containing",
        "includes",
        "including",
        "may",
        "also",
        "showing",
        "shows",
        "show",
        "used",
        "lists",
        "list",
        "between",
        "each",
        "who",
        "what",
        "when",
        "where",
        "how",
        "etc",
    ]
)


@cache
def folded(text: str) -> str:
    """Return the text in small letters, without accents, its words one space apart."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_NOT_WORD.sub(" ", plain).split())


def stems(text: str) -> list[str]:
    """Return the beginnings of the text's words that say something, in order; numbers are left out."""
    return [
        word[:_STEM]
        for word in folded(text).split()
        if len(word) >= _LEAST and not word.isdigit() and word not in STOP_WORDS
    ]
