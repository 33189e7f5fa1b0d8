"""Numbers and amounts as people write them: 1.234,56 and 1,234.56, with or without a currency."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<sign>[-–−+(]?\s?)(?P<money>[€$£¥]|(?:[A-Z]{3}|RM|Rp|Fr|kr|zł)(?=[\s\d]))?\s?(?P<inner>[-–−]?)"
    r"(?P<digits>\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+(?:[.,]\d{1,6})?|\d+(?:[.,]\d{1,6})?)"
    r"(?P<after>\s?(?:[€$£¥%]|(?:EUR|USD|GBP|CHF|Euro?s?)\b))?(?P<trail>-(?![\d\w])|–(?!\w))?(?![\w]|[.,/:-]\d)"
)
_SEPARATORS = re.compile(r"[.,' \u00a0\u202f’]")
_GROUP = 3


@dataclass(frozen=True)
class NumberMatch:
    """A number in a text. `places` are its decimals, `has_currency` whether one stands with it."""

    value: Decimal
    start: int
    end: int
    places: int
    has_currency: bool
    is_percent: bool

    @property
    def is_amount(self) -> bool:
        """Whether it is written like an amount of money."""
        return not self.is_percent and (self.has_currency or self.places == 2)  # noqa: PLR2004 (cents)


def find_numbers(text: str, decimal_mark: str = "") -> Iterator[NumberMatch]:
    """Yield the numbers in a text, in its order."""
    for match in _NUMBER.finditer(text):
        after = (match["after"] or "").strip()
        value, places = read_digits(match["digits"], decimal_mark)
        is_negative = (
            match["sign"].strip() in ("-", "–", "−", "(") or match["inner"] or match["trail"]
        )
        if match["sign"].strip() == "(" and ")" not in text[match.end() : match.end() + 2]:
            is_negative = match["inner"] or match["trail"]
        yield NumberMatch(
            value=-value if is_negative else value,
            start=match.start("money") if match["money"] else match.start("digits"),
            end=match.end(),
            places=places,
            has_currency=bool(match["money"]) or (bool(after) and after != "%"),
            is_percent=after == "%",
        )


def read_digits(digits: str, decimal_mark: str = "") -> tuple[Decimal, int]:
    """Return the number that digits with separators mean, and how many decimals it has.

    The last separator is the decimal one, unless it comes more than once, or three digits follow the only one and the
    document's decimal mark isn't that.
    """
    separators = _SEPARATORS.findall(digits)
    plain = _SEPARATORS.sub("", digits)
    if not separators:
        return Decimal(plain), 0
    last = separators[-1]
    tail = len(digits) - 1 - digits.rindex(last)
    is_grouping = last not in ".," or separators.count(last) > 1
    is_thousands = (
        tail == _GROUP
        and len(separators) == 1
        and last != decimal_mark
        and not digits.startswith("0")
    )
    if is_grouping or is_thousands:
        return Decimal(plain), 0
    return Decimal(f"{plain[:-tail]}.{plain[-tail:]}"), tail


def as_json(value: Decimal) -> int | float:
    """Return the number as JSON writes it: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
