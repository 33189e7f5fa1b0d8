"""Scoring against golden values."""

from typing import Any

import pytest

from lineup.compare.golden import GoldenError, score_golden
from lineup.compare.golden_scores import GoldenScore, Match

SCHEMA = {
    "properties": {
        "total": {"type": "number"},
        "due": {"type": "string"},
        "lines": {
            "type": "array",
            "items": {"properties": {"sku": {"type": "string"}, "qty": {"type": "integer"}}},
        },
    }
}
GOLDEN = {"total": 1204.5, "due": None, "lines": [{"sku": "A", "qty": 1}, {"sku": "B", "qty": 2}]}
VALUES = {
    "total": "1,204.50",
    "total_citations": ["/page/0/Text/1"],
    "due": "2024-03-10",
    "lines": [{"sku": "B", "qty": 3}, {"sku": "A", "qty": 1}, {"sku": "C", "qty": 9}],
}


@pytest.mark.parametrize("schema", [SCHEMA, None])
def test_leaf_fields_are_counted_whatever_the_order_of_rows(schema: dict[str, Any] | None) -> None:
    told = score_golden(VALUES, GOLDEN, schema)
    assert (told.matched, told.golden, told.asserted, told.addresses, told.is_exact) == (
        4,
        5,
        8,
        8,
        True,
    )
    assert (told.accuracy, told.precision, told.recall, told.f1) == (4 / 8, 4 / 8, 4 / 5, 8 / 13)
    matches = {field.path: field.match for field in told.fields}
    assert matches == {
        "total": Match.RIGHT,
        "due": Match.INVENTED,
        "lines[0].sku": Match.RIGHT,
        "lines[0].qty": Match.RIGHT,
        "lines[1].sku": Match.RIGHT,
        "lines[1].qty": Match.MISREAD,
        "lines[p2].sku": Match.INVENTED,
        "lines[p2].qty": Match.INVENTED,
    }


def test_what_was_not_extracted_is_missed() -> None:
    nothing: list[Any] = [{}, None, "text"]
    for values in nothing:
        told = score_golden(values, GOLDEN, SCHEMA)
        assert (told.recall, told.precision, told.accuracy) == (0, None, 0)
        assert {field.match for field in told.fields} == {Match.MISSED}
    assert GoldenScore().accuracy is None


def test_scores_of_documents_add_up() -> None:
    one = score_golden(VALUES, GOLDEN, SCHEMA)
    assert one.plus(one).accuracy == one.accuracy
    assert one.plus(GoldenScore(is_exact=False)).is_exact is False


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    ("values", "golden", "schema", "sentence"),
    [
        ({}, [], None, "not a JSON object"),
        (deep(500), {}, None, "nested too deep"),
        ({"a": 1}, {"a": 1}, {"$defs": {"n": {"properties": {"a": {"$ref": "#/$defs/n"}}}}, "properties": {"a": {"$ref": "#/$defs/n"}}}, "refers to itself"),
    ],
)  # fmt: skip
def test_what_cannot_be_scored_is_refused_in_words(
    values: Any, golden: Any, schema: Any, sentence: str
) -> None:
    with pytest.raises(GoldenError, match=sentence):
        score_golden(values, golden, schema)


def test_a_field_that_the_schema_leaves_to_the_document_is_not_scored() -> None:
    schema = {
        "properties": {
            "a": {"type": "object", "additionalProperties": True},
            "b": {"type": "string"},
        }
    }
    told = score_golden({"a": {"x": 1}, "b": "y"}, {"a": {"x": 2}, "b": "y"}, schema)
    assert [field.path for field in told.fields] == ["b"]
