"""What differs between extracted values, case by case."""

from typing import Any

import pytest

from lineup.compare import row_matching
from lineup.compare.comparison import Options
from lineup.compare.differences import Difference
from lineup.compare.evidence import with_evidence
from lineup.compare.field_paths import path_parts, path_text
from lineup.compare.field_values import are_equal, leaf_key, reading_text
from lineup.compare.fields import diff_fields
from lineup.compare.kinds import Change, Kind, State
from lineup.compare.patching import patched
from lineup.compare.rates import Rate
from lineup.compare.row_matching import Row, match_rows
from lineup.compare.rules import FIELD_RULES, Rule
from lineup.compare.segments import Segment, Span, diff_segments, spans_of


def found(*values: Any, **options: Any) -> tuple[Difference, ...]:
    return diff_fields("d", values, Options(**options)).differences


@pytest.mark.parametrize(
    ("one", "other", "states"),
    [
        (None, "", (State.NULL, State.EMPTY)),
        ("", [], (State.EMPTY, State.EMPTY)),
        ({}, None, (State.EMPTY, State.NULL)),
        (0, None, (State.VALUE, State.NULL)),
        (True, 1, (State.VALUE, State.VALUE)),
        (True, "true", (State.VALUE, State.VALUE)),
        ([1], {"a": 1}, (State.VALUE, State.VALUE)),
    ],
)
def test_null_empty_and_other_types_are_kept_apart(
    one: Any, other: Any, states: tuple[State, ...]
) -> None:
    (told,) = found({"x": one}, {"x": other})
    assert tuple(reading.state for reading in told.readings) == states
    assert told.is_real
    assert told.change() is Change.CHANGED


def test_a_number_and_the_text_of_it_differ_in_form_only() -> None:
    (told,) = found({"x": 5}, {"x": "5"})
    assert told.alike_by == (Rule.NUMBERS,)
    assert told.change() is Change.SAME
    (strict,) = found({"x": 5}, {"x": "5"}, field_rules=FIELD_RULES - {Rule.NUMBERS})
    assert strict.is_real
    assert not strict.alike(0, 1)


def test_absent_fields_are_added_or_removed_and_no_pairs() -> None:
    diff = diff_fields("d", [{"a": 1, "b": {"c": [1, 2], "d": 3}}, {"a": 1, "e": None}])
    assert [(one.place.path, one.change()) for one in diff.differences] == [
        ("b", Change.REMOVED),
        ("e", Change.ADDED),
    ]
    tally = diff.tallies[1]
    assert (tally.alike, tally.only_baseline, tally.only_other) == (Rate(1, 1), 3, 1)


def test_citations_come_along_with_the_readings() -> None:
    one = {
        "a": 1,
        "a_citations": ["/page/3/Text/2", 7],
        "b": [{"c": 1}],
        "b_meta": {"citations": ["x", "/page/1/Table/1"]},
    }
    other = {"a": 2, "a_citations": "no list", "b": [{"c": 2, "c_score": 4}]}
    first, second = found(one, other)
    assert (first.readings[0].citations, first.readings[0].page) == (("/page/3/Text/2",), 3)
    assert (first.readings[1].citations, first.readings[1].page) == ((), None)
    assert (second.readings[0].block, second.readings[0].page) == ("x", 1)


def test_rows_are_matched_by_a_key_where_one_is_named() -> None:
    one = {"rows": [{"id": "1", "v": "a"}, {"id": "2", "v": "b"}, {"v": "c"}]}
    other = {"rows": [{"id": "2", "v": "a"}, {"id": "3", "v": "b"}, {"v": "c"}]}
    told = found(one, other, array_keys={"rows": "id"})
    assert [(row.kind, row.place.anchor, row.change()) for row in told] == [
        (Kind.ROW, "id=1", Change.REMOVED),
        (Kind.FIELD, "id=2", Change.CHANGED),
        (Kind.ROW, "id=3", Change.ADDED),
    ]


def test_plain_items_that_changed_in_place_or_a_little_are_the_same_item() -> None:
    assert [one.kind for one in found({"x": [1, 2, 3]}, {"x": [1, 9, 3]})] == [Kind.FIELD]
    (told,) = found({"x": ["Anna Berg", "Bo Lind"]}, {"x": ["Bo Lind", "Anna Bergh"]})[:1]
    assert [reading.text for reading in told.readings] == ["Anna Berg", "Anna Bergh"]
    assert [one.kind for one in found({"x": [1]}, {"x": [1, 2]})] == [Kind.ROW]


