"""A text read as a value of some kind."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lineup.engine.processors.extract.kinds.codes import (
    CodeMatch,
    find_bics,
    find_code,
    find_emails,
    find_ibans,
    find_phones,
    find_urls,
    find_vat_ids,
)
from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.currencies import find_currency
from lineup.engine.processors.extract.kinds.dates import find_dates
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.kinds.numbers import as_json, find_numbers
from lineup.engine.processors.extract.schema.fields import Scalar

_NUMBERS = {Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.PERCENT}
_LETTER = re.compile(r"[^\W\d_]")
_FINDERS: dict[Kind, Callable[[str], Iterator[CodeMatch]]] = {
    Kind.IBAN: find_ibans,
    Kind.BIC: find_bics,
    Kind.VAT_ID: find_vat_ids,
    Kind.EMAIL: find_emails,
    Kind.PHONE: find_phones,
    Kind.URL: find_urls,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in a text. `strength` is between 0 and 1: how much the text looks like a value of its kind."""

    value: Scalar
    start: int
    end: int
    strength: float = 1.0


def read_values(kind: Kind, text: str, order: Conventions) -> Iterator[Reading]:
    """Yield the values of a kind in a text, in its order."""
    if kind is Kind.DATE:
        for date in find_dates(text, order):
            yield Reading(date.value.isoformat(), date.start, date.end)
    elif kind in _NUMBERS:
        yield from _numbers(kind, text, order)
    elif kind in _FINDERS:
        for code in _FINDERS[kind](text):
            yield Reading(code.value, code.start, code.end, 1.0 if code.is_checked else 0.85)
    else:
        yield from _whole(kind, text)


def _whole(kind: Kind, text: str) -> Iterator[Reading]:
    """Yield what a text as a whole is, or begins with."""
    code = find_code(text) if kind is Kind.CODE else None
    currency = find_currency(text) if kind is Kind.CURRENCY else None
    if code is not None:
        yield Reading(code.value, code.start, code.end, _code_strength(code.value))
    elif currency is not None:
        yield Reading(currency, 0, len(text))
    elif kind not in (Kind.CODE, Kind.CURRENCY) and _LETTER.search(text):
        yield Reading(" ".join(text.split()), 0, len(text))


def _numbers(kind: Kind, text: str, order: Conventions) -> Iterator[Reading]:
    taken = [(date.start, date.end) for date in find_dates(text, order)]
    for number in find_numbers(text, order.decimal_mark):
        if any(start < number.end and number.start < end for start, end in taken):
            continue
        if number.is_percent != (kind is Kind.PERCENT) and (number.is_percent or not number.places):
            if number.is_percent:
                continue
            strength = 0.6
        else:
            strength = 1.0 if kind is not Kind.MONEY or number.is_amount else 0.8
        value = float(number.value) if kind is Kind.MONEY else as_json(number.value)
        if kind is Kind.INTEGER and not isinstance(value, int):
            continue
        yield Reading(value, number.start, number.end, strength)


def _code_strength(code: str) -> float:
    return 0.8 if len(code) < 3 else 1.0  # noqa: PLR2004 (shorter ones are often counts)
