"""Numbers rounded for reports, and as text: rounded once, written everywhere the same."""

import math
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

_DECIMALS = {"share": 4, "cents": 3, "cents/page": 3, "seconds": 3, "": 0}
NOT_TOLD = "–"
"""What stands where there is no number."""

_HUNDRED = 100


def rounded(value: float | Decimal | None, unit: str) -> Decimal | None:
    """Return a value with as many decimals as its unit is told with; None stays None, and so does no finite number."""
    if value is None or not Decimal(str(value)).is_finite():
        return None
    step = Decimal(1).scaleb(-_DECIMALS[unit])
    try:
        told = Decimal(str(value)).quantize(step, ROUND_HALF_EVEN)
    except InvalidOperation:  # more digits than a sum of money or a time ever has
        return None
    return abs(told) if told == 0 else told  # no "-0.000"


def number_text(value: Decimal | None, unit: str) -> str:
    """Return a rounded value for people, without losing a digit: `93.12 %`, `$0.2525`, `1.204 s`."""
    if value is None:
        return NOT_TOLD
    match unit:
        case "share":
            return f"{value * _HUNDRED:.2f} %"
        case "cents" | "cents/page":
            sign = "-" if value < 0 else ""
            return f"{sign}${_trimmed(abs(value) / _HUNDRED)}"
        case "seconds":
            return f"{value:,.3f} s"
        case _:
            return f"{value:,}"


def _trimmed(dollars: Decimal) -> str:
    """Return dollars with two decimals, and with more where they have more."""
    text = f"{dollars:,.5f}"
    return text[:-3] + text[-3:].rstrip("0")


def whole_percent(share: float | None) -> int | None:
    """Return a change as whole percent, as it is told everywhere; None stays None."""
    return None if share is None or not math.isfinite(share) else round(share * _HUNDRED)


def signed(value: float | Decimal, text: str) -> str:
    """Return the text of an absolute value with the value's sign before it: `+12 %`, `−30 %`, `±0 %`."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{text}"
