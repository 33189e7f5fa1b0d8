"""What becomes of the results of sections together."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from lineup.engine.processors.protocol import ProcessorError, SectionPart, StepTask
from lineup.engine.processors.sections.merging import (
    differing_fields,
    differing_text,
    merge_fields,
)
from lineup.engine.processors.sections.narrowing import narrowed, only_pages
from lineup.engine.processors.sections.result import merge_sections


@pytest.mark.parametrize(
    ("results", "merged"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([{"a": 1, "a_citations": ["x"]}], {"a": 1, "a_citations": ["x"]}, id="one"),
        pytest.param(
            [{"a": None, "a_citations": []}, {"a": 2, "a_citations": ["y"], "a_meta": {"s": 1}}],
            {"a": 2, "a_citations": ["y"], "a_meta": {"s": 1}},
            id="the first that is found, with what stands beside it",
        ),
        pytest.param(
            [{"a": 1, "a_score": {"score": 2}}, {"a": 2, "a_score": {"score": 5}}],
            {"a": 2, "a_score": {"score": 5}},
            id="the one with the best score",
        ),
        pytest.param(
            [{"a": 1, "a_meta": {"confidence": "low"}}, {"a": 2, "a_meta": {"confidence": "high"}}],
            {"a": 2, "a_meta": {"confidence": "high"}},
            id="the surest",
        ),
        pytest.param([{"a": None}, {"a": None}], {"a": None}, id="never found"),
        pytest.param([{"a": False}, {"a": True}], {"a": False}, id="false is a value"),
        pytest.param(
            [
                {"rows": [{"x": 1}], "rows_citations": ["a", "b"]},
                {"rows": [], "rows_citations": []},
                {"rows": [{"x": 2}], "rows_citations": ["b", "c"]},
            ],
            {"rows": [{"x": 1}, {"x": 2}], "rows_citations": ["a", "b", "c"]},
            id="lists one after another",
        ),
        pytest.param([{"rows": None}, {"rows": [1]}], {"rows": [1]}, id="a list and nothing"),
        pytest.param([{"rows": []}, {"rows": []}], {"rows": []}, id="empty lists"),
        pytest.param(
            [{"o": {"a": None, "b": 1}}, {"o": {"a": 2, "b": 3}}],
            {"o": {"a": 2, "b": 1}},
            id="objects field by field",
        ),
        pytest.param([{"o": {"a": None}}, {"o": {"a": 5}}], {"o": {"a": 5}}, id="an empty object"),
        pytest.param([{"o": None}, {"o": {"a": 5}}], {"o": {"a": 5}}, id="no object, then one"),
        pytest.param([{"a": 1}, {"b": 2}], {"a": 1, "b": 2}, id="fields of one only"),
        pytest.param([{"page_meta": 1}], {"page_meta": 1}, id="a field of that name"),
    ],
)
def test_fields_are_merged(results: list[dict[str, Any]], merged: dict[str, Any]) -> None:
    assert merge_fields(results) == merged


def test_merging_one_result_changes_nothing() -> None:
    result = {"a": 1, "a_meta": {"x": []}, "rows": [1], "rows_citations": ["b"], "o": {"c": None}}
    assert merge_fields([result]) == merge_fields([result, result | {"rows": []}]) == result


def test_fields_that_differ_are_told() -> None:
    results: list[dict[str, Any]] = [
        {"a": 1, "b": 2, "rows": [1]},
        {"a": 1, "b": 3, "rows": [2]},
        {"b": None},
    ]
    assert differing_fields(results) == ["b"]
    assert differing_text([]) == []
    assert "a and 2 more" in differing_text([*"bcdefghija", "y", "z"])[0]


def part(folder: Path, index: int, result: Any, **more: Any) -> SectionPart:
    path = folder / f"{index}.json.gz"
    if result is not None:
        path.write_bytes(gzip.compress(json.dumps(result).encode()))
    given: dict[str, Any] = {"name": f"S{index}", "pages": (index,), "step_index": index}
    return SectionPart(**(given | {"result": None if result is None else path} | more))


def test_the_trees_of_sections_become_one(tmp_path: Path) -> None:
    def tree(*pages: int) -> Any:
        return {
            "json": {
                "block_type": "Document",
                "children": [{"id": f"/page/{n}/Page/1"} for n in pages],
            }
        }

    parts = (part(tmp_path, 2, tree(2, 1)), part(tmp_path, 1, tree(1, 0)))
    output = merge_sections(StepTask(tmp_path, "a", {}, tmp_path, parts=parts))

    assert [page["id"] for page in output.result["json"]["children"]] == [
        "/page/0/Page/1",
        "/page/1/Page/1",
        "/page/2/Page/1",
    ]
    assert (output.page_count, output.has_errors) == (2, False)


def test_what_is_said_of_each_section_is_put_together(tmp_path: Path) -> None:
    one = {"metadata": {"page_stats": [1], "extraction_backend": "a", "warnings": ["x"]}}
    other = {"metadata": {"page_stats": [2], "warnings": ["x", "y"]}, "images": {"i": "="}}
    parts = (
        part(tmp_path, 1, one | {"parse_quality_score": 4.0, "page_count": 3, "runtime": 1.0}),
        part(tmp_path, 2, other | {"parse_quality_score": 2.0, "page_count": 1, "runtime": 0.5}),
        part(tmp_path, 3, None, error="It broke."),
    )
    output = merge_sections(StepTask(tmp_path, "a", {}, tmp_path, parts=parts))

    assert output.has_errors
    assert output.result["metadata"] == {
        "page_stats": [1, 2],
        "extraction_backend": "a",
        "warnings": ["The section 'S3' could not be worked on: It broke.", "x", "y"],
    }
    told = [each["extraction_backend"] for each in output.result["sections"]]
    assert told == ["a", None, None]
    figures = {name: output.result[name] for name in ("parse_quality_score", "runtime", "images")}
    assert figures == {"parse_quality_score": 3.5, "runtime": 1.5, "images": {"i": "="}}


def test_all_backends_that_answered_are_named(tmp_path: Path) -> None:
    asked = {"extraction_model": "tiny", "llm": {"questions": 2, "tokens": 30, "fields": {}}}
    one = {"metadata": {"extraction_backend": "llm"} | asked}
    other = {"metadata": {"extraction_backend": "deterministic", "extraction_model": None}}
    both = {"metadata": {"extraction_backend": "llm, deterministic"} | asked}
    parts = [part(tmp_path, number, each) for number, each in enumerate([other, one, both])]

    merged = merge_sections(StepTask(tmp_path, "a", {}, tmp_path, parts=tuple(parts)))

    assert merged.result["metadata"] == {
        "extraction_backend": "deterministic, llm",
        "extraction_model": "tiny",
        "llm": {"questions": 4, "tokens": 60},
        "warnings": [],
    }


def test_if_no_section_left_anything_there_is_a_sentence(tmp_path: Path) -> None:
    parts = (part(tmp_path, 1, None, error="It broke."), part(tmp_path, 2, None))
    with pytest.raises(ProcessorError, match=r"None of the 2 sections could .* It broke\."):
        merge_sections(StepTask(tmp_path, "a", {}, tmp_path, parts=parts))


def test_a_section_is_given_its_pages_alone() -> None:
    document = {"pages": [{"index": 3}, {"index": 4}], "failed_pages": [5, 4], "kind": "page"}
    narrow = only_pages(document, [4])
    assert narrow == {"pages": [{"index": 4}], "failed_pages": [4], "kind": "page"}
    assert only_pages({"noted": True}, [4]) == {"noted": True}


def test_a_step_of_no_section_keeps_its_checkpoint(tmp_path: Path) -> None:
    task = StepTask(tmp_path, "a", {}, tmp_path, checkpoint=tmp_path / "c")
    assert narrowed(task) is task
