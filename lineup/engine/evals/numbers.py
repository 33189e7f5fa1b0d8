"""Figures as people write them, for sums. Exact decimals, no guess where a text may mean two numbers."""

import re
from decimal import Decimal, InvalidOperation

_MOST = 40
_NUMBER = re.compile(r"[-−(]?\d[\d.,'’ \u00a0\u202f]*\)?[-−]?")
_SPACES = str.maketrans("", "", "'’ \u00a0\u202f")
_MINUS = ("-", "−", "(")


def read_number(value: object) -> Decimal | None:
    """Return the one number that the value is or holds, currency and unit aside; None for none or several."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
        return number if number.is_finite() else None
    found = _NUMBER.findall(str(value)[:_MOST])
    return _parsed(found[0].strip()) if len(found) == 1 else None


def _parsed(written: str) -> Decimal | None:
    is_negative = written.startswith(_MINUS) or written.endswith(("-", "−"))
    digits = written.strip("-−()").translate(_SPACES).rstrip(".,")
    try:
        number = Decimal(_with_point(digits))
    except InvalidOperation:
        return None
    return -number if is_negative else number


def _with_point(digits: str) -> str:
    """Return the digits with a point for decimals alone: the last of two signs; a sole one before three digits is none."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    sign, other = digits[last], "," if digits[last] == "." else "."
    is_repeated = digits.count(sign) > 1
    is_thousands = other not in digits and len(digits) - last - 1 == 3 and last <= 3  # noqa: PLR2004 (1,204)
    if is_repeated or (is_thousands and not digits.startswith("0")):
        return digits.replace(".", "").replace(",", "")
    return digits.replace(other, "").replace(sign, ".")
