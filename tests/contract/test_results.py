"""Step results and the block tree."""

from typing import Any

import pytest

from lineup.contract.results import Block, ChunkBlock, StepResult, Thumbnails

TREE: dict[str, Any] = {
    "block_type": "Document",
    "children": [
        {
            "id": "/page/3/Page/277",
            "block_type": "Page",
            "bbox": [0.0, 0.0, 612.0, 792.0],
            "polygon": [[0.0, 0.0], [612.0, 0.0], [612.0, 792.0], [0.0, 792.0]],
            "children": [
                {
                    "id": "/page/3/SectionHeader/0",
                    "block_type": "SectionHeader",
                    "html": "<h1>A</h1>",
                    "children": None,
                    "section_hierarchy": {"1": "/page/3/SectionHeader/0"},
                    "images": {},
                },
                {
                    "id": "/page/3/TableGroup/5",
                    "block_type": "TableGroup",
                    "children": [
                        {"id": "/page/3/Caption/6", "block_type": "Caption"},
                        {"id": "/page/3/Table/7", "block_type": "Table", "children": []},
                    ],
                },
            ],
        },
        {"id": "/page/4/Page/1", "block_type": "Page", "children": None},
    ],
    "metadata": {},
}


def test_the_json_format_is_read_as_a_tree_of_blocks() -> None:
    result = StepResult.model_validate({"json": TREE, "output_format": "json"})

    assert result.tree is not None
    assert [block.id for block in result.page_blocks] == ["/page/3/Page/277", "/page/4/Page/1"]
    assert result.page_blocks[0].bbox == (0.0, 0.0, 612.0, 792.0)


def test_a_result_is_written_under_the_names_of_the_api() -> None:
    written = StepResult.model_validate({"json": TREE}).model_dump(
        mode="json", by_alias=True, exclude_unset=True
    )

    assert written == {"json": TREE}


def test_the_leaves_of_a_tree_come_in_reading_order() -> None:
    leaves = [block.block_type for block in Block.model_validate(TREE).leaves()]

    assert leaves == ["SectionHeader", "Caption", "Table", "Page"]


@pytest.mark.parametrize(
    "result",
    [
        pytest.param(StepResult(markdown="# A"), id="no tree"),
        pytest.param(StepResult(tree=Block(block_type="Document")), id="an empty tree"),
        pytest.param(
            StepResult(tree=Block(block_type="Document", children=[Block(block_type="Text")])),
            id="a tree without pages",
        ),
    ],
)
def test_a_result_may_have_no_page_blocks(result: StepResult) -> None:
    assert result.page_blocks == []


@pytest.mark.parametrize(
    ("block_id", "page_index"),
    [
        pytest.param("/page/0/Text/1", 0, id="the first page"),
        pytest.param("/page/12/Page/277", 12, id="a page block"),
        pytest.param(None, None, id="no id"),
        pytest.param("/page/x/Text/1", None, id="no number"),
        pytest.param("section/page/3/Text/1", None, id="a number elsewhere"),
        pytest.param("/page/1234567890/Text/1", None, id="a number beyond any page"),
    ],
)
def test_the_page_of_a_block_is_read_from_its_id(
    block_id: str | None, page_index: int | None
) -> None:
    assert Block(id=block_id, block_type="Text").page_index == page_index


def test_chunks_are_read_with_the_pages_they_are_on() -> None:
    chunk = {"id": "/page/2/Text/1", "block_type": "Text", "html": "<p>A</p>", "page": 2}
    body = {"chunks": {"blocks": [chunk], "page_info": {"2": {"bbox": [0, 0, 1, 1]}}}}

    chunks = StepResult.model_validate(body).chunks

    assert chunks is not None
    assert chunks.blocks == [ChunkBlock.model_validate(chunk)]
    assert chunks.page_info["2"]["bbox"] == [0, 0, 1, 1]


def test_what_other_processors_answer_survives() -> None:
    body = {"status": "complete", "segmentation_results": {"segments": []}}

    assert StepResult.model_validate(body).model_dump(exclude_unset=True) == body


def test_thumbnails_that_failed_have_no_images_and_a_reason() -> None:
    thumbnails = Thumbnails.model_validate({"success": False, "error": "No pages."})

    assert (thumbnails.thumbnails, thumbnails.error) == ([], "No pages.")
