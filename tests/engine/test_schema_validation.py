"""Values judged by schemas that users write, hostile ones among them."""

from typing import Any

import pytest

from lineup.engine.schema_validation import SchemaProblem, schema_problems


def _of(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "additionalProperties": False}


def test_what_is_wrong_is_told_with_its_place() -> None:
    schema = _of(rows={"type": "array", "items": _of(n={"type": "integer"})})

    assert schema_problems({"rows": [{"n": 1}, {"n": "x"}]}, schema) == [
        SchemaProblem("rows.1.n", "'x' is not of type 'integer'")
    ]
    assert "('odd' was unexpected)" in schema_problems({"odd": 1}, schema)[0].message


@pytest.mark.parametrize(
    ("pattern", "text", "problems"),
    [
        pytest.param("^[0-9]+$", "12", 0, id="fits"),
        pytest.param("^[0-9]+$", "x", 1, id="does not fit"),
        pytest.param("(a+)+$", "a" * 4_000 + "b", 1, id="would hang a matcher"),
        pytest.param("(?=a)b", "b", 0, id="can not be matched safely"),
        pytest.param(7, "b", 0, id="no pattern"),
    ],
)
def test_patterns_are_matched_safely(pattern: Any, text: str, problems: int) -> None:
    assert len(schema_problems({"a": text}, _of(a={"pattern": pattern}))) == problems
    assert schema_problems({"a": 1}, _of(a={"pattern": pattern})) == []


def test_what_is_required_need_not_be_a_name() -> None:
    problems = schema_problems({}, {"required": [None]})
    assert problems == [SchemaProblem("None", "None is a required property")]


def test_names_by_patterns_are_passed_over() -> None:
    schema = {"patternProperties": {"(x+)+$": {"type": "string"}}, "additionalProperties": False}
    assert schema_problems({"x" * 40 + "y": 1}, schema) == []


def test_at_most_a_hundred_things_are_told() -> None:
    schema = {"type": "array", "items": {"type": "string"}}
    assert len(schema_problems(list(range(1_000)), schema)) == 100


def _doubling(depth: int) -> dict[str, Any]:
    parts = {
        f"d{n}": {"anyOf": [{"$ref": f"#/$defs/d{n + 1}"}, {"$ref": f"#/$defs/d{n + 1}"}]}
        for n in range(depth)
    }
    return {"$defs": {**parts, f"d{depth}": {"const": "never"}}, "$ref": "#/$defs/d0"}


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        pytest.param({"$ref": "#"}, "without end", id="itself"),
        pytest.param(_doubling(40), "without end", id="parts that double"),
        pytest.param({"$ref": "https://example.invalid/s"}, "not in it", id="elsewhere"),
        pytest.param({"$ref": "#/$defs/x"}, "not in it", id="nowhere"),
        pytest.param({"type": 7}, "no valid JSON Schema", id="no type"),
        pytest.param({"properties": [1]}, "no valid JSON Schema", id="no properties"),
    ],
)
def test_a_schema_that_can_not_be_used_is_an_error_at_once(
    schema: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        schema_problems({"a": 1}, schema)
