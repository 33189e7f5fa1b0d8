"""How a document writes dates and numbers: what its clear cases say of its unclear ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class DateOrder(StrEnum):
    """What comes first in 03/04/2026."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNKNOWN = "unknown"


class DecimalMark(StrEnum):
    """What sets the fraction off in 1,234 or 1.234."""

    POINT = "point"
    COMMA = "comma"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Conventions:
    """How the document writes what could be read in two ways; UNKNOWN where it doesn't say, or says both."""

    date_order: DateOrder = DateOrder.UNKNOWN
    decimal_mark: DecimalMark = DecimalMark.UNKNOWN


def order_of(dates: Iterable[tuple[int, int]]) -> DateOrder:
    """Return the order that the dates of which only one reading is possible agree on."""
    seen = {
        DateOrder.DAY_FIRST if first > 12 else DateOrder.MONTH_FIRST  # noqa: PLR2004 (months)
        for first, second in dates
        if (first > 12) is not (second > 12)  # noqa: PLR2004 (months)
    }
    return seen.pop() if len(seen) == 1 else DateOrder.UNKNOWN


def mark_of(marks: Iterable[DecimalMark]) -> DecimalMark:
    """Return the mark that the numbers of which only one reading is possible agree on."""
    seen = set(marks) - {DecimalMark.UNKNOWN}
    return seen.pop() if len(seen) == 1 else DecimalMark.UNKNOWN
