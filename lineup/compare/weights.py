"""How heavy a difference weighs: what a reader should see first."""

from collections.abc import Iterable

from lineup.compare.kinds import Kind

WEIGHTS = {
    Kind.PAGE: 4.0,
    Kind.ROW: 3.0,
    Kind.SEGMENT: 3.0,
    Kind.BOUNDARY: 3.0,
    Kind.TABLE_COLUMN: 3.0,
    Kind.TABLE_ROW: 2.5,
    Kind.FIELD: 2.0,
    Kind.CELL: 1.5,
    Kind.TEXT: 1.0,
    Kind.MOVED: 0.6,
    Kind.ORDER: 0.5,
    Kind.MARKUP: 0.2,
}
"""The weight of each kind; words and cells weigh more with digits in them, words also with their number."""

FORM = 0.1
"""The weight of a difference of form only."""
NOTHING_INSTEAD = 0.5
"""What a field weighs more where a side has nothing, or null, instead of a value."""
_DIGITS = 0.5
_PER_WORD, _MOST = 0.05, 1.5


def words_weight(kind: Kind, texts: Iterable[str]) -> float:
    """Return the weight of a difference between words or cells."""
    told = list(texts)
    has_digits = any(sign.isdigit() for text in told for sign in text[:1_000])
    most_words = max((text.count(" ") + 1 for text in told if text), default=0)
    return WEIGHTS[kind] + _DIGITS * has_digits + min(_PER_WORD * most_words, _MOST)
