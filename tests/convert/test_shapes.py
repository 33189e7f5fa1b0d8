"""The documented shapes of the result (contract §4.1 to 4.4)."""

import base64
import json
import re
from typing import Any

import pytest

from lineup.contract.results import StepResult
from lineup.engine.processors.convert import Convert
from lineup.engine.processors.convert.model.checkpoint import (
    document_from_json,
    document_to_json,
)
from lineup.engine.processors.protocol import START, Processor
from tests.convert.conftest import Converter
from tests.convert.office_files import word
from tests.convert.pdf_files import (
    drawn_pdf,
    flowing_pdf,
    heading,
    paragraph,
    red_square,
    space,
    text_page,
)

SOURCE = flowing_pdf(
    heading("A heading of the first level"),
    paragraph("A paragraph that is long enough to be one. " * 8),
    space(),
    heading("A second level", 2),
    paragraph("Another paragraph that is long enough to be one. " * 8),
    space(),
    red_square(),
    paragraph("Figure 1. A red square"),
)
ALL = "markdown,html,json,chunks"


@pytest.fixture
def result(convert: Converter) -> dict[str, Any]:
    return convert(SOURCE, output_format=ALL).result


def nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(below for child in node["children"] or () for below in nodes(child))]


def test_the_processor_fits_its_protocol() -> None:
    processor: Processor = Convert()
    assert processor.step_type == "convert"
    assert processor.may_follow == {START}


def test_the_result_can_be_read_by_the_contract(result: dict[str, Any]) -> None:
    read = StepResult.model_validate(json.loads(json.dumps(result)))
    assert read.success
    assert read.page_count == 1
    assert [page.page_index for page in read.page_blocks] == [0]
    assert read.chunks is not None


def test_formats_that_were_not_asked_for_are_null(convert: Converter) -> None:
    result = convert(SOURCE, output_format="html").result
    assert [name for name in ALL.split(",") if result[name] is not None] == ["html"]


def test_ids_name_page_type_and_number_and_are_unique(result: dict[str, Any]) -> None:
    [page] = result["json"]["children"]
    ids = [node["id"] for node in nodes(page)]
    assert all(re.fullmatch(r"/page/0/[A-Za-z]+/\d+", name) for name in ids)
    assert len(set(ids)) == len(ids)
    assert ids[0] == f"/page/0/Page/{len(ids) - 1}"


def test_pages_and_groups_hold_references_to_their_children(result: dict[str, Any]) -> None:
    [page] = result["json"]["children"]
    groups = [node for node in nodes(page) if node["children"]]
    assert [group["block_type"] for group in groups] == ["Page", "FigureGroup"]
    for group in groups:
        assert group["html"] == "".join(
            f"<content-ref src='{child['id']}'></content-ref>" for child in group["children"]
        )


def test_polygons_run_clockwise_from_the_top_left(result: dict[str, Any]) -> None:
    [page] = result["json"]["children"]
    for node in nodes(page):
        x0, y0, x1, y1 = node["bbox"]
        assert node["polygon"] == [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
        assert 0 <= x0 < x1 <= 612
        assert 0 <= y0 < y1 <= 792


def test_a_block_names_the_headings_it_stands_under(result: dict[str, Any]) -> None:
    first, text, second, other, _ = result["json"]["children"][0]["children"]
    assert first["section_hierarchy"] == text["section_hierarchy"] == {"1": first["id"]}
    assert other["section_hierarchy"] == {"1": first["id"], "2": second["id"]}


def test_a_figures_picture_is_a_jpeg_under_its_id_and_under_its_name(
    result: dict[str, Any],
) -> None:
    [figure] = [
        node for node in nodes(result["json"]["children"][0]) if node["block_type"] == "Figure"
    ]
    [(name, content)] = result["images"].items()
    assert figure["images"] == {figure["id"]: content}
    assert name == figure["id"].replace("/", "_") + ".jpeg"
    assert base64.b64decode(content).startswith(b"\xff\xd8\xff")
    assert f'<img src="{figure["id"]}"' in figure["html"]
    assert f'<img src="{name}"' in result["html"]


def test_chunks_are_the_top_level_blocks_with_their_html_whole(result: dict[str, Any]) -> None:
    chunks = result["chunks"]
    [page] = result["json"]["children"]
    assert [chunk["id"] for chunk in chunks["blocks"]] == [node["id"] for node in page["children"]]
    assert "content-ref" not in str(chunks)
    assert "Figure 1. A red square" in chunks["blocks"][-1]["html"]
    assert chunks["page_info"]["0"]["bbox"] == page["bbox"]


def test_markdown_in_chunks_is_there_on_request(convert: Converter) -> None:
    result = convert(SOURCE, output_format="chunks,json", include_markdown_in_chunks=True).result
    assert result["chunks"]["blocks"][0]["markdown"] == "# A heading of the first level"
    assert result["json"]["children"][0]["children"][2]["markdown"] == "## A second level"


def test_pages_are_separated_on_request(convert: Converter) -> None:
    source = drawn_pdf(text_page("The first page."), text_page("The second page."))
    result = convert(source, paginate=True, output_format="markdown,html").result
    dashes = "-" * 48
    assert result["markdown"] == (
        f"\n\n{{0}}{dashes}\n\nThe first page.\n\n{{1}}{dashes}\n\nThe second page."
    )
    assert result["html"] == (
        "<div class='page' data-page-id='0'>\n<p>The first page.</p>\n</div>\n"
        "<div class='page' data-page-id='1'>\n<p>The second page.</p>\n</div>"
    )


def test_block_ids_stand_in_the_html_on_request(convert: Converter) -> None:
    source = word(("Heading 1", "Head"), ("List Bullet", "item"))
    html = convert(source, output_format="html", add_block_ids=True).result["html"]
    assert html == (
        '<h1 data-block-id="/page/0/SectionHeader/0">Head</h1>\n'
        '<ul><li data-block-id="/page/0/ListItem/2">item</li></ul>'
    )


def test_metadata_holds_contents_and_statistics(result: dict[str, Any]) -> None:
    metadata = result["metadata"]
    assert [
        (entry["title"], entry["heading_level"]) for entry in metadata["table_of_contents"]
    ] == [
        ("A heading of the first level", 1),
        ("A second level", 2),
    ]
    [page] = metadata["page_stats"]
    assert page["text_extraction_method"] == "pdftext"
    assert dict(page["block_counts"]) == {
        "SectionHeader": 2,
        "Text": 2,
        "FigureGroup": 1,
        "Figure": 1,
        "Caption": 1,
    }
    assert result["json"]["metadata"] == metadata


def test_versions_name_what_read_the_document(result: dict[str, Any]) -> None:
    assert set(result["versions"]) == {"liteparse", "pypdfium2", "lineup-convert"}


def test_the_checkpoint_is_the_document(convert: Converter) -> None:
    output = convert(SOURCE)
    document = document_from_json(json.loads(json.dumps(output.checkpoint)))
    assert document_to_json(document) == output.checkpoint
    assert document.pages[0].blocks[0].heading_level == 1
