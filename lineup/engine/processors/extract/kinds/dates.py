"""Dates as people write them, in six languages. Nothing depends on today."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.text.words import plain_word

_MONTHS = (
    "jan januar january janvier janv januari enero gennaio gen ene jaen",
    "feb februar february fevrier fevr februari febrero febbraio fev",
    "mar marz march mars maart marzo mrz maerz mae mrt",
    "apr april avril avr abril aprile abr",
    "may mai mei mayo maggio mag",
    "jun juni june juin junio giugno giu",
    "jul juli july juillet juil julio luglio lug",
    "aug august aout augustus agosto ago",
    "sep sept september septembre septiembre settembre set",
    "oct okt oktober october octobre octubre ottobre ott",
    "nov november novembre noviembre",
    "dec dez dezember december decembre diciembre dicembre dic",
)
_MONTH_OF = {name: at for at, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_SEPARATED = re.compile(
    r"(?<![\d.,/-])(?P<a>\d{1,4})(?P<s>\s?[./-]\s?)(?P<b>\d{1,2})(?P=s)(?P<c>\d{4}|\d{2})(?![\d])"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?[ \-/]{{0,2}}(?:(?:of|de|day of)\s)?{_NAME}[ ,\-/']{{0,3}}(?:de\s|del\s)?(?P<year>\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_NAME}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)")
_CENTURY = 2000
_PIVOT = 70  # two digits from here on mean the century before


@dataclass(frozen=True)
class DateMatch:
    """A date in a text."""

    value: date
    start: int
    end: int


def find_dates(text: str, order: Conventions) -> list[DateMatch]:
    """Return the dates in a text, in its order."""
    found = [
        match
        for each in (_numeric(text, order), _named(text, _DAY_FIRST), _named(text, _MONTH_FIRST))
        for match in each
    ]
    found = found or list(_compact(text))
    return sorted(found, key=lambda match: match.start)


def _numeric(text: str, order: Conventions) -> Iterator[DateMatch]:
    for match in _SEPARATED.finditer(text):
        a, b, c = (int(match[part]) for part in "abc")
        if len(match["a"]) == 4:  # noqa: PLR2004 (digits of a year)
            year, month, day = a, b, c
        elif order.is_month_first or b > 12:  # noqa: PLR2004 (months)
            year, month, day = c, a, b
        else:
            year, month, day = c, b, a
        yield from _dated(match, year, month, day)


def _named(text: str, pattern: re.Pattern[str]) -> Iterator[DateMatch]:
    for match in pattern.finditer(text):
        month = _MONTH_OF.get(plain_word(match["name"]))
        if month is not None:
            yield from _dated(match, int(match["year"]), month, int(match["day"]))


def _compact(text: str) -> Iterator[DateMatch]:
    for match in _COMPACT.finditer(text):
        yield from _dated(match, int(match["year"]), int(match["month"]), int(match["day"]))


def _dated(match: re.Match[str], year: int, month: int, day: int) -> Iterator[DateMatch]:
    full = year if year >= 100 else year + (_CENTURY if year < _PIVOT else _CENTURY - 100)  # noqa: PLR2004
    try:
        yield DateMatch(date(full, month, day), match.start(), match.end())
    except ValueError:
        return
