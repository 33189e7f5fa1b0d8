import io
import re
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from components.page_image import page_svg, shape_of
from lineup.contract.results import Block, Box
from tests.dashboard.samples_of import JPEG, block

_SVG = "{http://www.w3.org/2000/svg}"
_MOST_SENT = 50_000


def _drawn(
    blocks: list[Block], chosen: str | None = None, box: Box = (0, 0, 600, 800)
) -> ET.Element:
    return ET.fromstring(page_svg(box, blocks, chosen))


def _outlines(drawing: ET.Element) -> list[str]:
    """Return the outlines of the plain boxes and of the chosen one."""
    return [path.get("d", "") for path in drawing.findall(f"{_SVG}path")]


def test_boxes_are_drawn_as_shares_of_the_page() -> None:
    drawing = _drawn([block("Text", 1, "", bbox=(60, 90, 120, 120))], box=(0, 60, 600, 860))
    assert drawing.get("viewBox") == "0 0 1000 1333"
    assert _outlines(drawing) == ["M100 50h100v50h-100z", ""]


def test_the_chosen_block_is_drawn_last_and_filled() -> None:
    blocks = [block("Text", 1, "", bbox=(0, 0, 6, 6)), block("Text", 2, "", bbox=(6, 6, 12, 12))]
    drawing = _drawn(blocks, "/page/0/Text/1")
    assert _outlines(drawing) == ["M10 10h10v10h-10z", "M0 0h10v10h-10z"]
    assert [path.get("fill") for path in drawing.findall(f"{_SVG}path")] == ["none", "#ffb300"]


@pytest.mark.parametrize(
    ("box", "outline"),
    [
        (None, ""),
        ((50, 50, 10, 10), "M83 83h0v0h-0z"),
        ((-60, 780, 6_000, 1e300), "M0 1300h1000v33h-1000z"),
    ],
    ids=["none", "turned around", "beyond the page"],
)
def test_a_box_that_makes_no_sense_stays_on_the_page(box: Box | None, outline: str) -> None:
    assert _outlines(_drawn([block("Text", 1, "", bbox=box)]))[0] == outline


def test_a_page_without_a_size_gets_a_sheets() -> None:
    assert _drawn([], box=(0, 0, 0, 0)).get("viewBox") == "0 0 1000 1415"


def test_a_page_of_many_blocks_is_little_to_send_and_keeps_the_chosen_one() -> None:
    blocks = [block("Text", at, "", bbox=(100, 300, 599, 799)) for at in range(3_000)]
    svg = page_svg((0, 0, 600, 800), blocks, "/page/0/Text/2999")
    assert len(re.findall("M", svg)) == 1_001
    assert len(svg) * 4 / 3 < _MOST_SENT


def test_a_page_without_blocks_has_its_pictures_shape() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (30, 20)).save(stream, "JPEG")
    assert shape_of(stream.getvalue()) == (0, 0, 30, 20)
    assert shape_of(JPEG) == shape_of(b"") == (0, 0, 595, 842)
