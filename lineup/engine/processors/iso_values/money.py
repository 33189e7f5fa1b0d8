"""Amounts of money, written with the currency's ISO 4217 code before a plain number."""

import re
from collections.abc import Iterator, Mapping

from lineup.engine.processors.iso_values.conventions import Conventions
from lineup.engine.processors.iso_values.findings import Finding, Kind
from lineup.engine.processors.iso_values.numbers import (
    NUMBER,
    TWO_READINGS,
    plain_number,
    range_reason,
    read_number,
)

SYMBOLS = {
    "€": "EUR",
    "£": "GBP",
    "US$": "USD",
    "C$": "CAD",
    "A$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "R$": "BRL",
    "SFr.": "CHF",
    "zł": "PLN",
    "Kč": "CZK",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "₴": "UAH",
    "euro": "EUR",
    "euros": "EUR",
    "Euro": "EUR",
    "Euros": "EUR",
}
"""Symbols and words of one meaning."""

UNCLEAR = {
    "$": "$ is the sign of several dollars",
    "¥": "¥ is the sign of yen and of yuan",
    "kr": "kr is the krone of Denmark, Norway, Sweden and Iceland",
}
"""Symbols of several meanings, and why they are left."""

_CODES = re.findall(
    r"\w{3}",
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW MAD MXN MYR NGN NOK "
    "NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR",
)
_SIGNS = "|".join(
    re.escape(sign) + (r"(?!\w)" if sign[-1].isalpha() else "")
    for sign in sorted([*SYMBOLS, *UNCLEAR, *_CODES], key=len, reverse=True)
)
_AMOUNT = re.compile(
    rf"(?P<minus>[-−]?)(?<![\w$€£.,/])(?P<before>{_SIGNS})[ \u00a0\u202f]?(?P<sign_1>[-−]?)(?P<number_1>{NUMBER})(?:[.,][-–—]{{1,2}})?(?![\w%]|[.,]\d)"
    rf"|(?<![\w.,/])(?P<sign_2>[-−]?)(?P<number_2>{NUMBER})(?:[.,][-–—]{{1,2}})?[ \u00a0\u202f]?(?P<behind>{_SIGNS})(?![\w$€£])",
)


def money_findings(
    text: str, conventions: Conventions, symbols: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield the amounts of money in the text; `symbols` are the codes that the user gave for unclear symbols."""
    for match in _AMOUNT.finditer(text):
        sign = match["before"] or match["behind"]
        code = symbols.get(sign) or SYMBOLS.get(sign) or (sign if sign in _CODES else None)
        name = "number_1" if match["before"] else "number_2"
        number = read_number(match[name], conventions.decimal_mark)
        reason = range_reason(text, match.start(name)) if match["behind"] else ""
        if code is None:
            reason = f"{UNCLEAR[sign]}: name the one meant in the setting 'currencies'"
        if number is None:
            reason = reason or TWO_READINGS
        if reason or number is None:
            yield Finding(Kind.MONEY, *match.span(), reason=reason)
        else:
            is_negative = bool(match["minus"] or match["sign_1"] or match["sign_2"])
            amount = plain_number(-number if is_negative else number)
            yield Finding(Kind.MONEY, *match.span(), f"{code} {amount}")
