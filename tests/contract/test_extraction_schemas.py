"""What may be saved as an extraction schema."""

from typing import Any

import pytest
from pydantic import ValidationError

from lineup.contract.extraction_schemas import (
    ExtractionSchema,
    ExtractionSchemaChange,
    NewExtractionSchema,
)

TOTAL = {"type": "object", "properties": {"total": {"type": "number"}}}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param({}, "it names no field", id="nothing"),
        pytest.param({"properties": {}}, "it names no field", id="no properties"),
        pytest.param({"properties": ["a"]}, "it names no field", id="properties that are a list"),
        pytest.param({"type": "object"}, "the field 'type' is no schema", id="a schema of nothing"),
        pytest.param({"properties": {"a": "string"}}, "the field 'a' is no", id="a type alone"),
        pytest.param("{", "not one of JSON", id="half a text"),
        pytest.param("[1]", "valid dictionary", id="a text of a list"),
        pytest.param({"properties": {"a": {"x": "y" * 200_001}}}, "are allowed", id="too large"),
    ],
)
@pytest.mark.parametrize("model", [NewExtractionSchema, ExtractionSchemaChange])
def test_what_is_no_schema_is_refused_with_its_field(
    model: type[NewExtractionSchema | ExtractionSchemaChange], given: Any, sentence: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate({"name": "Invoice", "schema_json": given})

    (problem,) = caught.value.errors()
    assert problem["loc"] == ("schema_json",)
    assert sentence in problem["msg"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({"schema_json": TOTAL}, "name", id="no name"),
        pytest.param({"name": " ", "schema_json": TOTAL}, "name", id="a blank name"),
        pytest.param({"name": "x" * 201, "schema_json": TOTAL}, "name", id="a long name"),
        pytest.param({"name": "x"}, "schema_json", id="no schema"),
        pytest.param(
            {"name": "x", "schema_json": TOTAL, "description": "x" * 5_001},
            "description",
            id="a long description",
        ),
    ],
)
def test_a_body_that_is_wrong_is_refused_with_its_field(body: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        NewExtractionSchema.model_validate(body)

    assert [problem["loc"] for problem in caught.value.errors()] == [(field,)]


def test_another_servers_schema_is_read_whatever_more_it_says() -> None:
    schema = ExtractionSchema.model_validate(
        {"schema_id": "sch_1", "name": "a", "schema_json": {"any": 1}, "team": 7}
    )

    assert (schema.definition, schema.model_extra) == ({"any": 1}, {"team": 7})
