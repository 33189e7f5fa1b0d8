"""Account and card numbers, told from other numbers by their checksums."""

import re
from collections.abc import Iterable, Iterator

from lineup.engine.processors.redact.findings import Span

_COUNTRIES = {
    15: "NO",
    16: "BE",
    18: "DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "LY PT ST",
    26: "IS TR",
    27: "BI DJ FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
"""Which countries' IBANs have how many characters (the SWIFT registry of ISO 13616)."""

_LENGTHS = {code: length for length, codes in _COUNTRIES.items() for code in codes.split()}

_ISSUERS = (
    ("4", (19, 16, 13)),
    ("5[1-5]|2[2-7]", (16,)),
    ("3[47]", (15,)),
    ("3[0689]", (14,)),
    ("6|35", (19, 16)),
)
"""How card numbers begin, and how many digits they may have (ISO/IEC 7812)."""

# Both look ahead, so that a number is found wherever it begins, even behind one that isn't any.
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Za-z]{2}[0-9]{2}(?:[ \u00a0\n-]?[A-Za-z0-9]){11,30}))")
_CARD = re.compile(r"(?<![A-Za-z0-9])(?=([2-6][0-9]{3}(?:[ \u00a0-]?[0-9]){9,15}))")


def iban_spans(text: str) -> Iterator[Span]:
    """Yield where IBANs are, with or without spaces."""
    for match in _IBAN.finditer(text):
        length = _LENGTHS.get(match[1][:2].upper(), 0)
        for written, end in _candidates(text, match, (length,)):
            if is_iban(written):
                yield match.start(1), end


def card_spans(text: str) -> Iterator[Span]:
    """Yield where card numbers are, with or without spaces."""
    for match in _CARD.finditer(text):
        lengths = _card_lengths(match[1][:4])
        for written, end in _candidates(text, match, lengths):
            if is_luhn(written):
                yield match.start(1), end
                break


def is_iban(plain: str) -> bool:
    """Whether the checksum of an IBAN without spaces is right (ISO 7064, modulo 97)."""
    moved = plain[4:] + plain[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def is_luhn(plain: str) -> bool:
    """Whether the checksum of a card number without spaces is right (Luhn's algorithm, ISO/IEC 7812-1)."""
    digits = [int(character) for character in reversed(plain)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _candidates(
    text: str, match: re.Match[str], lengths: Iterable[int]
) -> Iterator[tuple[str, int]]:
    """Yield the beginnings of the match of so many letters and digits: these alone, and where they end in the text.

    One that goes on with another letter or digit is none.
    """
    start = match.start(1)
    places = [place for place, character in enumerate(match[1]) if character.isalnum()]
    plain = "".join(match[1][place] for place in places)
    for length in lengths:
        if 0 < length <= len(places):
            end = start + places[length - 1] + 1
            if not text[end : end + 1].isalnum():
                yield plain[:length], end


def _card_lengths(beginning: str) -> tuple[int, ...]:
    return next((lengths for issuer, lengths in _ISSUERS if re.match(issuer, beginning)), ())
