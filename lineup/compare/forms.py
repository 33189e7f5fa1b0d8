"""Whether values say the same in another form: their keys under the rules, and the rules that it took."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from lineup.compare.rules import Rule
from lineup.compare.written_dates import written_dates
from lineup.compare.written_numbers import written_number

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),  # noqa: RUF001 (these are what is folded)
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),  # noqa: RUF001
        "…": "...",
    }
)
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")
_SOFT_HYPHEN = "\u00ad"
_WHITE = re.compile(r"\s+")
_CURRENCIES = {
    "$": "USD", "US$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR", "EURO": "EUR", "£": "GBP", "GBP": "GBP",
    "¥": "JPY", "JPY": "JPY", "CHF": "CHF", "CAD": "CAD", "AUD": "AUD", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK",
    "PLN": "PLN", "INR": "INR", "₹": "INR", "CNY": "CNY", "MXN": "MXN", "BRL": "BRL", "R$": "BRL", "RM": "MYR",
    "MYR": "MYR", "SGD": "SGD", "ZAR": "ZAR",
}  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_BEFORE = re.compile(rf"([+-]?)({_SIGN})\s*([+-]?\d.*)", re.IGNORECASE)
_BEHIND = re.compile(rf"([+-]?\d[\d.,' ]{{0,39}}?)\s*({_SIGN})", re.IGNORECASE)
_COMPANY = re.compile(
    r"(?<=\w)[,.]?\s+(?:inc|incorporated|ltd|limited|llc|l\.l\.c|llp|plc|corp|corporation|co|company|gmbh|ag|kg|ohg|ug"
    r"|gmbh\s*&\s*co\.?\s*kg|se|sa|s\.a|sas|sarl|s\.r\.l|srl|spa|s\.p\.a|bv|b\.v|nv|n\.v|ab|oy|a/s|pty\s+ltd|sdn\.?\s+bhd)\.?$",
    re.IGNORECASE,
)
_LONGEST_CHECKED = 400
"""Longer texts are no amounts, dates or company names, in characters."""


def keys_of(texts: Sequence[str], rules: Collection[Rule]) -> tuple[str, ...]:
    """Return one key per text; texts whose keys are equal say the same under the rules.

    The keys are made together: a currency sign may be missing only as long as there is one, and `03/04/2024` is the day
    that another text says.
    """
    folded = [_folded(text, rules) for text in texts]
    if Rule.DATES in rules:
        folded = _dated(folded)
    if Rule.CURRENCY in rules:
        folded = _without_currency(folded)
    if Rule.NUMBERS in rules:
        folded = [written_number(text) or text for text in folded]
    return tuple(folded)


def rules_needed(texts: Sequence[str], rules: Collection[Rule]) -> tuple[Rule, ...] | None:
    """Return the fewest rules under which all texts say the same, in their own order; None where they don't."""
    needed = [rule for rule in Rule if rule in rules]
    if len(set(keys_of(texts, needed))) > 1:
        return None
    for rule in tuple(needed):
        fewer = [other for other in needed if other is not rule]
        if len(set(keys_of(texts, fewer))) == 1:
            needed = fewer
    return tuple(needed)


def _folded(text: str, rules: Collection[Rule]) -> str:
    """Return the text under the rules that look at one text alone."""
    if Rule.QUOTES in rules:
        text = text.translate(_SIGNS)
    if Rule.HYPHENATION in rules:
        text = _BROKEN_WORD.sub("", text.replace(_SOFT_HYPHEN, ""))
    if Rule.COMPANY in rules and len(text) <= _LONGEST_CHECKED:
        text = _COMPANY.sub("", text.strip())
    if Rule.CASE in rules:
        text = text.casefold()
    if Rule.WHITE_SPACE in rules:
        text = text.strip() if written_dates(text.strip()) else _WHITE.sub("", text)
    return text


def _dated(texts: list[str]) -> list[str]:
    """Return the texts with each date in one form, where it is known which day is meant."""
    days = [written_dates(text.strip()) for text in texts]
    shared = Counter(day for possible in days for day in possible)
    return [
        max(possible, key=lambda day: (shared[day], day))
        if len(possible) == 1 or any(shared[day] > 1 for day in possible)
        else text
        for text, possible in zip(texts, days, strict=True)
    ]


def _without_currency(texts: list[str]) -> list[str]:
    """Return amounts without their currency, or with its code where there are several currencies."""
    split = [_amount(text) for text in texts]
    several = len({currency for _, currency in split if currency}) > 1
    return [
        f"{currency} {amount}" if several and currency else amount for amount, currency in split
    ]


def _amount(text: str) -> tuple[str, str]:
    if len(text) > _LONGEST_CHECKED:
        return text, ""
    bare = text.strip()
    if match := _BEFORE.fullmatch(bare):
        return f"{match[1]}{match[3]}", _CURRENCIES[match[2].upper()]
    if match := _BEHIND.fullmatch(bare):
        return match[1], _CURRENCIES[match[2].upper()]
    return text, ""
