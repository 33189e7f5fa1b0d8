"""Personal data in a text: what kind, and where."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lineup.engine.processors.rewriting.overlaps import without_overlaps

Span = tuple[int, int]
"""Where something begins in a text, and where it has ended."""

Detector = Callable[[str], Iterator[Span]]
"""Yields where one kind of personal data is in a text."""


class Kind(StrEnum):
    """The kinds of personal data that are told apart."""

    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    CARD = "card"


@dataclass(frozen=True)
class Finding:
    """One piece of personal data in a text."""

    kind: Kind
    start: int
    end: int


def find_all(text: str, detectors: Sequence[tuple[Kind, Detector]]) -> list[Finding]:
    """Return what the detectors find, in the text's order; of two that overlap the earlier detector's counts."""
    found = (Finding(kind, *span) for kind, detect in detectors for span in detect(text))
    return without_overlaps(found, len(text))
