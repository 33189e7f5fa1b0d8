"""How a document writes dates and numbers, where a single one could be read in two ways."""

import re
from collections import Counter
from dataclasses import dataclass

_DATE = re.compile(r"(?<![\d.,/-])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(?:\d{4}|\d{2})(?!\d)")
_DECIMALS = re.compile(r"(?<![\d.,/])(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)([.,])\d{2}(?![\d.,/])")
_MONTHS = 12


@dataclass(frozen=True)
class Conventions:
    """Whether the month comes first in numeric dates, and the mark before decimals; empty where nothing tells."""

    is_month_first: bool = False
    decimal_mark: str = ""


def conventions_of(text: str) -> Conventions:
    """Return what the text's dates and amounts that can only be read in one way tell; day first without any."""
    votes = 0
    for match in _DATE.finditer(text):
        first, second = int(match[1]), int(match[2])
        if max(first, second) > _MONTHS >= min(first, second):
            votes += 1 if second > first else -1
    marks = Counter(match[1] for match in _DECIMALS.finditer(text)).most_common(1)
    return Conventions(votes > 0, marks[0][0] if marks else "")
