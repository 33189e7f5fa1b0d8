"""Regression packets: documents of our own making, put together, and the segments that are found in them."""

import random
from pathlib import Path

import pytest

from lineup.engine.processors.segment.automatic import find_documents
from lineup.engine.processors.segment.named import find_named
from lineup.engine.processors.segment.pages import read_pages
from lineup.engine.processors.segment.schema import SegmentKind
from tests.segment.converting import converted, names_and_pages, segmented
from tests.segment.packets import kinds, make_packet, make_packets, piece
from tests.segment.scoring import Score, score

PAGE_ACCURACY = BOUNDARY_F1 = 0.9


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Score, Score]:
    """How right the named segments and the automatic ones of some packets are."""
    named, automatic = Score(), Score()
    looked_for = [SegmentKind(*each) for each in kinds().items()]
    for packet in make_packets(tmp_path_factory.mktemp("packets"), count=8, seed=11):
        pages = read_pages(converted(packet.path))
        found = [(each.name, each.pages) for each in find_named(pages, looked_for)]
        named += score(packet.kinds, packet.starts, found)
        documents = [(each.name, each.pages) for each in find_documents(pages)]
        automatic += score(packet.kinds, packet.starts, documents)
    return named, automatic


def test_pages_get_the_right_names(scores: tuple[Score, Score]) -> None:
    named, _ = scores
    assert named.page_accuracy >= PAGE_ACCURACY
    assert named.boundary_f1 >= BOUNDARY_F1


def test_documents_are_told_apart_without_names(scores: tuple[Score, Score]) -> None:
    _, automatic = scores
    assert automatic.boundary_f1 >= BOUNDARY_F1


def test_a_packet_in_two_languages_is_taken_apart(tmp_path: Path) -> None:
    parts = [piece("Invoice", "Rechnung"), piece("Manual", "Operating"), piece("Receipt")]
    packet = make_packet(tmp_path / "packet.pdf", parts, random.Random(4))

    result = segmented(converted(packet.path), {"segments": [{"name": name} for name in kinds()]})

    assert names_and_pages(result) == [(each.kind, list(each.pages)) for each in packet.documents]
    metadata = result["segmentation_results"]["metadata"]
    assert metadata == {
        "total_pages": len(packet.kinds),
        "segmentation_method": "schema",
        "unassigned_pages": [],
    }


def test_two_invoices_in_a_row_are_two_segments(tmp_path: Path) -> None:
    parts = [piece("Invoice", "Invoice"), piece("Invoice", "Facture")]
    packet = make_packet(tmp_path / "packet.pdf", parts, random.Random(2))

    result = segmented(converted(packet.path), {"Invoice": "a bill"})

    assert names_and_pages(result) == [("Invoice", list(each.pages)) for each in packet.documents]
