"""What differs between two lists of steps."""

from typing import Any

import pytest

from lineup.compare.config import diff_config
from lineup.compare.config_changes import ConfigDiff, Mark, SchemaChange, SettingChange
from lineup.compare.schema_changes import diff_schemas
from lineup.contract.pipelines import PipelineStep


def steps(*told: Any) -> list[PipelineStep]:
    return [
        PipelineStep.model_validate({"type": one} if isinstance(one, str) else one) for one in told
    ]


def diff(before: list[Any], after: list[Any]) -> ConfigDiff:
    return diff_config(steps(*before), steps(*after))


def marks(told: ConfigDiff) -> list[tuple[str, str]]:
    return [(step.step_type, step.mark.value) for step in told.steps]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["convert"], ["convert"], ["convert same"]),
        # convert -> extract becomes convert -> segment -> extract
        (
            ["convert", "extract"],
            ["convert", "segment", "extract"],
            ["convert same", "segment added", "extract same"],
        ),
        (
            ["convert", "segment", "extract"],
            ["convert", "extract"],
            ["convert same", "segment removed", "extract same"],
        ),
        (["a", "b", "c"], ["c", "d"], ["a removed", "b removed", "c same", "d added"]),
        (["a", "b", "c"], ["b", "c", "a"], ["b same", "c same", "a moved"]),
        (["a", "b", "x"], ["b", "a"], None),
        ([], ["a"], ["a added"]),
    ],
)
def test_steps_that_were_added_removed_or_moved(
    before: list[str], after: list[str], expected: list[str] | None
) -> None:
    told = diff(before, after)
    if expected is not None:
        assert [" ".join(mark) for mark in marks(told)] == expected
    else:
        assert sorted(mark for _, mark in marks(told)) == ["moved", "removed", "same"]
    assert told.is_same is (before == after)
    assert len({step.key for step in told.steps}) == len(told.steps)


def test_the_merged_graph_marks_every_edge() -> None:
    told = diff(["convert", "extract"], ["convert", "segment", "extract"])
    convert, segment, extract = (step.key for step in told.steps)
    assert {(edge.source, edge.target, edge.mark) for edge in told.edges} == {
        (convert, segment, Mark.ADDED),
        (segment, extract, Mark.ADDED),
        (convert, extract, Mark.REMOVED),
    }
    assert diff(["a", "b"], ["a", "b"]).edges[0].mark is Mark.SAME


def test_settings_that_differ_by_path() -> None:
    before = {
        "type": "convert",
        "settings": {"mode": "fast", "paginate": True, "more": {"a": 1, "b": 1}},
        "eval_rubric_id": 3,
    }
    after = {
        "type": "convert",
        "settings": {"mode": "balanced", "paginate": 1, "more": {"a": 1, "c": [1]}},
    }
    (step,) = diff([before], [after]).changed_steps
    assert step.mark is Mark.CHANGED
    assert set(map(str, step.settings)) == set(
        map(
            str,
            [
                SettingChange("eval_rubric_id", Mark.REMOVED, 3, None),
                SettingChange("settings.mode", Mark.CHANGED, "fast", "balanced"),
                SettingChange("settings.paginate", Mark.CHANGED, True, 1),
                SettingChange("settings.more.b", Mark.REMOVED, 1, None),
                SettingChange("settings.more.c", Mark.ADDED, None, [1]),
            ],
        )
    )


def test_of_two_steps_of_a_type_those_with_the_same_settings_are_the_same() -> None:
    one, other = ({"type": "custom", "custom_processor_id": name} for name in ("cp_a", "cp_b"))
    assert marks(diff(["convert", one, other], ["convert", other])) == [
        ("convert", "same"),
        ("custom", "removed"),
        ("custom", "same"),
    ]
    (changed,) = diff([one], [other]).changed_steps
    assert changed.settings == (SettingChange("custom_processor_id", Mark.CHANGED, "cp_a", "cp_b"),)