def test_inner_lists_are_matched_inside_their_rows() -> None:
    one = {"rows": [{"sku": "A", "tags": ["x", "y"]}, {"sku": "B", "tags": []}]}
    other = {"rows": [{"sku": "B", "tags": ["z"]}, {"sku": "A", "tags": ["x"]}]}
    told = {(row.kind, row.place.path, row.place.anchor) for row in found(one, other)}
    assert told == {
        (Kind.ROW, "rows[*].tags[*]", "sku=a/=y"),
        (Kind.ROW, "rows[*].tags[*]", "sku=b/=z"),
        (Kind.ORDER, "rows", ""),
    }


def test_on_three_sides_a_row_may_be_missing_on_one() -> None:
    row, changed = (
        {"sku": "A", "text": "Hinge, small", "v": 1},
        {"sku": "A", "text": "Hinge, small", "v": 2},
    )
    diff = diff_fields("d", [{"r": []}, {"r": [row]}, {"r": [changed]}])
    assert [
        (one.kind, [reading.state for reading in one.readings]) for one in diff.differences
    ] == [
        (Kind.ROW, [State.ABSENT, State.VALUE, State.VALUE]),
        (Kind.FIELD, [State.ABSENT, State.VALUE, State.VALUE]),
    ]
    assert [tally.only_other for tally in diff.tallies] == [0, 3, 3]
    diff = diff_fields("d", [{"r": [row]}, {"r": []}, {"r": [changed]}])
    assert [(tally.alike, tally.only_baseline) for tally in diff.tallies[1:]] == [
        (Rate(0, 0), 3),
        (Rate(2, 3), 0),
    ]


def test_like_differences_of_several_documents_are_one_group() -> None:
    one, other = (
        found({"rows": [{"a": "1", "b": "x"}]}, {"rows": [{"a": "1", "b": "y"}]}),
        found({"b": "A"}, {"b": "a"}),
    )
    assert (one[0].group, other[0].group) == ("field|rows[*].b", "field|b|case")


def test_rows_too_many_for_likeness_are_matched_by_telling_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(row_matching, "_MOST_PAIRS", 1)
    rows = [Row({"a": str(at), "b": "x"}, f"1{at}") for at in range(3)]
    others = [Row({"a": str(at), "b": "y"}, f"2{at}") for at in (2, 0, 7)]
    assert match_rows(rows, others) == [(0, 1), (2, 0)]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("a", "b"), "a.b"),
        (("rows", 3, "price"), "rows[3].price"),
        (("rows", None, "x y"), "rows[*].x y"),
        (("a.b", 'q"', "", "*"), '["a.b"]["q\\""][""]["*"]'),
        ((0, "a"), "[0].a"),
        ((), ""),
    ],
)
def test_paths_are_written_and_read(parts: tuple[Any, ...], text: str) -> None:
    assert path_text(parts) == text
    assert path_parts(text) == parts


def test_differences_about_something_else_change_no_values() -> None:
    boundary = diff_segments(
        "d", [[Segment("a", (0,)), Segment("a", (1,))], [Segment("a", (0, 1))]]
    ).differences
    assert patched({"a": 1}, boundary) == {"a": 1}


def test_segments_may_share_lack_or_repeat_pages() -> None:
    one = [Segment("a", (0, 1)), Segment("b", (1, 2))]
    other = [Segment("a", (0, 1, 2))]
    diff = diff_segments("d", [one, other, []])
    assert [
        ([reading.text for reading in found.readings], found.place.page)
        for found in diff.differences
    ] == [
        (["a", "a", ""], 0),
        (["b", "a", ""], 2),
    ]
    assert [reading.value for reading in diff.differences[0].readings] == [[0, 1]] * 3
    assert diff.alike == (Rate(0, 0), Rate(2, 3), Rate(0, 0))


def test_spans_are_pages_in_a_row_of_the_first_segment_that_names_them() -> None:
    split = [Segment("b", (4, 3)), Segment("a", (0, 1, 3, 7)), Segment("a", (2, 8))]
    assert spans_of(split) == (
        Span("a", 0, 1),
        Span("a", 2, 2),
        Span("b", 3, 4),
        Span("a", 7, 7),
        Span("a", 8, 8),
    )


