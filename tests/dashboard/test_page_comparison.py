from xml.etree import ElementTree as ET

import pytest

from components.line_styles import line_of
from components.page_comparison import (
    SideBox,
    aspect_of,
    box_words,
    comparison_svg,
    legend_html,
    page_alt,
    pages_of,
    side_boxes,
)
from lineup.compare.differences import NO_RESULT, Place
from lineup.compare.kinds import Kind
from lineup.comparing.places import SidePlaces
from tests.dashboard.differences_of import difference, sides, value

_SVG = "{http://www.w3.org/2000/svg}"
_POINTS = SidePlaces({0: (0, 0, 600, 800)}, {"/page/0/Text/1": (60, 80, 300, 160)})
_PIXELS = SidePlaces({0: (0, 0, 1200, 1600)})


def test_boxes_of_all_sides_are_shares_of_the_page_whatever_their_units() -> None:
    told = difference(
        value("1", citations=("/page/0/Text/1", "/page/0/Text/9"), page=0),
        value("2", box=(120, 160, 600, 320), page=0),
    )
    boxes = side_boxes(told, sides(), (_POINTS, _PIXELS), 0)
    assert boxes == [SideBox("A", (0.1, 0.1, 0.5, 0.2)), SideBox("B", (0.1, 0.1, 0.5, 0.2))]
    assert side_boxes(told, sides(), (_POINTS, _PIXELS), 1) == []


def test_a_box_beyond_the_page_or_turned_around_stays_on_it() -> None:
    told = difference(value("1", box=(900, 400, -5, 0), page=0), NO_RESULT)
    assert side_boxes(told, sides(), (_POINTS, _POINTS), 0) == [SideBox("A", (0, 0, 1, 0.5))]


@pytest.mark.parametrize(
    ("letter", "dashes"), [("A", "10 6.25"), ("B", None), ("C", "2.5 4.5"), ("D", "12.5 5 2.5 5")]
)
def test_each_side_has_a_line_and_a_letter_of_its_own(letter: str, dashes: str | None) -> None:
    drawing = ET.fromstring(comparison_svg([SideBox(letter, (0, 0, 1, 1))], 1.5))
    shape = drawing.findall(f"{_SVG}rect")[0]
    assert (shape.get("stroke-dasharray"), shape.get("stroke")) == (dashes, line_of(letter).color)
    assert [text.text for text in drawing.iter(f"{_SVG}text")] == [letter]


def test_the_drawing_has_the_pages_shape() -> None:
    assert ET.fromstring(comparison_svg([], 1.5)).get("viewBox") == "0 0 800 1200"


def test_of_many_boxes_so_many_are_drawn_that_they_are_little_to_send() -> None:
    boxes = [SideBox(letter, (0.123, 0.456, 0.987, 0.789)) for _ in range(200) for letter in "ABCD"]
    svg = comparison_svg(boxes, 1.4143)
    assert svg.count("</text>") == 60
    assert len(svg) * 4 / 3 < 50_000
    assert "dashed blue, 15 of 200 boxes" in legend_html(box_words(sides(), boxes))


def test_the_legend_is_in_words() -> None:
    html = legend_html(box_words(sides(), [SideBox("A", (0, 0, 1, 1))]))
    assert "dashed blue" in html
    assert "no box on this page" in html


def test_the_pages_of_a_difference_are_those_it_was_read_on() -> None:
    told = difference(value("1", page=2, citations=("/page/4/Text/0",)), value("2", page=1))
    assert pages_of(told) == (2, 4, 1)
    assert pages_of(difference(NO_RESULT, kind=Kind.SEGMENT, place=Place(3))) == (3,)


def test_a_page_that_nobody_measured_is_a_sheet() -> None:
    assert aspect_of([SidePlaces(), _POINTS], 0) == pytest.approx(800 / 600)
    assert aspect_of([SidePlaces()], 0) == pytest.approx(842 / 595)


@pytest.mark.parametrize(
    ("letters", "alt"),
    [
        ("", "The page, without any box"),
        ("A", "The page, with the boxes of A"),
        ("BAB", "The page, with the boxes of A and B"),
    ],
)
def test_the_picture_is_told_to_who_cannot_see_it(letters: str, alt: str) -> None:
    boxes = [SideBox(letter, (0.0, 0.0, 1.0, 1.0)) for letter in letters]
    assert page_alt(boxes) == alt
