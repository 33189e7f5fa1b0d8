"""Numbers as people write them: with groups of thousands, and a point or a comma before the fraction."""

import re
from decimal import Decimal

from lineup.engine.processors.iso_values.conventions import DecimalMark

NUMBER = r"(?:\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3}){1,4}(?!\d)(?:[.,]\d{1,6})?|\d{1,15}(?:[.,]\d{1,6})?)"
"""A number without its sign."""

_NUMBER = re.compile(rf"(?<![\w.,]){NUMBER}(?![\w]|[.,]\d)")
_SPACES = re.compile(r"['’ \u00a0\u202f\u2009]")
_THOUSANDS = 3
_RANGE = re.compile(
    r"\d[ \u00a0]?(?:[-–−x×]|\b(?:to|bis|tot|and|und|et|or|oder)\b)[ \u00a0]?$", re.IGNORECASE
)
_RANGE_CHARACTERS = 8

TWO_READINGS = "its number may be read in two ways"


def read_number(written: str, mark: DecimalMark) -> Decimal | None:
    """Return the number; None where it may be read in two ways and the document's mark doesn't tell which."""
    own = own_mark(written)
    mark = mark if own is DecimalMark.UNKNOWN and is_unclear(written) else own
    plain = _SPACES.sub("", written)
    if mark is DecimalMark.UNKNOWN:
        return None if is_unclear(written) else Decimal(re.sub(r"[.,]", "", plain))
    decimal, group = (".", ",") if mark is DecimalMark.POINT else (",", ".")
    return Decimal(plain.replace(group, "").replace(decimal, "."))


def own_mark(written: str) -> DecimalMark:
    """Return the mark before the number's fraction as far as the number itself tells: 1,234 doesn't."""
    marks = re.findall(r"[.,]", written)
    if not marks or (len(set(marks)) == 1 and len(marks) > 1):
        return DecimalMark.UNKNOWN
    if len(marks) == 1 and is_unclear(written):
        return DecimalMark.UNKNOWN
    return DecimalMark.POINT if marks[-1] == "." else DecimalMark.COMMA


def is_unclear(written: str) -> bool:
    """Whether the number has one mark that may set off thousands or a fraction, as 1,234 or 1.234 have."""
    marks = re.findall(r"[.,]", written)
    if len(marks) != 1 or _SPACES.search(written):
        return False
    whole, fraction = re.split(r"[.,]", written)
    return len(fraction) == _THOUSANDS and 1 <= len(whole) <= _THOUSANDS and whole[0] != "0"


def marks_in(text: str) -> list[DecimalMark]:
    """Return what each number in the text tells of the document's decimal mark."""
    return [own_mark(match[0]) for match in _NUMBER.finditer(text)]


def plain_number(value: Decimal) -> str:
    """Return the number with a point before its fraction and nothing between thousands, as data has it."""
    return f"{value:f}"


def range_reason(text: str, start: int) -> str:
    """Return why the number that begins there is left, if another number leads to it; else nothing."""
    before = text[max(start - _RANGE_CHARACTERS, 0) : start]
    return "it is the end of a range" if _RANGE.search(before) else ""