@pytest.mark.parametrize(
    ("one", "other", "layers", "supported"),
    [
        ({"x": "Lind & Son"}, {"x": "Land & Son"}, {0: "for Lind & Son,"}, None),
        ({"x": "Lind & Son"}, {"x": "Land & Son"}, {0: "for lind & son here"}, {0}),
        ({"x": 1204.5}, {"x": 1240.5}, {0: "nothing", 1: "sum: €1,204.50."}, {0}),
        ({"x": "a"}, {"x": "b"}, {0: "c"}, set()),
        ({"x": "a"}, {"x": "b"}, {0: "b a"}, {0, 1}),
        ({"x": "a"}, {"x": None}, {0: "a"}, None),
        ({"x": "a"}, {"x": "b"}, {0: " "}, None),
        ({"x": "a"}, {"x": "A"}, {0: "a"}, None),
        ({"x": "a " * 2_000}, {"x": "b"}, {0: "b"}, None),
        ({"x": True}, {"x": "b"}, {0: "b"}, None),
        ({"x": [1]}, {"x": []}, {0: "1"}, None),
        ({"x": "a"}, {"x": "b"}, None, None),
    ],
)  # fmt: skip
def test_the_text_layer_supports_what_it_has(
    one: Any, other: Any, layers: dict[int, str] | None, supported: set[int] | None
) -> None:
    (told,) = with_evidence(found(one, other), layers)
    if supported is None:
        assert told.evidence is None or not told.evidence.is_telling
    else:
        assert told.evidence is not None
        assert told.evidence.supported == supported


def test_only_the_pages_that_are_cited_are_searched() -> None:
    one = {"x": "a", "x_citations": ["/page/1/Text/1"]}
    (told,) = with_evidence(found(one, {"x": "b"}), {0: "b", 1: "a"})
    assert told.evidence is not None
    assert told.evidence.supported == {0}


def test_equality_is_that_of_json() -> None:
    assert are_equal({"a": [1, {"b": None}]}, {"a": [1.0, {"b": None}]})
    for other in ({"a": [1]}, {"a": [1, {"c": None}]}, {"b": 1}, {"a": [True, {"b": None}]}, None):
        assert not are_equal({"a": [1, {"b": None}]}, other)


def test_rows_find_their_likes_by_inner_objects_and_plain_values() -> None:
    assert [leaf_key(value, ()) for value in ({"b": 1, "a": 2}, None, True, 1.5)] == [
        '{"a": 2, "b": 1}',
        "None",
        "True",
        "1.5",
    ]


def test_kinds_say_what_they_are_about() -> None:
    assert {kind for kind in Kind if kind.is_about_fields} == {Kind.FIELD, Kind.ROW, Kind.ORDER}
    assert {kind for kind in Kind if kind.is_about_segments} == {Kind.SEGMENT, Kind.BOUNDARY}


def test_of_three_sides_the_second_gives_nothing_where_it_reads_as_the_first() -> None:
    sides = [{"r": [{"a": "x"}]}, {"r": [{"a": "x"}]}, {"r": []}]
    assert patched(sides[0], found(*sides), side=1) == sides[1]
    assert patched(sides[0], found(*sides), side=2) == sides[2]


def test_a_whole_list_is_read_without_what_stands_beside_its_values() -> None:
    rows = [{"sku": "A1", "sku_citations": ["/page/0/Table/1"], "sku_meta": {"confidence": "high"}}]
    [difference] = diff_fields(
        "d", [{"lines": rows, "lines_citations": ["/page/2/Text/1"]}, {}]
    ).differences

    assert difference.readings[0].value == [{"sku": "A1"}]
    assert difference.readings[0].text == "1. sku: A1"
    assert difference.readings[0].citations == ("/page/2/Text/1",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "", id="null"),
        pytest.param("as it is", "as it is", id="text"),
        pytest.param([], "[]", id="an empty list"),
        pytest.param({}, "{}", id="an empty object"),
        pytest.param(["a", 1, None], "a, 1, none", id="a list of values"),
        pytest.param({"a": 1, "b": None}, "a: 1, b: none", id="an object"),
        pytest.param([{"a": 1}, {"a": [2]}], "1. a: 1\n2. a: [2]", id="a list of objects"),
    ],
)
def test_a_value_is_written_for_people(value: object, text: str) -> None:
    assert reading_text(value) == text


def test_rows_in_another_order_are_put_into_it() -> None:
    first = {"lines": [{"sku": "A"}, {"sku": "B"}, {"sku": "C"}]}
    second = {"lines": [{"sku": "C"}, {"sku": "A"}, {"sku": "D"}]}
    found = diff_fields("d", [first, second], Options(array_keys={"lines": "sku"})).differences

    assert {one.kind for one in found} == {Kind.ROW, Kind.ORDER}
    assert patched(first, found) == second
