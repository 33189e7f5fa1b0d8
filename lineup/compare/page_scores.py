"""How alike one page is on two sides: edit distances over its characters and its words."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from lineup.compare.alignment import changes_between
from lineup.compare.comparison import PageScore

_MOST_CHARACTERS = 40_000
"""Longer texts are measured change by change, which may count a little too much."""


def score_page(page: int | None, first: Sequence[str], second: Sequence[str]) -> PageScore:
    """Return the score of a page whose words have these keys on the baseline and on the other side."""
    texts = " ".join(first), " ".join(second)
    longest = max(map(len, texts))
    if first == second:
        errors = (0, 0)
    elif longest <= _MOST_CHARACTERS:
        errors = Levenshtein.distance(*texts), Levenshtein.distance(first, second)
    else:
        errors = _by_changes(first, second)
    return PageScore(
        page=page,
        similarity=1 - errors[0] / longest if longest else 1.0,
        character_errors=errors[0],
        characters=len(texts[0]),
        word_errors=errors[1],
        words=len(first),
    )


def _by_changes(first: Sequence[str], second: Sequence[str]) -> tuple[int, int]:
    characters = words = 0
    for start, end, left, right in changes_between(first, second):
        before, after = " ".join(first[start:end]), " ".join(second[left:right])
        is_short = max(len(before), len(after)) <= _MOST_CHARACTERS
        characters += (
            Levenshtein.distance(before, after) if is_short else max(len(before), len(after))
        )
        words += max(end - start, right - left)
    return characters, words
