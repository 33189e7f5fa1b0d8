"""Dates as people write them: every day that the text can mean."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar février febrero",
            "march mar märz mrz mars marzo",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août agosto",
            "september sep sept septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR_FIRST = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII | re.IGNORECASE
)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ -]([^\W\d_]{3,10})\.?,?[ -](\d{4})")
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_LONGEST = 40


def written_dates(text: str) -> frozenset[str]:
    """Return the days that the text can mean, as ISO dates; empty where it is no date.

    `03/04/2024` may be in March or in April; with points the day always stands first.
    """
    if not 8 <= len(text) <= _LONGEST:  # noqa: PLR2004 (1.1.2024 is the shortest)
        return frozenset()
    return frozenset(day for day in _readings(" ".join(text.split())) if day)


def _readings(text: str) -> list[str | None]:
    if match := _YEAR_FIRST.fullmatch(text):
        return [_day(match[1], int(match[2]), match[3])]
    if match := _YEAR_LAST.fullmatch(text):
        day_first = _day(match[4], int(match[3]), match[1])
        return (
            [day_first] if match[2] == "." else [day_first, _day(match[4], int(match[1]), match[3])]
        )
    if match := _DAY_MONTH.fullmatch(text):
        return [_day(match[3], _MONTHS.get(match[2].casefold(), 0), match[1])]
    if match := _MONTH_DAY.fullmatch(text):
        return [_day(match[3], _MONTHS.get(match[1].casefold(), 0), match[2])]
    return []


def _day(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
