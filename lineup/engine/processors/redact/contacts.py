"""E-mail addresses and phone numbers. Phone numbers have no checksum: these are the ways in which people write them."""

import re
from collections.abc import Iterator

from lineup.engine.processors.redact.findings import Span

_EMAIL = re.compile(
    r"(?<![\w.%+'-])[\w.%+'-]{1,256}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}", re.UNICODE
)

_BEFORE = r"(?<![\w.,/+-])"
_AFTER = r"(?![\w]|[./-]\d)"
_BETWEEN = r"[ \u00a0().\-/]{0,3}"
_NOT_A_DATE = r"(?!\d{1,2}[ ./-]\d{1,2}[ ./-]\d{4}(?!\d))"
_NATIONAL_DIGITS = range(9, 13)

_INTERNATIONAL = re.compile(
    rf"{_BEFORE}(?:\+[1-9]|00[1-9]\d{{0,2}}(?=[ \u00a0(/-]))(?:{_BETWEEN}\d){{6,14}}{_AFTER}"
)
_NATIONAL = re.compile(
    rf"{_BEFORE}{_NOT_A_DATE}(?:\(0\d{{1,5}}\)|0\d{{1,5}}[ \u00a0/-])[ \u00a0/-]{{0,2}}\d(?:[ \u00a0/-]?\d){{3,10}}{_AFTER}"
)
_FRENCH = re.compile(rf"{_BEFORE}0\d(?:\.\d\d){{4}}{_AFTER}")
_AMERICAN = re.compile(
    rf"{_BEFORE}(?:1[ .-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{{4}}{_AFTER}"
)
_LABELLED = re.compile(
    r"(?i:\b(?:tel|telefon|telephone|phone|fax|mobile|mobil|handy|cell))\b\.?:?\s{0,3}"
    rf"(?P<number>[+(]?\d(?:{_BETWEEN}\d){{4,14}}){_AFTER}"
)


def email_spans(text: str) -> Iterator[Span]:
    """Yield where e-mail addresses are."""
    if "@" in text:
        yield from (match.span() for match in _EMAIL.finditer(text))


def phone_spans(text: str) -> Iterator[Span]:
    """Yield where phone numbers are: international ones, national ones with their area code set off, and labelled ones.

    A bare row of digits is none without a label: it may be any number.
    """
    for match in _NATIONAL.finditer(text):
        if sum(character.isdigit() for character in match[0]) in _NATIONAL_DIGITS:
            yield match.span()
    for pattern in (_INTERNATIONAL, _FRENCH, _AMERICAN):
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span("number") for match in _LABELLED.finditer(text))
