"""From JSON Schemas, as users write them, to fields; and sentences for those that can't be used."""

import json
from typing import Any

import pytest

from lineup.engine.processors.extract.schema.errors import SchemaError
from lineup.engine.processors.extract.schema.fields import (
    Field,
    ListField,
    ObjectField,
    ValueField,
    ValueType,
)
from lineup.engine.processors.extract.schema.reading import MAX_FIELDS, read_schema

TEXT = {"type": "string"}


def only(node: Any, **definitions: Any) -> Field:
    """Return the field that a schema with one property asks for."""
    schema = read_schema({"type": "object", "properties": {"a": node}, "$defs": definitions})
    [field] = schema.root.properties
    return field


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        pytest.param(TEXT, ValueField("a", type=ValueType.STRING), id="a text"),
        pytest.param({}, ValueField("a"), id="anything"),
        pytest.param(True, None, id="true is no object"),
        pytest.param(
            {"type": ["number", "null"]}, ValueField("a", type=ValueType.NUMBER), id="type list"
        ),
        pytest.param(
            {"anyOf": [{"type": "integer"}, {"type": "null"}], "description": "How many"},
            ValueField("a", "How many", ValueType.INTEGER),
            id="anyOf null",
        ),
        pytest.param(
            {"oneOf": [{"type": "integer"}, {"type": "number"}]},
            ValueField("a", type=ValueType.NUMBER),
            id="two kinds of numbers",
        ),
        pytest.param(
            {"anyOf": [{"type": "string"}, {"type": "number"}]},
            ValueField("a"),
            id="text or number",
        ),
        pytest.param(
            {"oneOf": [{"const": "x"}, {"const": "y"}]},
            ValueField("a", enum=("x", "y")),
            id="consts",
        ),
        pytest.param(
            {"type": "string", "enum": ["x", None]},
            ValueField("a", type=ValueType.STRING, enum=("x",)),
            id="enum with null",
        ),
        pytest.param(
            {"type": "string", "format": "date", "pattern": "^2"},
            ValueField("a", type=ValueType.STRING, format="date", pattern="^2"),
            id="format and pattern",
        ),
        pytest.param(
            {"properties": {"b": TEXT}},
            ObjectField("a", "", (ValueField("b", type=ValueType.STRING),)),
            id="object without a type",
        ),
        pytest.param(
            {"type": "array", "items": TEXT},
            ListField("a", ValueField("a", type=ValueType.STRING)),
            id="list",
        ),
        pytest.param({"type": "array"}, ListField("a", ValueField("a")), id="list of anything"),
        pytest.param(
            {"prefixItems": [TEXT], "items": [TEXT]},
            ListField("a", ValueField("a", type=ValueType.STRING)),
            id="tuple",
        ),
        pytest.param(
            {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
            ListField("a", ValueField("a", type=ValueType.STRING)),
            id="a text or a list of them",
        ),
        pytest.param(
            {"allOf": [{"properties": {"b": TEXT}}, {"properties": {"c": {}}}]},
            ObjectField("a", "", (ValueField("b", type=ValueType.STRING), ValueField("c"))),
            id="allOf",
        ),
        pytest.param({"title": "A title"}, ValueField("a", "A title"), id="title for description"),
    ],
)
def test_a_node_becomes_a_field(node: Any, expected: Field | None) -> None:
    if expected is None:
        with pytest.raises(SchemaError, match="is no schema"):
            only(node)
    else:
        assert only(node) == expected


def test_a_reference_is_followed_and_what_stands_beside_it_wins() -> None:
    field = only(
        {"$ref": "#/$defs/party~1one", "description": "The buyer"},
        **{"party/one": {"type": "object", "properties": {"name": TEXT}, "description": "A party"}},
    )
    assert field == ObjectField("a", "The buyer", (ValueField("name", type=ValueType.STRING),))


def test_a_list_of_references_is_followed() -> None:
    field = only({"type": "array", "items": {"$ref": "#/$defs/line"}}, line={"type": "number"})
    assert field == ListField("a", ValueField("a", type=ValueType.NUMBER))


def test_a_schema_that_leads_back_into_itself_is_cut_and_says_so() -> None:
    schema = read_schema(
        {
            "properties": {"node": {"$ref": "#/$defs/node"}},
            "$defs": {"node": {"properties": {"name": TEXT, "child": {"$ref": "#/$defs/node"}}}},
        }
    )
    [node] = schema.root.properties
    assert isinstance(node, ObjectField)
    assert [part.name for part in node.properties] == ["name"]
    assert schema.notes == (
        "The field 'child' leads back to what it is part of: it is left out from there on.",
    )


def test_a_root_that_is_a_reference_is_read() -> None:
    schema = read_schema({"$ref": "#/$defs/it", "$defs": {"it": {"properties": {"a": TEXT}}}})
    assert [part.name for part in schema.root.properties] == ["a"]


