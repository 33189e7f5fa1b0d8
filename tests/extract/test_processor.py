"""The extract step: on what a convert step left, or on the file itself, in each mode, and with bad input."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lineup.contract.results import StepResult
from lineup.engine.processors.convert import Convert
from lineup.engine.processors.extract import Extract
from lineup.engine.processors.protocol import Processor, ProcessorError, StepOutput, StepTask
from tests.extract.papers import INVOICE_SCHEMA, english_invoice, pdf

Run = Callable[..., StepOutput]
TOTAL = {"type": "object", "properties": {"grand_total": {"type": "number"}}}
BLANK = pdf([])


@pytest.fixture
def extract(tmp_path: Path) -> Run:
    """Extract from a file, or from what convert left of it, with the settings given as keywords."""

    def run(
        content: bytes,
        *,
        after_convert: bool = False,
        page_range: str | None = None,
        **settings: Any,
    ) -> StepOutput:
        source = tmp_path / "source"
        source.write_bytes(content)
        checkpoint = None
        if after_convert:
            converted = Convert().run(StepTask(source, "x", {}, fresh(tmp_path)))
            checkpoint = tmp_path / "checkpoint.json.gz"
            checkpoint.write_bytes(gzip.compress(json.dumps(converted.checkpoint).encode()))
        task = StepTask(
            source, "x", settings, fresh(tmp_path), page_range=page_range, checkpoint=checkpoint
        )
        return Extract().run(task)

    return run


def fresh(folder: Path) -> Path:
    scratch = folder / f"scratch-{len(list(folder.iterdir()))}"
    scratch.mkdir()
    return scratch


def block_ids(result: StepResult) -> set[str]:
    assert result.tree is not None
    return {leaf.id for leaf in result.tree.leaves() if leaf.id}


def test_it_is_a_processor_that_follows_convert_or_reads_the_file_itself() -> None:
    processor: Processor = Extract()
    assert {"start", "convert", "segment", "custom"} == processor.may_follow


@pytest.mark.parametrize("after_convert", [True, False])
def test_values_are_cited_by_blocks_of_the_tree_in_the_result(
    extract: Run, *, after_convert: bool
) -> None:
    output = extract(
        english_invoice().content, after_convert=after_convert, page_schema=INVOICE_SCHEMA
    )
    result = StepResult.model_validate(output.result)
    values = output.result["extraction_schema_json"]
    assert values["grand_total"] == 3811.08
    assert values["grand_total_citations"]
    assert set(values["grand_total_citations"]) <= block_ids(result)
    assert values["line_items_citations"]
    assert set(values["line_items_citations"]) <= block_ids(result)
    assert values["line_items"][0]["quantity_meta"]["extraction_status"] == "EXTRACTED"
    assert output.result["extraction_mode"] == "balanced"
    assert output.result["metadata"]["extraction_backend"] == "deterministic"
    assert output.page_count == 1


def test_fast_scores_what_it_found(extract: Run) -> None:
    result = extract(english_invoice().content, page_schema=TOTAL, extraction_mode="fast").result
    assert result["extraction_schema_json"]["grand_total_score"]["score"] == 5
    assert result["extraction_score_average"] == 5


def test_sums_that_add_up_say_so(extract: Run) -> None:
    values = extract(english_invoice().content, page_schema=TOTAL).result["extraction_schema_json"]
    assert values["grand_total_meta"]["confidence"] == "high"
    assert "Net, tax and total add up." in values["grand_total_meta"]["reasoning"]


def test_the_same_document_gives_the_same_answer(extract: Run) -> None:
    once, again = (
        extract(english_invoice().content, page_schema=INVOICE_SCHEMA).result for _ in range(2)
    )
    assert once["extraction_schema_json"] == again["extraction_schema_json"]


def test_what_is_not_there_is_null_with_a_low_level(extract: Run) -> None:
    schema = {"properties": {"iban": {"type": "string"}, "shoe_size": {"type": "integer"}}}
    values = extract(english_invoice().content, page_schema=schema).result["extraction_schema_json"]
    for name in ("iban", "shoe_size"):
        assert values[name] is None
        assert values[f"{name}_meta"]["confidence"] == "low"
        assert values[f"{name}_meta"]["extraction_status"] == "NOT_RESOLVABLE"


def test_a_document_without_text_says_that_there_is_nothing(extract: Run) -> None:
    result = extract(BLANK, page_schema=INVOICE_SCHEMA).result
    assert any("no text" in warning for warning in result["metadata"]["warnings"])
    assert result["extraction_schema_json"]["line_items"] is None


def test_many_values_in_a_short_document_are_extracted_with_a_warning(extract: Run) -> None:
    schema = {"properties": {f"field_{at}": {"type": "string"} for at in range(500)}}
    result = extract(english_invoice().content, page_schema=schema).result
    assert len(result["extraction_schema_json"]) == 1500
    assert any("asks for 500 values" in warning for warning in result["metadata"]["warnings"])


def test_a_schema_that_leads_into_itself_is_extracted_as_far_as_it_goes(extract: Run) -> None:
    node = {"type": "object", "properties": {"name": {}, "child": {"$ref": "#/$defs/node"}}}
    schema = {"properties": {"seller": {"$ref": "#/$defs/node"}}, "$defs": {"node": node}}
    result = extract(english_invoice().content, page_schema=schema).result
    assert result["extraction_schema_json"]["seller"]["name"] == "Harbor Light Studios LLC"
    assert any("leads back" in warning for warning in result["metadata"]["warnings"])


def test_a_name_and_a_description_that_contradict_each_other_are_told(extract: Run) -> None:
    schema = {"properties": {"due_date": {"type": "string", "description": "The grand total"}}}
    result = extract(english_invoice().content, page_schema=schema).result
    assert result["extraction_schema_json"]["due_date"] == "2024-01-18"
    assert any("by its description" in warning for warning in result["metadata"]["warnings"])


def test_a_saved_schema_that_did_not_come_along_is_asked_for(extract: Run) -> None:
    with pytest.raises(ProcessorError, match="'sch_1' didn't come with the step"):
        extract(english_invoice().content, schema_id="sch_1")


def test_the_runs_page_range_counts_where_it_reads_the_file_itself(extract: Run) -> None:
    two = pdf([(60, 60, "Invoice No.: A-1")], [(60, 60, "Invoice No.: B-2")])
    schema = {"properties": {"invoice_number": {"type": "string"}}}
    output = extract(two, page_range="1", page_schema=schema)
    assert output.result["extraction_schema_json"]["invoice_number"] == "B-2"
    assert output.page_count == 1
