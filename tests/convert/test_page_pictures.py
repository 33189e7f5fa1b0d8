"""What is done to a page's picture before its words are read, and what is seen on it besides."""

import base64
import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from liteparse import AnnotationRect, LayoutBlock, LayoutCell
from PIL import Image, ImageDraw, ImageFont

from lineup.engine.processors.convert.layout.decoding import decode
from lineup.engine.processors.convert.layout.figures import rules_of_tables, with_figures
from lineup.engine.processors.convert.layout.headings import without_false_headings
from lineup.engine.processors.convert.layout.model import find_regions
from lineup.engine.processors.convert.layout.pages import see_pages
from lineup.engine.processors.convert.layout.program import see
from lineup.engine.processors.convert.layout.regions import (
    Region,
    RegionKind,
    regions_from_json,
    share_inside,
)
from lineup.engine.processors.convert.layout.sessions import weights_file
from lineup.engine.processors.convert.model.contents import Cell, Grid
from lineup.engine.processors.convert.model.document import ExtractionMethod
from lineup.engine.processors.convert.ocr.emphasis import with_bold_titles
from lineup.engine.processors.convert.ocr.ink import find_ink, hug, stroke_width
from lineup.engine.processors.convert.ocr.line_words import word_boxes
from lineup.engine.processors.convert.ocr.page_images import ReadPage
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
from lineup.engine.processors.convert.ocr.structure import structured
from lineup.engine.processors.convert.ocr.words import Word
from lineup.engine.processors.convert.pdf.grid_blocks import GridBlock
from tests.convert.conftest import Converter
from tests.convert.page_pictures import DPI, PROSE, as_picture, page_of_lines
from tests.convert.pdf_files import flowing_pdf, paragraph

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


