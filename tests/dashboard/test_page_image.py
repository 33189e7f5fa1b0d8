import base64
from xml.etree import ElementTree as ET

from components.page_image import page_svg
from lineup.contract.results import Block, Box
from tests.dashboard.samples_of import JPEG, block

_SVG = "{http://www.w3.org/2000/svg}"


def _drawn(
    blocks: list[Block], chosen: str | None = None, box: Box = (0, 0, 600, 800)
) -> ET.Element:
    return ET.fromstring(page_svg(JPEG, box, blocks, chosen))


def test_boxes_are_drawn_in_the_units_of_the_page() -> None:
    drawing = _drawn([block("Text", 1, "", bbox=(10, 20, 110, 40))])
    assert drawing.get("viewBox") == "0 0 600 800"
    shape = drawing.find(f"{_SVG}rect")
    assert shape is not None
    assert [shape.get(name) for name in ("x", "y", "width", "height")] == ["10", "20", "100", "20"]


def test_the_page_is_in_the_drawing_itself() -> None:
    image = _drawn([]).find(f"{_SVG}image")
    assert image is not None
    assert image.get("href") == f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}"


def test_the_chosen_block_is_drawn_last_and_filled() -> None:
    blocks = [block("Text", 1, ""), block("Text", 2, "")]
    shapes = _drawn(blocks, "/page/0/Text/1").findall(f"{_SVG}rect")
    assert [shape.get("fill") for shape in shapes] == ["none", "#ffb300"]


def test_a_block_without_a_box_is_left_out() -> None:
    assert _drawn([block("Text", 1, "", bbox=None)]).find(f"{_SVG}rect") is None


def test_a_page_without_a_size_gets_a_sheets() -> None:
    assert _drawn([], box=(0, 0, 0, 0)).get("viewBox") == "0 0 595 842"


def test_a_box_that_is_turned_around_has_no_size() -> None:
    shape = _drawn([block("Text", 1, "", bbox=(50, 50, 10, 10))]).find(f"{_SVG}rect")
    assert shape is not None
    assert shape.get("width") == "0"
