"""What is done to a page's picture before its words are read, and what is seen on it besides."""

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from lineup.engine.processors.convert.layout.decoding import decode
from lineup.engine.processors.convert.layout.model import find_regions
from lineup.engine.processors.convert.layout.regions import Region, RegionKind, share_inside
from lineup.engine.processors.convert.layout.sessions import weights_file
from lineup.engine.processors.convert.ocr.ink import find_ink, hug, stroke_width
from lineup.engine.processors.convert.ocr.line_words import word_boxes
from lineup.engine.processors.convert.ocr.page_reading import (
    OcrEngine,
    PageReading,
    Straightening,
    readings_from_json,
    readings_to_json,
)
from lineup.engine.processors.convert.ocr.paragraphs import paragraph_numbers
from lineup.engine.processors.convert.ocr.places import Way
from lineup.engine.processors.convert.ocr.program import read
from lineup.engine.processors.convert.ocr.reading import set_straight
from lineup.engine.processors.convert.ocr.rules import find_rules, without_rules
from lineup.engine.processors.convert.ocr.straight import measure, straightened
from lineup.engine.processors.convert.ocr.words import Word
from tests.convert.page_pictures import DPI, PROSE, as_picture, page_of_lines

PAGE = page_of_lines(*PROSE)


def turned(quarter_turns: int, degrees: float) -> Image.Image:
    """Return the page skewed with the clock, then turned by quarters with the clock."""
    skewed = PAGE.rotate(-degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    return skewed.rotate(-90 * quarter_turns, expand=True)


@pytest.mark.parametrize("degrees", [0.0, 1.5, -2.5, 4.0])
@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_a_page_is_set_straight_however_it_lay(quarter_turns: int, degrees: float) -> None:
    straight, by = set_straight(as_picture(turned(quarter_turns, degrees)), DPI)
    assert by.quarter_turns == quarter_turns
    assert by.degrees == pytest.approx(degrees, abs=0.2)
    assert straight.shape == as_picture(PAGE).shape


def test_a_page_without_ink_stays_as_it_is() -> None:
    blank = as_picture(Image.new("L", (600, 800), 255))
    assert measure(find_ink(blank, DPI), DPI) == Straightening()
    assert set_straight(blank, DPI)[1] == Straightening()


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_places_on_the_straight_page_lead_back_to_the_page_as_it_lay(quarter_turns: int) -> None:
    lay = as_picture(turned(quarter_turns, 3.0))
    spot = np.full_like(lay, 255)
    spot[200:210, 300:310] = 0
    by = Straightening(quarter_turns, 3.0)
    straight = straightened(spot, by)
    rows, columns = np.nonzero(straight < 128)
    height, width = straight.shape
    back = Way(by, width, height).point((float(columns.mean()), float(rows.mean())))
    assert back == pytest.approx((304.5, 204.5), abs=1.5)


def test_ink_is_found_in_uneven_light() -> None:
    page = np.asarray(PAGE, np.float32)
    light = np.linspace(0.35, 1.0, page.shape[1], dtype=np.float32)
    ink = find_ink((page * light).astype(np.uint8), DPI)
    x0, y0, x1, y1 = hug(ink, (0, 0, *PAGE.size))
    assert (x0, y0) == pytest.approx((82, 88), abs=6)
    whole = hug(find_ink(as_picture(PAGE), DPI), (0, 0, *PAGE.size))
    assert (x1, y1) == pytest.approx(whole[2:], abs=2)


def test_a_box_without_ink_is_left_as_it_is() -> None:
    assert hug(find_ink(as_picture(PAGE), DPI), (0, 0, 50, 50)) == (0, 0, 50, 50)


def test_wide_strokes_are_told_from_narrow_ones() -> None:
    ink = find_ink(as_picture(page_of_lines("Written", "Written", bold=frozenset({1}))), DPI)
    narrow, wide = (stroke_width(ink, (70, top, 400, top + 50)) for top in (80, 140))
    assert wide > 1.3 * narrow
    assert stroke_width(ink, (0, 0, 40, 40)) == 0


def ruled_picture() -> Image.Image:
    image = page_of_lines("Product     Price", "Screws     1.20", size=(900, 400))
    draw = ImageDraw.Draw(image)
    for y in (70, 132, 192):
        draw.line((60, y, 640, y), fill=0, width=2)
    for x in (60, 300, 640):
        draw.line((x, 70, x, 192), fill=0, width=2)
    return image


def test_ruling_lines_are_found_and_taken_off_the_picture() -> None:
    picture = as_picture(ruled_picture())
    rules = find_rules(find_ink(picture, DPI), DPI)
    across = [rule for rule in rules if rule[2] - rule[0] > rule[3] - rule[1]]
    assert [round(rule[1]) for rule in across] == pytest.approx([70, 132, 192], abs=1)
    assert len(rules) - len(across) == 3
    clean = without_rules(picture, rules)
    assert find_rules(find_ink(clean, DPI), DPI) == ()
    assert clean[88:115, 80:300].min() == 0  # the words are still there


def test_letters_are_no_ruling_lines() -> None:
    assert find_rules(find_ink(as_picture(PAGE), DPI), DPI) == ()


def test_words_have_close_boxes_at_the_gaps_of_their_line() -> None:
    image = page_of_lines("Mr. Will  is ill")
    ink = find_ink(as_picture(image), DPI)
    boxes = word_boxes(ink, ["Mr.", "Will", "is", "ill"], (70, 70, 500, 130))
    font = ImageFont.load_default(34)
    before = ["", "Mr. ", "Will  ", "is "]
    lefts = [80 + font.getlength("".join(before[: at + 1])) for at in range(4)]
    assert [box[0] for box in boxes] == pytest.approx(lefts, abs=5)
    assert all(one[2] < other[0] for one, other in pairwise(boxes))


def test_a_line_with_fewer_gaps_than_words_is_shared_out() -> None:
    ink = np.full((40, 200), 255, np.uint8)
    boxes = word_boxes(ink, ["one", "two"], (0, 0, 200, 40))
    assert boxes[0][2] == pytest.approx(boxes[1][0], abs=1)


def test_lines_of_one_size_below_each_other_are_a_paragraph() -> None:
    lines = [
        (0, 0, 400, 20),
        (500, 2, 900, 22),
        (0, 26, 400, 46),
        (0, 120, 400, 140),
        (0, 150, 300, 190),
    ]
    boxes = [tuple(float(corner) for corner in line) for line in lines]
    assert paragraph_numbers(boxes) == [0, 1, 0, 2, 3]  # type: ignore[arg-type]


def test_titles_and_text_are_seen_as_such() -> None:
    image = page_of_lines(
        "The harbour of the town", "", *PROSE * 3, size=(1240, 1700), bold=frozenset({0})
    )
    regions = find_regions(as_picture(image))
    text = [region for region in regions if region.kind is RegionKind.TEXT]
    assert share_inside((90, 220, 900, 1200), text[0].box) > 0.8
    assert all(0.3 < region.confidence <= 1 for region in regions)


def test_of_boxes_that_nearly_cover_each_other_the_surest_remains() -> None:
    answers = [np.zeros((1, count, 10), np.float32) for count in (7600, 1900, 475, 130)]
    distances = [np.zeros((1, count, 32), np.float32) for count in (7600, 1900, 475, 130)]
    answers[3][0, 55, 1], answers[3][0, 56, 1] = 0.8, 0.9
    answers[3][0, 12, 4] = 0.6
    regions = list(decode([*answers, *distances], (2.0, 2.0), 0.3))
    assert [(region.kind, round(region.confidence, 2)) for region in regions] == [
        (RegionKind.TITLE, 0.9),
        (RegionKind.TABLE, 0.6),
    ]


def test_readings_survive_the_way_between_processes() -> None:
    word = Word("é", (1.0, 2.0, 3.0, 4.0), 0.5, ("1", "2"), "3", is_bold=True)
    region = Region(RegionKind.FIGURE, (0.0, 0.0, 9.0, 9.0), 0.7)
    reading = PageReading(
        Straightening(3, 0.5), 10.0, 20.0, (word,), ((0.0, 1.0, 9.0, 2.0),), (region,), ("x",)
    )
    assert readings_from_json(readings_to_json([reading, None])) == [reading, None]


def test_weights_that_are_not_there_are_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"other\.onnx, which comes with rapidocr"):
        weights_file("rapidocr", "other.onnx")
    with pytest.raises(FileNotFoundError, match="no_such_package"):
        weights_file("no_such_package", "other.onnx")


def test_the_modes_are_told_apart_by_their_engines() -> None:
    assert {engine.value for engine in OcrEngine} == {"tesseract", "pp-ocrv6"}


def test_program_answers_none_for_what_it_can_not_open() -> None:
    request = {"engine": "tesseract", "seconds": 5, "pictures": [{"path": "nowhere", "dpi": 200}]}
    assert read(request) == {"readings": [None]}
