"""Figures for sums: exact, and no guess where a text may mean several."""

from decimal import Decimal

from lineup.engine.processors.extract.kinds.numbers import find_numbers

_MOST = 60


def read_number(value: object) -> Decimal | None:
    """Return the one number that the value is or holds, currency and unit aside; None for none or several."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
        return number if number.is_finite() else None
    found = list(find_numbers(str(value)[:_MOST]))
    return found[0].value if len(found) == 1 else None
