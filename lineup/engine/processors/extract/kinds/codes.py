"""Codes: account numbers, tax numbers, and whatever a document is called by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lineup.engine.processors.redact.contacts import email_spans, phone_spans
from lineup.engine.processors.redact.numbers import is_iban

_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]){11,30}(?![A-Z0-9])")
_BIC = re.compile(r"(?<![A-Z0-9])[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Z0-9])")
_VAT = re.compile(
    r"(?<![A-Z0-9])(?:ATU\d{8}|BE ?[01]?\d{9}|BG\d{9,10}|CHE[- ]?\d{3}\.?\d{3}\.?\d{3}|CY\d{8}[A-Z]|CZ\d{8,10}"
    r"|DE ?\d{3} ?\d{3} ?\d{3}|DK ?\d{8}|EE\d{9}|EL\d{9}|ES ?[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR ?[A-Z0-9]{2} ?\d{3} ?\d{3} ?\d{3}"
    r"|GB ?\d{3} ?\d{4} ?\d{2}|HR\d{11}|HU\d{8}|IE\d[A-Z0-9]\d{5}[A-Z]{1,2}|IT ?\d{11}|LT\d{9,12}|LU\d{8}|LV\d{11}"
    r"|MT\d{8}|NL ?\d{9} ?B ?\d{2}|PL ?\d{10}|PT ?\d{9}|RO\d{2,10}|SE\d{12}|SI\d{8}|SK\d{10})(?![A-Z0-9])"
)
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/\-]{0,38}[A-Za-z0-9])?")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"']{3,200}[^\s<>\"'.,;:)]", re.IGNORECASE)
_SPACED_CODE = re.compile(r"\d[\d ]{2,30}\d")
_MAX_GAP = 4
_AT = re.compile(r"(?<=\w) ?@ ?(?=\w)")  # recognised text has spaces around it


@dataclass(frozen=True)
class CodeMatch:
    """A code in a text; `is_checked` where its own check digits are right."""

    value: str
    start: int
    end: int
    is_checked: bool = False


def find_ibans(text: str) -> Iterator[CodeMatch]:
    """Yield account numbers, those with a wrong checksum too: invented ones stand in many a sample."""
    for match in _IBAN.finditer(text):
        written = _known_length(match[0])
        plain = re.sub(r"\s", "", written)
        yield CodeMatch(written, match.start(), match.start() + len(written), is_iban(plain))


def find_bics(text: str) -> Iterator[CodeMatch]:
    """Yield bank codes (ISO 9362)."""
    for match in _BIC.finditer(text):
        yield CodeMatch(match[0], match.start(), match.end())


def find_vat_ids(text: str) -> Iterator[CodeMatch]:
    """Yield VAT numbers of European countries."""
    for match in _VAT.finditer(text):
        yield CodeMatch(re.sub(r"\s", "", match[0]), match.start(), match.end(), is_checked=True)


def find_emails(text: str) -> Iterator[CodeMatch]:
    """Yield e-mail addresses."""
    closed = _AT.sub("@", text)
    for start, end in email_spans(closed):
        yield CodeMatch(closed[start:end], start, end, is_checked=True)


def find_phones(text: str) -> Iterator[CodeMatch]:
    """Yield phone numbers."""
    for start, end in phone_spans(text):
        yield CodeMatch(text[start:end].strip(), start, end)


def find_urls(text: str) -> Iterator[CodeMatch]:
    """Yield addresses of web pages."""
    for match in _URL.finditer(text):
        yield CodeMatch(match[0], match.start(), match.end(), is_checked=True)


def find_code(text: str) -> CodeMatch | None:
    """Return the code that a text begins with: one word with a digit, or digits in groups."""
    spaced = _SPACED_CODE.match(text)
    if spaced and spaced.end() == len(text.rstrip()) and " " in spaced[0]:
        return CodeMatch(spaced[0], 0, spaced.end())
    for match in _CODE.finditer(text):
        if match.start() > _MAX_GAP:
            return None
        if any(character.isdigit() for character in match[0]):
            return CodeMatch(match[0], match.start(), match.end())
        if match.end() < len(text) and not text[match.end()].isspace():
            continue
    return None


def _known_length(written: str) -> str:
    """Return the account number without the words after it that look like a part of it."""
    groups = written.split(" ")
    kept: list[str] = []
    for group in groups:
        if kept and (len(group) > _MAX_GAP or group.isalpha()):
            break
        kept.append(group)
    return " ".join(kept) if len(groups) > 1 else written