def test_a_root_of_several_parts_is_read() -> None:
    schema = read_schema({"allOf": [{"properties": {"a": TEXT}}, {"properties": {"b": TEXT}}]})
    assert [part.name for part in schema.root.properties] == ["a", "b"]


def test_a_bare_map_of_fields_is_a_schema() -> None:
    schema = read_schema({"total": {"type": "number"}, "name": TEXT})
    assert [part.name for part in schema.root.properties] == ["total", "name"]
    assert schema.value_count == 2


def test_values_of_list_items_count_once() -> None:
    rows = {"type": "array", "items": {"properties": {"x": {}, "y": {}}}}
    assert read_schema({"properties": {"rows": rows, "z": {}}}).value_count == 3


def _doubling(levels: int, key: str) -> dict[str, Any]:
    """Return a schema that doubles with every level."""
    definitions: dict[str, Any] = {f"d{levels}": TEXT}
    for at in range(levels):
        both = [{"$ref": f"#/$defs/d{at + 1}"}] * 2
        definitions[f"d{at}"] = (
            {"properties": dict(zip("ab", both, strict=True))}
            if key == "properties"
            else {key: both}
        )
    return {"properties": {"x": {"$ref": "#/$defs/d0"}}, "$defs": definitions}


def _chain(length: int) -> dict[str, Any]:
    definitions = {f"d{at}": {"$ref": f"#/$defs/d{at + 1}"} for at in range(length)}
    return {"properties": {"x": {"$ref": "#/$defs/d0"}}, "$defs": definitions}


def _deep_fields(levels: int) -> dict[str, Any]:
    definitions = {
        f"d{at}": {"properties": {"x": {"$ref": f"#/$defs/d{at + 1}"}}} for at in range(levels)
    }
    return {
        "properties": {"x": {"$ref": "#/$defs/d0"}},
        "$defs": {**definitions, f"d{levels}": TEXT},
    }


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [
        pytest.param({}, "names no field", id="empty"),
        pytest.param({"properties": {}}, "names no field", id="no properties"),
        pytest.param({"properties": []}, "names no field", id="a list of properties"),
        pytest.param(
            {"$ref": "#/$defs/a", "$defs": {"a": {}}}, "names no field", id="an empty root"
        ),
        pytest.param({"type": "object"}, "is no schema", id="a type alone"),
        pytest.param({"properties": {"a": "text"}}, "is no schema", id="a field that is a text"),
        pytest.param(
            {"properties": {"a": {"items": 5}}}, "'5' is no schema", id="items that are a number"
        ),
        pytest.param(
            {"properties": {"a": {"type": "money"}}}, "type 'money'", id="an unknown type"
        ),
        pytest.param(
            {"properties": {"a": {"type": [["string"]]}}},
            "the type ",
            id="a list in a list of types",
        ),
        pytest.param(
            {"properties": {"a": {"$ref": "https://example.com/s.json"}}},
            "nothing outside",
            id="a reference elsewhere",
        ),
        pytest.param(
            {"properties": {"a": {"$ref": "#/$defs/none"}}},
            "which is not in it",
            id="no such reference",
        ),
        pytest.param(
            {"properties": {f"f{at}": {} for at in range(MAX_FIELDS + 1)}},
            "more than 1,000 fields",
            id="too many fields",
        ),
        pytest.param(_doubling(30, "properties"), "more than 1,000 fields", id="doubling fields"),
        pytest.param(_doubling(30, "allOf"), "too entangled", id="doubling allOf"),
        pytest.param(_doubling(30, "anyOf"), "too entangled", id="doubling anyOf"),
        pytest.param(_chain(3_000), "too entangled", id="a long chain of references"),
        pytest.param(_deep_fields(3_000), "levels deep", id="fields far inside one another"),
        pytest.param(
            {"properties": {"a": {"properties": {"b": {"type": "null"}}}}, "type": "array"},
            "names no field",
            id="an array at the root",
        ),
    ],
)
def test_a_schema_that_cannot_be_used_gets_a_sentence(
    schema: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(SchemaError, match=sentence):
        read_schema(schema)


@pytest.mark.parametrize(
    ("node", "sentence"),
    [
        pytest.param(
            {"type": "number", "minimum": 5, "maximum": 1},
            "no value has both",
            id="minimum, maximum",
        ),
        pytest.param(
            {"type": "string", "minLength": 9, "maxLength": 2}, "no value has both", id="lengths"
        ),
        pytest.param({"type": "number", "enum": ["a"]}, "no value fits", id="texts for a number"),
    ],
)
def test_demands_that_exclude_each_other_are_told(node: dict[str, Any], sentence: str) -> None:
    [note] = read_schema({"properties": {"a": node}}).notes
    assert note.startswith("The field 'a'")
    assert sentence in note


def test_five_hundred_fields_are_read() -> None:
    wide = {"properties": {f"field_{at}": TEXT for at in range(500)}}
    assert read_schema(json.loads(json.dumps(wide))).value_count == 500
