"""How right segments are, on packets of documents of our own making: in several languages and layouts, page by page."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from tests.segment.converting import converted
from tests.segment.packets import kinds, make_packets
from tests.segment.scoring import Score, score

_PACKETS, _SEED = 40, 2026
_GOAL = 0.80


def measure() -> Iterator[Figure]:
    """Yield page accuracy and the F1 of boundaries, with names and without."""
    named, automatic = _scores()
    note = f"{_PACKETS} packets of our own, {named.pages} pages, {len(kinds())} kinds"
    yield Figure(
        "segment, named: pages with the right name", named.page_accuracy, "share", None, note, _GOAL
    )
    yield Figure("segment, named: first pages found, F1", named.boundary_f1, "F1")
    yield Figure("segment, document_boundary: first pages found, F1", automatic.boundary_f1, "F1")


def _scores() -> tuple[Score, Score]:
    from lineup.engine.processors.segment.automatic import find_documents
    from lineup.engine.processors.segment.named import find_named
    from lineup.engine.processors.segment.pages import read_pages
    from lineup.engine.processors.segment.schema import SegmentKind

    named, automatic = Score(), Score()
    looked_for = [SegmentKind(name, description) for name, description in kinds().items()]
    with tempfile.TemporaryDirectory() as folder:
        for packet in make_packets(Path(folder), _PACKETS, _SEED):
            pages = read_pages(converted(packet.path))
            found = [(each.name, each.pages) for each in find_named(pages, looked_for)]
            named += score(packet.kinds, packet.starts, found)
            documents = [(each.name, each.pages) for each in find_documents(pages)]
            automatic += score(packet.kinds, packet.starts, documents)
    return named, automatic