def test_schema_changes_field_by_field() -> None:
    before = {
        "type": "object",
        "properties": {
            "total": {"type": "number", "description": "The total"},
            "supplier_name": {"type": "string", "description": "Who sells"},
            "fax": {"type": "string"},
            "date": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
            "lines": {
                "type": "array",
                "items": {"type": "object", "properties": {"qty": {"type": "integer"}}},
            },
        },
        "required": ["total"],
    }
    after = {
        "type": "object",
        "properties": {
            "total": {"type": "string", "description": "The sum"},
            "suppliers_name": {"type": "string", "description": "Who sells it"},
            "date": {"type": "string", "format": "date"},
            "currency_code": {"type": "string"},
            "lines": {
                "type": "array",
                "items": {"type": "object", "properties": {"quantity": {"type": "integer"}}},
            },
        },
    }
    told = {(one.path, one.mark.value, one.what) for one in diff_schemas(before, after)}
    assert told == {
        ("total", "changed", "type"),
        ("total", "changed", "description"),
        ("total", "changed", "required"),
        ("supplier_name", "renamed", "name"),
        ("supplier_name", "changed", "description"),
        ("fax", "removed", "field"),
        ("date", "changed", "type"),
        ("currency_code", "added", "field"),
        ("lines[*].qty", "removed", "field"),
        ("lines[*].quantity", "added", "field"),
    }
    assert diff_schemas(before, before) == ()


def test_a_renamed_field_tells_how_alike_it_is() -> None:
    field = {"type": "string", "description": "The number on the invoice"}
    (change,) = diff_schemas(
        {"properties": {"no": field}}, {"properties": {"invoice_number": field}}
    )
    assert change == SchemaChange("no", Mark.RENAMED, "name", "no", "invoice_number", 0.9)
    other = {"type": "number", "description": "The number on the invoice"}
    assert {
        one.mark
        for one in diff_schemas({"properties": {"no": field}}, {"properties": {"nr": other}})
    } == {
        Mark.ADDED,
        Mark.REMOVED,
    }


def test_each_field_is_renamed_once() -> None:
    before = {"properties": {"name": {"type": "string"}, "names": {"type": "string"}}}
    after = {"properties": {"name_": {"type": "string"}}}
    assert sorted(one.mark for one in diff_schemas(before, after)) == [Mark.REMOVED, Mark.RENAMED]


def test_schemas_written_as_text_or_without_properties_are_read() -> None:
    before = {"type": "extract", "settings": {"page_schema": '{"total": {"type": "number"}}'}}
    after = {
        "type": "extract",
        "settings": {"page_schema": {"properties": {"total": {"type": ["number", "null"]}}}},
    }
    (step,) = diff([before], [after]).steps
    assert step.settings == ()
    assert step.schema == (SchemaChange("total", Mark.CHANGED, "type", "number", "number or null"),)


@pytest.mark.parametrize("schema", ["{", "[" * 100_000, "[]", "null"])
def test_schemas_that_cannot_be_read_are_compared_as_settings(schema: str) -> None:
    before = {"type": "extract", "settings": {"page_schema": schema}}
    after = {"type": "extract", "settings": {"page_schema": {"properties": {}}}}
    (step,) = diff([before], [after]).steps
    assert [change.path for change in step.settings] == ["settings.page_schema"]


def test_very_deep_settings_are_compared_without_recursion() -> None:
    deep: Any = 1
    for _ in range(200):
        deep = {"a": deep}
    one, other = (
        PipelineStep.model_construct(type="x", settings={"deep": deep}),
        PipelineStep.model_construct(type="x", settings={"deep": {"a": deep}}),
    )
    assert diff_config([one], [one]).is_same
    assert not diff_config([one], [other]).is_same


@pytest.mark.parametrize(
    ("before", "after", "paths"),
    [
        (
            {"Letter": "a letter", "Bill": "a bill"},
            {"segments": [{"name": "Letter", "description": "a letter"}]},
            ["Bill"],
        ),
        (
            {"sections": [{"name": "intro"}]},
            {"sections": [{"name": "intro", "description": "first"}]},
            ["intro"],
        ),
        ({"segmentation_strategy": "document_boundary"}, {"segments": []}, [""]),
    ],
)
def test_segmentation_schemas_of_every_shape(
    before: dict[str, Any], after: dict[str, Any], paths: list[str]
) -> None:
    one, other = (
        {"type": "segment", "settings": {"segmentation_schema": told}} for told in (before, after)
    )
    (step,) = diff([one], [other]).steps
    assert [change.path for change in step.schema] == paths
