from typing import Any

import pytest

from lineup.contract.extractions import ExtractedField, plain_value, read_extraction

BALANCED = {
    "total": 12.5,
    "total_citations": ["/page/0/Text/3"],
    "total_meta": {"confidence": "high", "reasoning": "After its label.", "citations": ["x"]},
    "seller": {"name": "Halden", "name_meta": {"citations": ["/page/1/Text/1"]}},
    "rows": [{"a": 1, "a_citations": ["c"], "a_meta": {}}],
    "rows_citations": ["/page/0/Table/4"],
}


def test_each_field_has_what_stands_beside_it() -> None:
    assert read_extraction(BALANCED) == [
        ExtractedField(("total",), 12.5, ("/page/0/Text/3",), "high", "After its label."),
        ExtractedField(("seller", "name"), "Halden", ("/page/1/Text/1",)),
        ExtractedField(("rows",), [{"a": 1}], ("/page/0/Table/4",), item_citations=(("c",),)),
    ]


@pytest.mark.parametrize(
    ("score", "level"),
    [(5, "high"), (4, "medium"), (3, "medium"), (1, "low"), (-1, None), (True, None), ("5", None)],
)
def test_a_score_is_a_level(score: Any, level: str | None) -> None:
    fields = read_extraction({"a": 1, "a_score": {"score": score, "reasoning": "Why."}})
    assert fields is not None
    assert (fields[0].level, fields[0].reason) == (level, "Why.")


@pytest.mark.parametrize("value", [None, "text", [1]])
def test_what_is_no_object_has_no_fields(value: object) -> None:
    assert read_extraction(value) is None


def test_hostile_neighbours_are_left_out() -> None:
    fields = read_extraction(
        {"a": None, "a_meta": 7, "a_citations": "x", "a_score": [], "b_meta": 1}
    )
    assert fields == [ExtractedField(("a",), None), ExtractedField(("b_meta",), 1)]


def test_a_value_without_neighbours_keeps_its_shape() -> None:
    assert plain_value([{"a": {"b": 1, "b_score": {}}}, 3]) == [{"a": {"b": 1}}, 3]


def test_an_item_has_the_citations_of_all_in_it() -> None:
    item = {"a": [{"b": 1, "b_citations": ["x"]}], "c": 2, "c_citations": ["y", "x"]}
    (rows,) = read_extraction({"rows": [item, 5, None]}) or []
    assert rows.item_citations == (("x", "y"), (), ())


def test_names_lists_and_absence_are_told() -> None:
    a, b, c = read_extraction({"x": {"y": 1}, "rows": [], "none": None}) or []
    assert (a.name, a.is_found, b.is_list, c.is_found) == ("x.y", True, True, False)


def test_an_object_that_is_empty_or_too_deep_is_a_value() -> None:
    deep: dict[str, Any] = {"end": 1}
    for _ in range(60):
        deep = {"n": deep}
    (only,) = read_extraction(deep) or []
    assert len(only.path) == 41
    assert read_extraction({"o": {}}) == [ExtractedField(("o",), {})]
