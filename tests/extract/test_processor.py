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


def test_reading_the_file_itself_keeps_to_the_steps_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.write_bytes(english_invoice().content)
    given: list[float] = []
    read = Convert.run

    def timed(self: Convert, task: StepTask) -> StepOutput:
        given.append(task.seconds)
        return read(self, task)

    monkeypatch.setattr(Convert, "run", timed)
    settings = {"page_schema": {"properties": {"total": {"type": "number"}}}}
    Extract().run(StepTask(source, "x", settings, fresh(tmp_path), seconds=42))

    assert given == [42]


def test_a_pattern_chooses_among_values_and_a_hostile_one_takes_no_time(extract: Run) -> None:
    number = {"type": "string", "description": "Invoice number"}
    schema = {
        "properties": {
            "invoice_number": number | {"pattern": "^HL-[0-9]+$"},
            "other_number": number | {"pattern": "^[0-9]{9}$"},
            "slow": {"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"},
            "broken": {"type": "string", "pattern": "("},
        }
    }
    result = extract(english_invoice().content, page_schema=schema, extraction_mode="turbo").result
    assert result["extraction_schema_json"]["invoice_number"] == "HL-2291"
    assert result["extraction_schema_json"]["other_number"] is None
    [warning] = result["metadata"]["warnings"]
    assert warning.startswith(
        "The field 'broken' is not held to its pattern: the pattern '(' can't "
    )


def test_an_enum_takes_the_option_that_reads_the_same_and_nothing_else(extract: Run) -> None:
    schema = {
        "properties": {
            "currency": {"enum": ["EUR", "USD"]},
            "document_type": {"type": "string", "enum": ["Invoice", "Receipt"]},
            "season": {"type": "string", "enum": ["autumn season", "spring season"]},
            "colour": {"type": "string", "enum": ["red", "green"]},
        }
    }
    result = extract(english_invoice().content, page_schema=schema, extraction_mode="turbo").result
    assert result["extraction_schema_json"] == {
        "currency": "USD",
        "document_type": "Invoice",
        "season": "autumn season",
        "colour": None,
    }


def test_fields_without_a_known_meaning_are_found_by_their_own_words(extract: Run) -> None:
    places = [
        (60, 60, "Shelf code: Q-77"),
        (60, 80, "Fragile: yes"),
        (60, 100, "Boxes packed"),
        (200, 100, "12"),
        (60, 120, "Remarks: keep dry"),
    ]
    schema = {
        "properties": {
            "shelf_code": {"type": "string"},
            "fragile": {"type": "boolean"},
            "f1": {"type": "integer", "description": "Boxes packed"},
            "remarks": {"type": "string"},
        }
    }
    result = extract(pdf(places), page_schema=schema, extraction_mode="turbo").result
    assert result["extraction_schema_json"] == {
        "shelf_code": "Q-77",
        "fragile": True,
        "f1": 12,
        "remarks": "keep dry",
    }


def test_a_document_without_places_is_read_by_its_blocks(extract: Run) -> None:
    page = b"""<html><body><h1>Invoice</h1><p>Invoice No.: W-19</p><p>Invoice date: 3 May 2024</p>
    <table><tr><th>Description</th><th>Qty</th><th>Unit price</th><th>Amount</th></tr>
    <tr><td>Paper</td><td>3</td><td>4.00</td><td>12.00</td></tr></table>
    <p>Total: 12.00 EUR</p></body></html>"""
    output = extract(page, page_schema=INVOICE_SCHEMA)
    values = output.result["extraction_schema_json"]
    assert values["invoice_number"] == "W-19"
    assert values["issue_date"] == "2024-05-03"
    assert values["grand_total"] == 12
    [row] = values["line_items"]
    assert (row["description"], row["quantity"], row["line_total"]) == ("Paper", 3, 12)
    assert set(values["grand_total_citations"]) <= block_ids(
        StepResult.model_validate(output.result)
    )


def test_lists_of_single_values_are_all_that_were_found(extract: Run) -> None:
    places = [(60, 60, "Write to a@example.com"), (60, 80, "or to b@example.com")]
    schema = {
        "properties": {
            "emails": {"type": "array", "items": {"type": "string", "format": "email"}},
            "moods": {"type": "array", "items": {"type": "string"}},
        }
    }
    result = extract(pdf(places), page_schema=schema, extraction_mode="turbo").result
    assert result["extraction_schema_json"] == {
        "emails": ["a@example.com", "b@example.com"],
        "moods": None,
    }
