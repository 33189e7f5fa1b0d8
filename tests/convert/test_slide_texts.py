"""Looks and links of a presentation's texts."""

from collections.abc import Callable
from typing import Any

import pptx
import pytest

from tests.convert.conftest import Converter
from tests.convert.office_files import saved


def slide(change: Callable[[Any], object]) -> bytes:
    """Return a presentation of one slide that says "before and after"; `change` is done to its "and"."""
    presentation = pptx.Presentation()
    page = presentation.slides.add_slide(presentation.slide_layouts[1])
    page.shapes.title.text = "Title"
    paragraph = page.placeholders[1].text_frame.paragraphs[0]
    for text in ("before ", "and", " after"):
        paragraph.add_run().text = text
    change(paragraph.runs[1])
    return saved(presentation)


def look(name: str, value: str) -> Callable[[Any], object]:
    return lambda run: run.font._rPr.set(name, value)


@pytest.mark.parametrize(
    ("change", "written"),
    [
        pytest.param(look("b", "1"), "**and**", id="bold"),
        pytest.param(look("i", "true"), "*and*", id="italic"),
        pytest.param(look("strike", "sngStrike"), "~~and~~", id="struck out"),
        pytest.param(look("baseline", "30000"), "<sup>and</sup>", id="raised"),
        pytest.param(look("baseline", "-25%"), "<sub>and</sub>", id="lowered"),
        pytest.param(look("b", "0"), "and", id="not bold"),
        pytest.param(look("baseline", "odd"), "and", id="a look that says nothing"),
        pytest.param(
            lambda run: setattr(run.hyperlink, "address", "https://e.org/?a=1&b=2"),
            "[and](https://e.org/?a=1&b=2)",
            id="a link",
        ),
    ],
)
def test_looks_and_links_of_a_slide_are_kept(
    convert: Converter, change: Callable[[Any], object], written: str
) -> None:
    assert convert(slide(change)).result["markdown"] == f"# Title\n\n- before {written} after"


def test_a_title_that_is_all_bold_is_a_title(convert: Converter) -> None:
    presentation = pptx.Presentation()
    page = presentation.slides.add_slide(presentation.slide_layouts[5])
    page.shapes.title.text = "Title"
    page.shapes.title.text_frame.paragraphs[0].runs[0].font.bold = True
    assert convert(saved(presentation)).result["markdown"] == "# Title"
