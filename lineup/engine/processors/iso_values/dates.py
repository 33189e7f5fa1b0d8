"""Dates as people write them, and as ISO 8601 does."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from lineup.engine.processors.iso_values.conventions import Conventions, DateOrder
from lineup.engine.processors.iso_values.findings import Finding, Kind
from lineup.engine.processors.iso_values.months import MONTH_NAMES, MONTHS

_START = r"(?<![\w./,-])"
_END = r"(?![\w]|[./-]\d)"
_GAP = r"[ \u00a0]{0,2}"
_SPACE = r"[ \u00a0]{1,2}"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|ère|[.ºª°])?"
_MONTH = rf"(?P<month>{MONTH_NAMES})\b\.?"
_YEAR = r"(?P<year>\d{4})"
_OF = rf"(?:{_SPACE}(?:de|del|of)\b)?"

_DAY_FIRST = re.compile(
    rf"{_START}{_DAY}{_OF}(?:{_SPACE}|-)?{_MONTH}{_OF}(?:,?{_SPACE}|-){_YEAR}{_END}", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"{_START}{_MONTH}{_SPACE}{_DAY},?{_SPACE}{_YEAR}{_END}", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"{_START}{_MONTH}{_OF}{_SPACE}{_YEAR}{_END}", re.IGNORECASE)
_YEAR_FIRST = re.compile(
    rf"{_START}{_YEAR}(?P<mark>[./]){_GAP}(?P<month>\d{{1,2}})(?P=mark){_GAP}(?P<day>\d{{1,2}})\.?{_END}"
)
_NUMERIC = re.compile(
    rf"{_START}(?P<first>\d{{1,2}})(?P<mark>[./-]){_GAP}(?P<second>\d{{1,2}})(?P=mark){_GAP}(?P<year>\d{{4}}|\d\d){_END}"
)

_MOST_MONTH = 12
_TWO_DIGITS = 2
_WORDS = frozenset({"may", "march", "mar", "set"})
"""Months whose names are words as well: in small letters and without a day they may be either."""


def date_findings(text: str, conventions: Conventions) -> Iterator[Finding]:
    """Yield the dates in the text that aren't written as ISO 8601 has it. One pattern's may overlap another's."""
    for pattern, written in _WITH_NAMES:
        for match in pattern.finditer(text):
            yield _finding(match, written(match), _reason(match))
    for match in _YEAR_FIRST.finditer(text):
        yield _finding(match, _iso(match["year"], int(match["month"]), int(match["day"])), _NONE)
    for match in _NUMERIC.finditer(text):
        yield _numeric(match, conventions)


def numeric_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield first and second part of the dates whose order only the rest of the document may tell."""
    for match in _NUMERIC.finditer(text):
        if match["mark"] != ".":
            yield int(match["first"]), int(match["second"])


_NONE = "there is no such day"


def _reason(match: re.Match[str]) -> str:
    return _NONE if "day" in match.groupdict() else "it may be a word rather than a month"


def _numeric(match: re.Match[str], conventions: Conventions) -> Finding:
    first, second = int(match["first"]), int(match["second"])
    if len(match["year"]) == _TWO_DIGITS:
        return _finding(match, None, "its year has two digits only")
    order = DateOrder.DAY_FIRST if match["mark"] == "." else conventions.date_order
    if first > _MOST_MONTH or second > _MOST_MONTH or first == second:
        day, month = (second, first) if second > _MOST_MONTH else (first, second)
        return _finding(match, _iso(match["year"], month, day), _NONE)
    if order is DateOrder.UNKNOWN:
        return _finding(match, None, "it may have the day or the month first")
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return _finding(match, _iso(match["year"], month, day), _NONE)


def _named_day(match: re.Match[str]) -> str | None:
    return _iso(match["year"], MONTHS[match["month"].lower()], int(match["day"]))


def _named_month(match: re.Match[str]) -> str | None:
    name = match["month"]
    if name in _WORDS:
        return None
    return f"{match['year']}-{MONTHS[name.lower()]:02}"


_WITH_NAMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_DAY_FIRST, _named_day),
    (_MONTH_FIRST, _named_day),
    (_MONTH_ONLY, _named_month),
)


def _iso(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None


def _finding(match: re.Match[str], after: str | None, reason: str) -> Finding:
    return Finding(Kind.DATE, *match.span(), after, "" if after else reason)
