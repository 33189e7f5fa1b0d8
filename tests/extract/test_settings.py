"""What an extract step may be set to."""

import json
from typing import Any

import pytest

from lineup.engine.processors.extract.settings import ExtractionMode, ExtractSettings
from lineup.engine.processors.protocol import ProcessorError
from lineup.engine.processors.step_settings import read_settings

SCHEMA = {"type": "object", "properties": {"total": {"type": "number"}}}


def read(**settings: Any) -> ExtractSettings:
    return read_settings(ExtractSettings, settings, "extract")


def test_a_schema_may_be_an_object_or_a_text_of_it() -> None:
    assert read(page_schema=SCHEMA).page_schema == SCHEMA
    assert read(page_schema=json.dumps(SCHEMA)).page_schema == SCHEMA


def test_balanced_is_the_default_and_accurate_its_older_name() -> None:
    assert read(page_schema=SCHEMA).extraction_mode is ExtractionMode.BALANCED
    older = read(page_schema=SCHEMA, extraction_mode="accurate")
    assert older.extraction_mode is ExtractionMode.BALANCED


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        pytest.param({}, "what to extract", id="nothing"),
        pytest.param(
            {"page_schema": SCHEMA, "schema_id": "sch_1"}, "exclude each other", id="both"
        ),
        pytest.param({"page_schema": SCHEMA, "schema_version": 2}, "goes with", id="version alone"),
        pytest.param({"page_schema": "{"}, "not one of JSON", id="broken text"),
        pytest.param({"page_schema": "[1]"}, "valid dictionary", id="a list"),
        pytest.param({"page_schema": {"properties": {}}}, "names no field", id="no field"),
        pytest.param(
            {"page_schema": {"a": {"$ref": "#/x"}}},
            "can't be used: it refers to",
            id="bad reference",
        ),
        pytest.param(
            {"page_schema": SCHEMA, "extraction_mode": "slow"}, "'slow' is not", id="unknown mode"
        ),
    ],
)
def test_wrong_settings_get_a_sentence(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ProcessorError, match=sentence):
        read(**settings)
