"""Currencies by their codes and signs."""

import re
from collections import Counter

_CODES = [
    "EUR",
    "USD",
    "GBP",
    "CHF",
    "JPY",
    "CNY",
    "AUD",
    "CAD",
    "NZD",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "TRY",
    "RUB",
    "UAH",
    "INR",
    "IDR",
    "MYR",
    "SGD",
    "THB",
    "PHP",
    "VND",
    "HKD",
    "KRW",
    "TWD",
    "ZAR",
    "BRL",
    "MXN",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "AED",
    "SAR",
    "ILS",
    "EGP",
    "NGN",
    "KES",
    "ISK",
]
_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "HK$": "HKD",
    "R$": "BRL",
    "$": "USD",
    "¥": "JPY",
    "₹": "INR",
    "RM": "MYR",
    "zł": "PLN",
    "Kč": "CZK",
    "Rp": "IDR",
    "₺": "TRY",
    "₽": "RUB",
    "฿": "THB",
    "Fr.": "CHF",
    "kr": "SEK",
}
_WORDS = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP"}
_CODE = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_CODES)})(?![A-Za-z])")
_SIGN = re.compile(
    "|".join(
        re.escape(sign)
        if not sign.isalpha()
        else rf"(?<![A-Za-z]){sign}(?=[\s\d])|(?<=\d\s){sign}(?![A-Za-z])"
        for sign in sorted(_SIGNS, key=len, reverse=True)
    )
)


def find_currency(text: str) -> str | None:
    """Return the ISO 4217 code of the currency that the text names most often, or None without any."""
    votes: Counter[str] = Counter()
    for match in _CODE.finditer(text):
        votes[match[0]] += 2
    for match in _SIGN.finditer(text):
        votes[_SIGNS[match[0]]] += 1
    for word in text.casefold().split() if len(text) < 40 else ():  # noqa: PLR2004 (a value, no page)
        code = _WORDS.get(word.strip(".,;:"))
        if code is not None:
            votes[code] += 1
    return votes.most_common(1)[0][0] if votes else None
