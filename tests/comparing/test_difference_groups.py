"""Alike differences over documents: counted, judged together, passed over."""

from dataclasses import replace

import pytest

from lineup.compare.differences import NO_RESULT, Difference
from lineup.compare.golden_scores import GoldenScore
from lineup.compare.kinds import Kind
from lineup.compare.rates import NO_PAIRS, Rate
from lineup.comparing.breakdown import Part, breakdown
from lineup.comparing.difference_groups import (
    GroupVerdict,
    all_groups,
    group_verdicts,
    ignored_groups,
    real_groups,
)
from lineup.comparing.reading_model import ComparisonReading
from lineup.comparing.rules import ComparisonRules
from tests.comparing.readings import (
    FAILED,
    FINE,
    comparison_reading,
    difference,
    read_document,
)

TOTALS = [
    difference("1", "2", document="a", weight=2),
    difference("3", "4", document="b", weight=5),
    difference("5", "6", document="c"),
]
WORDS = [
    difference(document="a", kind=Kind.TEXT, path="", page=page, weight=1) for page in range(4)
]
FORM = difference(document="a", path="name", alike_by=("case", "spaces"))
TOTAL = "field|total"


def reading(**more: object) -> ComparisonReading:
    told = comparison_reading(
        read_document("a", FINE, FINE, differences=[TOTALS[0], *WORDS, FORM]),
        read_document("b", FINE, FINE, differences=TOTALS[1:2]),
        read_document("c", FINE, FINE, differences=TOTALS[2:]),
        verdicts={TOTALS[2].id: [0]},
    )
    return replace(told, **more)  # type: ignore[arg-type]


def test_groups_come_with_those_in_most_documents_first() -> None:
    total, words, form = all_groups(reading())
    assert (total.group, total.documents, total.differences) == (TOTAL, 3, 3)
    assert (total.judged, total.unjudged, total.weight) == (1, 2, 8.0)
    assert (total.example, total.example_document) == (TOTALS[1], "b")
    assert (words.group, words.documents, words.differences) == ("text|", 1, 4)
    assert form.group == "field|name|case|spaces"
    assert [told.group for told in real_groups(reading())] == [TOTAL, "text|"]


def test_groups_that_are_passed_over_are_told_apart() -> None:
    told = reading(rules=ComparisonRules(ignored=frozenset({TOTAL, "field|gone"})))
    assert [group.group for group in real_groups(told)] == ["text|"]
    (gone, nothing), (total, group) = ignored_groups(told)
    assert (gone, nothing) == ("field|gone", None)
    assert (total, group and group.differences) == (TOTAL, 3)
    assert ignored_groups(reading()) == ()


@pytest.mark.parametrize(
    ("right", "sides"),
    [([0], {6}), ([1], {7}), ([0, 1], {6, 7}), ([], set())],
    ids=["A", "B", "both", "neither"],
)
def test_what_nobody_judged_is_judged_at_once(right: list[int], sides: set[int]) -> None:
    keys = frozenset(f"pl_000000000001@{number}" for number in sides)
    ids = (TOTALS[0].id, TOTALS[1].id)
    assert group_verdicts(reading(), TOTAL, right) == (GroupVerdict(keys, ids),)


def _three(name: str, *texts: str) -> Difference:
    return difference(*texts, document=name)


def test_a_side_that_reads_the_same_as_a_right_one_is_right_too() -> None:
    apart, same = _three("a", "1", "2", "3"), _three("b", "1", "2", "1")
    told = comparison_reading(
        read_document("a", FINE, FINE, FINE, differences=[apart]),
        read_document("b", FINE, FINE, FINE, differences=[same]),
    )
    assert {
        verdict.difference_ids: len(verdict.right) for verdict in group_verdicts(told, TOTAL, [0])
    } == {(apart.id,): 1, (same.id,): 2}


def test_a_side_without_a_result_can_not_be_right() -> None:
    one = difference("1", "2", document="a")
    failed = replace(one, readings=(one.readings[0], NO_RESULT))
    told = comparison_reading(read_document("a", FINE, FAILED, differences=[failed]))
    assert group_verdicts(told, TOTAL, [1]) == ()
    assert len(group_verdicts(told, TOTAL, [0])) == 1


def test_a_comparison_is_broken_down_by_type_and_tag() -> None:
    half, whole = GoldenScore(1, 2, 2, 2), GoldenScore(2, 2, 2, 2)
    told = comparison_reading(
        read_document("a", replace(FINE, score=half), replace(FINE, score=whole, alike=Rate(5, 10)), differences=TOTALS[:1], tags=("x", "y")),
        read_document("b", replace(FINE, score=half), FINE, tags=("y",)),
        read_document("c", FINE, FAILED, document_type=None),
    )  # fmt: skip
    assert breakdown(told) == (
        Part("", False, 1, 0, 1, (NO_PAIRS,), ("words",), (None, None)),
        Part("pdf", False, 2, 1, 0, (Rate(15, 20),), ("fields",), (0.5, 1.0)),
        Part("x", True, 1, 1, 0, (Rate(5, 10),), ("fields",), (0.5, 1.0)),
        Part("y", True, 2, 1, 0, (Rate(15, 20),), ("fields",), (0.5, 1.0)),
        Part("", True, 1, 0, 1, (NO_PAIRS,), ("words",), (None, None)),
    )
    assert breakdown(comparison_reading()) == ()
