"""Comparing one document: sides that have nothing, views, three sides, and results that mean harm."""

import json
import time
from typing import Any

import pytest

from lineup.compare.comparison import Options, Pairing
from lineup.compare.contents import extracted_fields
from lineup.compare.documents import compare_document
from lineup.compare.kinds import Change, Kind, State, View
from lineup.compare.segments import Segment
from lineup.compare.sides import Side, SidesError, Standing
from tests.compare.made import execution, page, paginated, side, tree


def test_two_to_four_sides_with_keys_of_their_own() -> None:
    one = side("1", {"markdown": "a"})
    with pytest.raises(SidesError, match="1 sides were given"):
        compare_document("d", [one])
    with pytest.raises(SidesError, match="'1' was given twice"):
        compare_document("d", [one, one])


@pytest.mark.parametrize(
    ("other", "standing", "reason"),
    [
        (Side("2", "B", None), Standing.MISSING, "It was not run on this document."),
        (Side("2", "B", None, gone="The document was deleted."), Standing.MISSING, "The document was deleted."),
        (Side("2", "B", execution()), Standing.MISSING, "Its results were not kept."),
        (Side("2", "B", execution(), gone="The service no longer has the results."), Standing.MISSING, "The service no longer has the results."),
        (side("2", {"markdown": "a"}, status="running"), Standing.RUNNING, "It has not ended yet."),
        (side("2", {"markdown": "a"}, status="failed"), Standing.FAILED, "It failed, and the server does not say why."),
        (side("2", {"markdown": "a"}, status="failed", error_message="No."), Standing.FAILED, "No."),
        (side("2", {"markdown": " ", "json": None}), Standing.EMPTY, "The result has no text, no fields and no segments."),
        (side("2", {"extraction_schema_json": "{"}), Standing.EMPTY, "The extracted fields of version 2 are no JSON object and were not compared."),
    ],
    ids=["never run", "deleted", "not kept", "expired", "running", "failed", "failed with words", "empty", "broken"],
)  # fmt: skip
def test_a_side_that_has_nothing_says_why(other: Side, standing: Standing, reason: str) -> None:
    told = compare_document("d", [side("1", {"markdown": "a"}), other])
    assert (told.sides[1].standing, told.sides[1].reason) == (standing, reason)
    assert (told.differences, told.pairings[1], told.views) == ((), Pairing(), (None, None))


def test_the_rest_is_compared_where_one_side_failed() -> None:
    texts = [{"markdown": text} for text in ("one two three", "", "one 2 three")]
    sides = [side("1", texts[0]), side("2", texts[1], status="failed"), side("3", texts[2])]
    (told,) = compare_document("d", sides).differences
    assert [reading.state for reading in told.readings] == [
        State.VALUE,
        State.NO_RESULT,
        State.VALUE,
    ]
    assert (told.change(1), told.change(2)) == (Change.UNKNOWN, Change.CHANGED)
    assert (told.differs(1), told.differs(2)) == (False, True)
    swapped = compare_document("d", [sides[1], sides[0], sides[2]])
    assert swapped.differences[0].id == told.id
    assert swapped.pairings == (Pairing(),) * 3


def test_three_sides_have_one_reading_each() -> None:
    texts = ["Pay 100 EUR by May", "Pay 100 EUR by June", "Pay 700 EUR by May"]
    told = compare_document(
        "d", [side(str(at), {"markdown": text}) for at, text in enumerate(texts)]
    )
    assert sorted([reading.text for reading in one.readings] for one in told.differences) == [
        ["100", "100", "700"],
        ["May", "June", "May"],
    ]
    may = next(one for one in told.differences if one.readings[0].text == "May")
    assert (may.change(1), may.change(2), may.alike(0, 2), may.alike(0, 1)) == (
        Change.CHANGED,
        Change.SAME,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("one", "other", "views", "note"),
    [
        (tree(page(0, "a b")), tree(page(0, "a c")), (View.JSON,) * 2, ""),
        (
            {
                "chunks": {"blocks": [{"id": "/page/0/Text/1", "html": "a b"}]},
                **tree(page(0, "a b")),
            },
            {"chunks": {"blocks": [{"id": "x", "page": 0, "html": "a c"}]}},
            (View.CHUNKS,) * 2,
            "",
        ),
        (
            {"markdown": paginated("a b")},
            {"markdown": paginated("a c"), **tree(page(0, "a c"))},
            (View.PAGES,) * 2,
            "",
        ),
        (
            {"markdown": "a b"},
            {"html": "<p>a c"},
            (View.WHOLE,) * 2,
            "The texts have no pages, so they were compared as one piece.",
        ),
        (
            {"markdown": "a b"},
            {"markdown": paginated("a c")},
            (View.WHOLE,) * 2,
            "The texts have no pages, so they were compared as one piece.",
        ),
        (
            tree(page(0, "a b")),
            {"markdown": "# a c"},
            (View.JSON, View.WHOLE),
            (
                "The texts were read from different views, so only words are compared: version 1 from its JSON tree, "
                "version 2 from its markdown or HTML without pages."
            ),
        ),
    ],
    ids=["tree", "chunks", "pages", "whole", "pages on one side", "none in common"],
)
def test_the_best_view_that_all_have_is_compared(
    one: dict[str, Any], other: dict[str, Any], views: tuple[View, ...], note: str
) -> None:
    told = compare_document("d", [side("1", one), side("2", other)])
    assert told.views == views
    assert told.notes == ((note,) if note else ())
    assert [[reading.text for reading in found.readings] for found in told.differences] == [
        ["b", "c"]
    ]