def chart(size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """Return a page with a picture of coloured ovals between paragraphs."""
    image = page_of_lines(*PROSE, size=size)
    draw = ImageDraw.Draw(image)
    draw.rectangle((80, 520, 1100, 1150), fill=225)
    for at in range(6):
        draw.ellipse(
            (120 + 150 * at, 600 + 40 * at, 260 + 150 * at, 800 + 40 * at), fill=60 + 25 * at
        )
    below = page_of_lines(*PROSE, size=(size[0], 500))
    image.paste(below, (0, 1180))
    return image


def test_a_figure_on_a_scanned_page_is_cut_out_in_its_place(convert: Converter) -> None:
    buffer = io.BytesIO()
    chart().save(buffer, "PNG", dpi=(150, 150))
    result = convert(buffer.getvalue(), mode="balanced", output_format="markdown,json").result
    first, _, second = result["markdown"].partition("![](_page_0_Figure_")
    assert PROSE[-1][-20:] in first
    assert PROSE[0] in second
    [picture] = result["images"].values()
    width, height = Image.open(io.BytesIO(base64.b64decode(picture))).size
    assert (width, height) == pytest.approx((1020, 630), rel=0.15)


def layout_block(kind: str, *box: float, **more: object) -> LayoutBlock:
    x0, y0, x1, y1 = box
    return LayoutBlock(kind, bbox=AnnotationRect(x0, y0, x1 - x0, y1 - y0), **more)


FIGURE = Region(RegionKind.FIGURE, (0.0, 100.0, 200.0, 200.0), 0.9)


def test_nothing_in_a_figure_is_a_heading_or_a_ruling_line() -> None:
    inside = layout_block("heading", 10, 110, 60, 120, level=2)
    outside = layout_block("heading", 10, 10, 60, 20, level=1)
    kinds = [block.kind for block in without_false_headings([outside, inside], [FIGURE])]
    assert kinds == ["heading", "paragraph"]
    rules = ((0.0, 150.0, 200.0, 151.0), (0.0, 300.0, 200.0, 301.0))
    assert rules_of_tables(rules, [FIGURE]) == rules[1:]


def test_a_title_that_is_seen_stays_one_inside_a_figure() -> None:
    title = Region(RegionKind.TITLE, (5.0, 105.0, 65.0, 125.0), 0.9)
    inside = layout_block("heading", 10, 110, 60, 120, level=2)
    assert without_false_headings([inside], [FIGURE, title])[0].kind == "heading"


@pytest.mark.parametrize(
    ("blocks", "kinds"),
    [
        pytest.param(
            [(0, 0, 90, 90), (0, 210, 90, 220)], "paragraph figure paragraph", id="between"
        ),
        pytest.param(
            [(0, 0, 90, 90), (0, 120, 90, 130)], "paragraph figure paragraph", id="around"
        ),
        pytest.param([(0, 0, 90, 90)], "paragraph figure", id="at the end"),
        pytest.param([], "figure", id="alone"),
    ],
)
def test_a_figure_has_its_place_in_the_order(blocks: list[tuple[float, ...]], kinds: str) -> None:
    held = [layout_block("paragraph", *box) for box in blocks]
    assert [block.kind for block in with_figures(held, [FIGURE], 600 * 800)] == kinds.split()


def test_what_is_a_table_or_tiny_is_no_figure() -> None:
    table = layout_block("table", 0, 100, 200, 200)
    assert with_figures([table], [FIGURE], 600 * 800) == (table,)
    assert with_figures([], [FIGURE], 10_000_000) == ()


def test_a_table_that_only_the_picture_shows_is_rebuilt_from_its_words(tmp_path: Path) -> None:
    cells = ["Kind of tree", "Seen in", "Oak", "the east", "Ash", "the west"]
    words = [
        Word(
            text,
            (
                100.0 + 400 * (at % 2),
                100.0 + 240 * (at // 2),
                220.0 + 400 * (at % 2),
                130.0 + 240 * (at // 2),
            ),
            0.9,
            (str(at), "1"),
            "1",
        )
        for at, text in enumerate(cells)
    ]
    seen = Region(RegionKind.TABLE, (80.0, 80.0, 660.0, 660.0), 0.9)

    def read(*regions: Region) -> list[str]:
        reading = PageReading(Straightening(), 900.0, 900.0, tuple(words), (), regions, ())
        page = ReadPage(0, DPI, (324.0, 324.0), 1.0, reading)
        return [
            block.kind for block in structured([page], tmp_path, ExtractionMethod.NONE)[0].blocks
        ]

    assert read(seen) == ["table"]
    assert "table" not in read()


def test_cells_of_a_turned_table_are_brought_back() -> None:
    way = Way(Straightening(1), 100.0, 200.0)
    grid = Grid(1, 1, (Cell((), 0, 0, box=(10.0, 20.0, 30.0, 40.0)),))
    block = GridBlock("table", bbox=AnnotationRect(10, 20, 20, 20), grid=grid)
    placed = way.block(block)
    assert isinstance(placed, GridBlock)
    assert placed.grid is not None
    assert placed.grid.cells[0].box == (160.0, 10.0, 180.0, 30.0)
    cell = LayoutCell("a", AnnotationRect(10, 20, 20, 20))
    rows = way.block(LayoutBlock("table", header=[cell], rows=[[cell], []])).rows
    assert (rows[0][0].bbox.x, rows[0][0].bbox.y, rows[1]) == (160.0, 10.0, [])


def test_titles_are_bold_on_a_page_of_one_weight_only() -> None:
    plain = Word("Title", (10.0, 10.0, 60.0, 30.0), 0.9, ("1", "1"), "1")
    bold = replace(plain, text="Else", is_bold=True)
    title = (0.0, 0.0, 100.0, 40.0)
    assert with_bold_titles([plain], [title])[0].is_bold
    assert not with_bold_titles([plain, bold], [title])[0].is_bold


def test_a_figure_that_holds_running_text_may_hold_headings() -> None:
    heading = layout_block("heading", 10, 110, 60, 120, level=2)
    prose = layout_block("paragraph", 10, 130, 190, 190, text="so it goes on and on " * 3)
    kinds = [block.kind for block in without_false_headings([heading, prose], [FIGURE])]
    assert kinds == ["heading", "paragraph"]


def test_the_layout_of_digital_pages_is_seen_in_points(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument(flowing_pdf(*[paragraph(line * 6) for line in PROSE]))
    seen = see_pages(pdf, [0], tmp_path, 60.0)
    [text, *_] = [region for region in seen[0] if region.kind is RegionKind.TEXT]
    assert text.box[2] - text.box[0] == pytest.approx(468, rel=0.1)
    assert see_pages(pdf, [0], tmp_path, 0.0) == {}
    assert see_pages(pdf, [0], tmp_path, 0.01) == {}
    assert list(tmp_path.iterdir()) == []
    pdf.close()


def test_a_picture_that_can_not_be_opened_has_no_regions(tmp_path: Path) -> None:
    file = tmp_path / "page.pgm"
    page_of_lines(*PROSE).save(file)
    nothing, something = regions_from_json(see({"pictures": ["nowhere", str(file)]}))
    assert nothing == ()
    assert something


def test_accurate_looks_at_digital_pages_too(convert: Converter) -> None:
    source = flowing_pdf(*[paragraph(line * 6) for line in PROSE])
    fast, accurate = (convert(source, mode=mode).result for mode in ("fast", "accurate"))
    assert "rapid-layout" in accurate["versions"]
    assert "rapid-layout" not in fast["versions"]
    assert accurate["markdown"] == fast["markdown"]
