"""Account and card numbers, told from other numbers by their checksums."""

import re
from collections.abc import Iterator

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
        written = match[1]
        end = _end_of(written, _LENGTHS.get(written[:2].upper(), 0))
        if end and _stands_alone(text, match.start(1) + end) and is_iban(written[:end]):
            yield match.start(1), match.start(1) + end


def card_spans(text: str) -> Iterator[Span]:
    """Yield where card numbers are, with or without spaces."""
    for match in _CARD.finditer(text):
        written = match[1]
        for length in _card_lengths(written):
            end = _end_of(written, length)
            if end and _stands_alone(text, match.start(1) + end) and is_luhn(written[:end]):
                yield match.start(1), match.start(1) + end
                break


def is_iban(written: str) -> bool:
    """Whether the checksum of an IBAN is right (ISO 7064, modulo 97); whatever stands between its characters is ignored."""
    plain = _plain(written).upper()
    digits = "".join(str(int(character, 36)) for character in plain[4:] + plain[:4])
    return int(digits) % 97 == 1


def is_luhn(written: str) -> bool:
    """Whether the checksum of a card number is right (Luhn's algorithm, ISO/IEC 7812-1)."""
    digits = [int(character) for character in reversed(_plain(written))]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _card_lengths(written: str) -> tuple[int, ...]:
    beginning = _plain(written[:4])
    return next((lengths for issuer, lengths in _ISSUERS if re.match(issuer, beginning)), ())


def _end_of(written: str, length: int) -> int:
    """Return where the text has that many letters and digits; 0 where it has fewer, or none are asked for."""
    places = [place for place, character in enumerate(written, start=1) if character.isalnum()]
    return places[length - 1] if 0 < length <= len(places) else 0


def _stands_alone(text: str, end: int) -> bool:
    return not text[end : end + 1].isalnum()


def _plain(written: str) -> str:
    return "".join(character for character in written if character.isalnum())