def test_a_side_without_fields_is_told_and_the_rest_compared() -> None:
    both = {"markdown": "a", "extraction_schema_json": {"total": 1}}
    told = compare_document("d", [side("1", both), side("2", {"markdown": "b"})])
    assert told.notes == (
        "version 2 gave no extracted fields, so there is nothing to compare it with.",
        "The texts have no pages, so they were compared as one piece.",
    )
    assert [one.kind for one in told.differences] == [Kind.TEXT]


def test_a_text_that_is_empty_on_one_side_is_told() -> None:
    told = compare_document(
        "d", [side("1", tree(page(0, "<p>a b</p>"))), side("2", tree(page(0, "")))]
    )
    assert told.notes == ("The text of version 2 is empty.",)
    assert [[reading.text for reading in one.readings] for one in told.differences] == [["a b", ""]]


def test_fields_come_from_the_last_step_that_gave_any_as_an_object_or_as_text() -> None:
    convert = {"markdown": "a", "extraction_schema_json": None}
    sides = [
        side("1", convert, {"extraction_schema_json": {"total": 1}}),
        side(
            "2",
            {"extraction_schema_json": {"total": 9}},
            {"extraction_schema_json": '{"total": 2}'},
        ),
    ]
    (told,) = compare_document("d", sides, Options(array_keys={})).differences
    assert [reading.value for reading in told.readings] == [1, 2]
    assert extracted_fields(sides[1]) == {"total": 2}


def test_worst_differences_come_first() -> None:
    one = {"extraction_schema_json": {"a": "x", "b": "1,0", "rows": [{"k": "p", "v": "q"}]}}
    other = {"extraction_schema_json": {"a": "y", "b": "1.0", "rows": []}}
    told = compare_document("d", [side("1", one), side("2", other)])
    assert [one.kind for one in told.differences] == [Kind.ROW, Kind.FIELD, Kind.FIELD]
    assert [one.is_real for one in told.differences] == [True, True, False]


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"a": [value]}
    return value


HOSTILE = [
    {
        "markdown": "<script>alert(1)</script> ![x](http://evil.example/x.png) [a](javascript:alert(1)) b"
    },
    {"markdown": "[" * 50_000 + "(" * 50_000},
    {"markdown": "*_`~" * 8_000},
    {"markdown": "| " * 60_000},
    {"markdown": "\n".join(["|a|b|"] * 2_000)},
    {"markdown": "```\n" + "<table>" * 20_000},
    {"markdown": "<" * 100_000},
    {"html": "<div class='page' " * 5_000},
    {"html": "<table><tr>" + "<td colspan=9999 rowspan=9999>x" * 3_000},
    {"html": "<!--" * 30_000 + "<script>" * 30_000},
    {"json": {"block_type": "Document", "children": [deep(3_000)]}},
    {
        "json": {
            "block_type": "Document",
            "children": [{"id": 5, "html": ["x"], "bbox": ["a"], "children": [7, None]}],
        }
    },
    {
        "json": {
            "children": [
                {
                    "id": "/page/0/Page/1",
                    "children": [{"html": "x", "bbox": [0, 1, 2, float("inf")]}],
                }
            ]
        }
    },
    {"chunks": {"blocks": [{"page": "x", "html": None}, {"page": 2, "html": "y"}, 7]}},
    {"chunks": [1], "markdown": "a" * 200_000},
    {"extraction_schema_json": deep(3_000)},
    {"extraction_schema_json": "[" * 200_000},
    {
        "extraction_schema_json": {
            "a": "x" * 300_000,
            "b": list(range(3_000)),
            "": {"": {"": [[[]]]}},
        }
    },
    {
        "segmentation_results": [
            {"name": 5, "pages": ["x", -1, 2]},
            {"name": "a", "page_range": "9-1"},
            7,
        ]
    },
    {"segmentation_results": {"segments": {"a": 1}}, "markdown": "x"},
]


@pytest.mark.parametrize("result", HOSTILE, ids=[str(at) for at in range(len(HOSTILE))])
def test_results_that_mean_harm_are_compared_or_refused_in_words(result: dict[str, Any]) -> None:
    plain = {
        "markdown": "a b c",
        "extraction_schema_json": {"a": 1},
        "segmentation_results": {"segments": []},
    }
    began = time.process_time()
    told = compare_document("d", [side("1", plain), side("2", result)])
    assert told.sides[1].is_compared or told.sides[1].reason
    again = compare_document("d", [side("1", result), side("2", result)])
    assert again.differences == ()
    assert time.process_time() - began < 15
    json.dumps([one.id for one in told.differences])


def test_how_each_side_splits_the_document_is_kept() -> None:
    results = {"segmentation_results": [{"name": "a", "pages": [0, 1]}]}
    told = compare_document("d", [side("1", results), side("2", {"markdown": "x"})])
    assert told.segments == ((Segment("a", (0, 1)),), None)
