"""Segments: which pages, called what, how sure, and what speaks for it."""

from dataclasses import dataclass
from enum import StrEnum

from lineup.contract.wire import JsonObject

MOST_EVIDENCE = 6


class Confidence(StrEnum):
    """How sure a segment is; a coarse level, no probability."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class EvidenceKind(StrEnum):
    """What something that speaks for a segment is."""

    HEADING = "heading"
    WORDS = "words"
    BOUNDARY = "boundary"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Evidence:
    """Something that speaks for a segment, on a 0-based page; `block_id` where it stands in one block."""

    kind: EvidenceKind
    page: int
    text: str
    block_id: str | None = None

    def to_wire(self) -> JsonObject:
        """Return it as the result writes it."""
        place = {} if self.block_id is None else {"block_id": self.block_id}
        return {"kind": self.kind.value, "page": self.page, "text": self.text} | place


@dataclass(frozen=True)
class FoundSegment:
    """One segment; `pages` are 0-based places in the document. A page on which another begins belongs to both."""

    name: str
    pages: tuple[int, ...]
    confidence: Confidence
    evidence: tuple[Evidence, ...]

    def to_wire(self) -> JsonObject:
        """Return it as the result writes it (contract §4.6); `evidence` is ours."""
        return {
            "name": self.name,
            "pages": list(self.pages),
            "confidence": self.confidence.value,
            "evidence": [evidence.to_wire() for evidence in self.evidence[:MOST_EVIDENCE]],
        }


_HIGH, _MEDIUM = 0.85, 0.6


def confidence_of(likelihood: float) -> Confidence:
    """Return the level of a likelihood between 0 and 1."""
    if likelihood >= _HIGH:
        return Confidence.HIGH
    return Confidence.MEDIUM if likelihood >= _MEDIUM else Confidence.LOW
