"""Finding the documents in a file without being told which there are."""

from collections.abc import Sequence

from lineup.engine.processors.segment.boundaries import Boundary, find_boundaries
from lineup.engine.processors.segment.kinds import KindWords, usual_kinds
from lineup.engine.processors.segment.pages import PageText
from lineup.engine.processors.segment.scores import found_words, score_units
from lineup.engine.processors.segment.segments import (
    Confidence,
    Evidence,
    EvidenceKind,
    FoundSegment,
)
from lineup.engine.processors.segment.units import Unit

_SURE, _LIKELY = 2.0, 0.8
"""How far from undecided, in log odds, the least certain boundary of a segment must be."""

_LEAST_SCORE, _LEAST_LEAD = 2.5, 0.8
_MOST_TITLE = 60


def find_documents(pages: Sequence[PageText]) -> list[FoundSegment]:
    """Return the documents in their order, each named after its kind, else its title, else its number."""
    if not pages:
        return []
    boundaries = find_boundaries(pages)
    kinds = usual_kinds()
    starts = [row for row, boundary in enumerate(boundaries) if boundary.log_odds > 0]
    ends = [*starts[1:], len(pages)]
    return [
        _document(pages[begin:end], boundaries[begin : end + 1], kinds, number)
        for number, (begin, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]


def _document(
    pages: Sequence[PageText],
    boundaries: Sequence[Boundary],
    kinds: Sequence[KindWords],
    number: int,
) -> FoundSegment:
    kind = _kind_of(pages, kinds)
    first = pages[0]
    title = next((line for line in first.lines if line.is_heading), None)
    if kind is not None:
        name = kind.name
    else:
        name = title.text[:_MOST_TITLE] if title is not None else f"Document {number}"
    words = [] if kind is None else found_words(_unit(first), kind)
    reason = boundaries[0].reason
    evidence = (
        *(
            [Evidence(EvidenceKind.HEADING, first.index, title.text, title.block_id)]
            if title
            else []
        ),
        *([Evidence(EvidenceKind.WORDS, first.index, ", ".join(words))] if words else []),
        *([Evidence(EvidenceKind.BOUNDARY, first.index, reason)] if reason and first.index else []),
    )
    return FoundSegment(
        name, tuple(page.index for page in pages), _confidence(boundaries), evidence
    )


def _kind_of(pages: Sequence[PageText], kinds: Sequence[KindWords]) -> KindWords | None:
    """Return the usual kind that the document clearly is of; its first page counts twice."""
    scores = score_units([_unit(page) for page in pages], kinds)
    sums = scores.sum(axis=0) + scores[0]
    mean = sums / (len(pages) + 1)
    second, best = sorted(mean)[-2:]
    is_clear = best >= _LEAST_SCORE and best - second >= _LEAST_LEAD
    return kinds[int(mean.argmax())] if is_clear else None


def _unit(page: PageText) -> Unit:
    return Unit(page, page.blocks, is_page_start=True)


def _confidence(boundaries: Sequence[Boundary]) -> Confidence:
    """Return how sure the document's extent is, as sure as the least certain of its boundaries."""
    least = min(abs(boundary.log_odds) for boundary in boundaries)
    if least >= _SURE:
        return Confidence.HIGH
    return Confidence.MEDIUM if least >= _LIKELY else Confidence.LOW
