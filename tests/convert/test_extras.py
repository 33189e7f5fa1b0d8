"""What convert tells on request: places, links, and what a setting can't do here."""

import re
from typing import Any

import docx
import pytest

from tests.convert.conftest import Converter
from tests.convert.office_files import saved, word, workbook
from tests.convert.pdf_files import (
    drawn_pdf,
    flowing_pdf,
    heading,
    paragraph,
    ruled_table,
    scanned_pdf,
    text_page,
)


def warnings(result: dict[str, Any]) -> str:
    return " ".join(result["metadata"].get("warnings", []))


def test_cells_of_a_pdfs_table_tell_their_boxes_on_request(convert: Converter) -> None:
    source = flowing_pdf(ruled_table([["item", "price"], ["nut", "2.50"]]))
    html = convert(source, output_format="html", extras="table_cell_bboxes").result["html"]
    assert html.count(' data-bbox="') == 4
    assert "data-bbox" not in convert(source, output_format="html").result["html"]


def test_cells_of_a_sheet_tell_their_boxes_on_request(convert: Converter) -> None:
    source = workbook({"A": [["item", "price"], ["nut", 2]]})
    html = convert(source, output_format="html", extras=["table_cell_bboxes"]).result["html"]
    assert '<th data-bbox="48 0 96 15">price</th>' in html
    assert '<td data-bbox="0 15 48 30">nut</td>' in html


def test_list_items_tell_their_boxes_on_request(convert: Converter) -> None:
    source = drawn_pdf(text_page("• screws", "• bolts", "• nuts"))
    html = convert(source, output_format="html", extras="list_item_bboxes").result["html"]
    assert html.count('<li data-bbox="') == 3


def test_links_are_listed_with_their_blocks_on_request(convert: Converter) -> None:
    source = (
        b"<!doctype html><p>See <a href='https://e.org/?a=1&amp;b=2'>the <b>site</b></a> or "
        b"<a href='javascript:x'>this</a>.</p>"
        b"<table><tr><td><a href='mailto:a@e.org'>mail</a></td></tr></table>"
    )
    links = convert(source, extras="extract_links").result["metadata"]["links"]
    assert [(link["text"], link["url"]) for link in links] == [
        ("the site", "https://e.org/?a=1&b=2"),
        ("mail", "mailto:a@e.org"),
    ]
    assert links[0]["block_id"] == "/page/0/Text/0"
    assert "links" not in convert(source).result["metadata"]


def test_markdown_for_models_keeps_the_text_and_drops_the_look(convert: Converter) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Price list").bold = True
    table = document.add_table(2, 2)
    for at, text in enumerate(["item", "price", "nut", "2"]):
        table.cell(at // 2, at % 2).text = text
    markdown = convert(saved(document), token_efficient_markdown=True).result["markdown"]
    assert markdown == "Price list\n\n|item|price|\n|-|-|\n|nut|2|"


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param(
            {"extras": "chart_understanding"}, "needs a language model that looks", id="charts"
        ),
        pytest.param({"extras": "infographic"}, "infographics stay pictures", id="infographics"),
        pytest.param({"extras": "new_block_types"}, "has no effect", id="new types"),
        pytest.param({"extras": "table_row_bboxes"}, "out of date", id="boxes of rows"),
        pytest.param(
            {"fence_synthetic_captions": True}, "there are none to fence", id="made-up captions"
        ),
        pytest.param(
            {"additional_config": {"keep_spreadsheet_formatting": True}},
            "colours and fonts are left out",
            id="spreadsheet formatting",
        ),
        pytest.param(
            {"extras": "track_changes"}, "tracked changes are read from Word", id="track changes"
        ),
        pytest.param(
            {"word_bboxes": True, "extras": "list_item_bboxes"},
            "word_bboxes and list_item_bboxes: boxes are told in html, json and chunks only",
            id="boxes in Markdown",
        ),
        pytest.param(
            {"word_bboxes": True, "output_format": "html"},
            "word_bboxes: there are none, as this type of file doesn't say",
            id="boxes of a page without places",
        ),
    ],
)
def test_a_setting_that_does_less_than_asked_says_so(
    convert: Converter, settings: dict[str, Any], sentence: str
) -> None:
    source = b"<!doctype html><p>Some text.</p>"
    result = convert(source, **settings).result
    assert sentence in warnings(result)
    assert warnings(convert(source).result) == ""


def test_headers_and_footers_can_be_kept_each_by_itself(convert: Converter) -> None:
    document = docx.Document()
    document.add_paragraph("the text")
    document.sections[0].header.paragraphs[0].text = "from above"
    document.sections[0].footer.paragraphs[0].text = "from below"
    source = saved(document)
    above = convert(source, additional_config='{"keep_pageheader_in_output": true}').result
    below = convert(source, additional_config={"keep_pagefooter_in_output": True}).result
    assert above["markdown"] == "from above\n\nthe text"
    assert below["markdown"] == "the text\n\nfrom below"


def test_disabling_images_and_captions_wins_over_including_them(convert: Converter) -> None:
    source = word(("Normal", "text"))
    assert convert(source, disable_image_extraction=True).result["images"] == {}


def test_words_tell_their_boxes_on_request(convert: Converter) -> None:
    source = flowing_pdf(
        heading("Prices & more"), paragraph("Each nut costs 2."), ruled_table([["nut", "2.50"]])
    )
    html = convert(source, output_format="html", word_bboxes=True).result["html"]
    boxes = dict(re.findall(r'<span data-bbox="([^"]*)">([^<]*)</span>', html))
    assert list(boxes.values()) == [
        "Prices",
        "&amp;",
        "more",
        "Each",
        "nut",
        "costs",
        "2.",
        "nut",
        "2.50",
    ]
    left, top, right, bottom = map(float, next(iter(boxes)).split())
    assert 70 < left < right < 200
    assert 70 < top < bottom < 110


def test_words_of_a_scanned_page_tell_their_boxes_too(convert: Converter) -> None:
    source = scanned_pdf(["Invoice 2024", "Total 10.00 EUR"])
    chunks = convert(source, output_format="chunks", word_bboxes=True, mode="balanced").result
    html = "".join(block["html"] for block in chunks["chunks"]["blocks"])
    assert re.search(r'<span data-bbox="[\d. ]+">Invoice</span>', html)


def test_boxes_that_a_type_of_file_lacks_are_named(convert: Converter) -> None:
    source = b"<!doctype html><ul><li>one</li></ul><table><tr><td>x</td></tr></table>"
    asked = {"extras": "list_item_bboxes,table_cell_bboxes", "output_format": "json"}
    said = warnings(convert(source, **asked).result)
    assert said.startswith("table_cell_bboxes and list_item_bboxes: there are none")
    assert warnings(convert(b"<!doctype html><p>x", **asked).result) == ""
