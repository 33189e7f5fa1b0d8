"""Measures, written in SI units or units accepted beside them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lineup.engine.processors.iso_values.conventions import Conventions
from lineup.engine.processors.iso_values.findings import Finding, Kind
from lineup.engine.processors.iso_values.numbers import (
    NUMBER,
    TWO_READINGS,
    plain_number,
    range_reason,
    read_number,
)
from lineup.engine.processors.iso_values.units import SYMBOLS, UNITS, Unit

_NAMES = "|".join(re.escape(name) for name in sorted(UNITS, key=len, reverse=True))
_SYMBOLS = "|".join(re.escape(name) for name in sorted(SYMBOLS, key=len, reverse=True))
_MEASURE = re.compile(
    rf"(?<![\w.,/])(?P<sign>[-−]?)(?P<number>{NUMBER})(?:[ \u00a0\u202f-])?(?:(?P<unit>(?i:{_NAMES}))|(?P<symbol>{_SYMBOLS}))(?![\w²³/])"
)
_GOES_ON = re.compile(
    r"[ \u00a0]{0,2}\d{1,3}[ \u00a0]?(?:in\b|inch|oz\b|ounce|[\"″”])", re.IGNORECASE
)
_FEWEST_DIGITS = 3


def measure_findings(text: str, conventions: Conventions) -> Iterator[Finding]:
    """Yield the measures in the text whose unit isn't written as SI has it."""
    for match in _MEASURE.finditer(text):
        unit = _unit(match)
        number = read_number(match["number"], conventions.decimal_mark)
        reason = unit.reason or range_reason(text, match.start("number")) or _two_units(text, match)
        if number is None:
            reason = reason or TWO_READINGS
        if reason or number is None:
            yield Finding(Kind.MEASURE, *match.span(), reason=reason)
        else:
            signed = -number if match["sign"] else number
            yield Finding(Kind.MEASURE, *match.span(), f"{_converted(signed, unit)} {unit.si}")


def _unit(match: re.Match[str]) -> Unit:
    symbol = match["symbol"]
    if symbol is None:
        return UNITS[match["unit"].lower()]
    return Unit({"l": "L", "ml": "mL"}.get(symbol, symbol))


def _two_units(text: str, match: re.Match[str]) -> str:
    return "it goes on in another unit" if _GOES_ON.match(text, match.end()) else ""


def _converted(number: Decimal, unit: Unit) -> str:
    """Return the number in the SI unit, no more exact than it was, but with three digits at least."""
    if unit.factor == 1 and not unit.offset:
        return plain_number(number)
    value = number * unit.factor + unit.offset
    digits = max(len(number.as_tuple().digits), _FEWEST_DIGITS)
    return _rounded(value, digits)


def _rounded(value: Decimal, digits: int) -> str:
    if not value:
        return "0"
    places = max(digits - value.adjusted() - 1, 0)
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
