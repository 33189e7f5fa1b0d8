"""How the sides split a document, as words and as strips of pages."""

import re

import pytest

from components.segment_bands import bands_html
from components.segment_words import (
    Stretch,
    marked_pages,
    marked_words,
    names_of_page,
    split_words,
    window_around,
)
from lineup.compare.differences import Difference
from lineup.compare.kinds import Kind
from lineup.compare.segments import Segment, diff_segments
from tests.dashboard.differences_of import sides

_ONE = (Segment("letter", (0,)), Segment("invoice", (1, 2, 4)))
_OTHER = (Segment("letter", (0, 1)), Segment("invoice", (2,)), Segment("invoice", (4,)))


def _found(kind: Kind) -> Difference:
    return next(one for one in diff_segments("d", [_ONE, _OTHER]).differences if one.kind is kind)


def _percents(html: str, what: str) -> list[tuple[float, float]]:
    """Return left and width of what carries a style."""
    found = re.findall(
        rf'{what}[^"]*?left:([\d.]+)%;width:([\d.]+)%|left:([\d.]+)%;width:([\d.]+)%[^"]*?{what}',
        html,
    )
    return [(float(a or c), float(b or d)) for a, b, c, d in found]


@pytest.mark.parametrize(
    ("kind", "marked", "words"),
    [
        (Kind.SEGMENT, Stretch(1, 1), "framed: page 2, which the sides name differently"),
        (
            Kind.BOUNDARY,
            Stretch(4, 4),
            "thick line: the boundary before page 5, which not all sides have",
        ),
    ],
)
def test_the_pages_in_question_are_marked_and_told(kind: Kind, marked: Stretch, words: str) -> None:
    assert marked_pages(_found(kind)) == marked
    assert marked_words(_found(kind)) == words


def test_each_side_has_a_strip_with_its_segments_in_its_own_line() -> None:
    html = bands_html(_found(Kind.SEGMENT), sides(), (_ONE, _OTHER), 5)
    assert _percents(html, "dashed #2563c9") == [(0, 20), (20, 40), (80, 20)]
    assert _percents(html, "solid #c2410c") == [(0, 40), (40, 20), (80, 20)]
    assert _percents(html, "solid currentColor") == [(20, 20), (20, 20)]
    assert "letter page 1 · invoice pages 2-3, 5 · no segment page 4" in html
    assert "letter pages 1-2 · invoice page 3 · invoice page 5 · no segment page 4" in html


def test_a_boundary_in_question_is_a_line_where_it_is() -> None:
    html = bands_html(_found(Kind.BOUNDARY), sides(), (_ONE, _OTHER), 5)
    assert html.count("left:calc(80.000% - 2px);width:4px") == 2


def test_a_side_without_segments_has_nothing_to_compare() -> None:
    html = bands_html(_found(Kind.SEGMENT), sides(3), (_ONE, None), 5)
    assert html.count("nothing to compare") == 2
    assert names_of_page(sides(3), (_ONE, None), 3) == {
        "A": "no segment",
        "B": "nothing to compare",
        "C": "nothing to compare",
    }


@pytest.mark.parametrize(
    ("marked", "count", "window"),
    [
        (Stretch(1, 1), 5, Stretch(0, 4)),
        (Stretch(7, 7), 5, Stretch(0, 7)),
        (Stretch(0, 0), 300, Stretch(0, 23)),
        (Stretch(100, 101), 300, Stretch(89, 112)),
        (Stretch(299, 299), 300, Stretch(276, 299)),
        (Stretch(50, 149), 300, Stretch(46, 153)),
    ],
)
def test_of_a_long_document_the_pages_around_are_drawn(
    marked: Stretch, count: int, window: Stretch
) -> None:
    assert window_around(marked, count) == window


def test_a_side_that_names_no_page_has_no_segment() -> None:
    assert split_words((), Stretch(0, 1)) == "no segment pages 1-2"


def test_many_segments_are_told_briefly_and_little_to_send() -> None:
    many = tuple(Segment(f"<b>{'name' * 20}", (page,)) for page in range(500))
    other = (Segment("other", tuple(range(500))),)
    difference = diff_segments("d", [many, many, many, other]).differences[0]
    html = bands_html(difference, sides(4), (many, many, many, other), 500)
    assert "and 12 more" in split_words(many, Stretch(0, 23))
    assert "<b>" not in html
    assert len(html) < 50_000
