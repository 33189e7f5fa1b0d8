"""The grid: which documents are counted for what, and which are shown in which order."""

from dataclasses import replace

import pytest

from lineup.compare.golden_scores import GoldenScore
from lineup.compare.kinds import Kind
from lineup.compare.rates import Rate
from lineup.compare.sides import Standing
from lineup.comparing.comparability import Concern, comparability
from lineup.comparing.grid import counts, grid_rows, listed_differences, narrowed
from lineup.comparing.narrowing import GridSort, Narrowing, Show, read_token
from lineup.comparing.reading_model import ComparisonReading
from lineup.comparing.rules import ComparisonRules
from tests.comparing.readings import (
    FAILED,
    FINE,
    RUNNING,
    MadeSide,
    comparison_reading,
    difference,
    read_document,
)

TOTAL, DATE = difference(document="changed"), difference(document="changed", path="date", weight=4)
FORM = difference(document="form", alike_by=("case",))
WORDS = difference(document="words", kind=Kind.TEXT, path="")
HALF, WHOLE = GoldenScore(1, 2, 2, 2), GoldenScore(2, 2, 2, 2)
EMPTY = MadeSide(Standing.EMPTY, Rate(0, 0))


def reading() -> ComparisonReading:
    return comparison_reading(
        read_document("same", FINE, FINE, tags=("easy",)),
        read_document("changed", FINE, replace(FINE, alike=Rate(7, 10)), differences=[DATE, TOTAL]),
        read_document("form", FINE, FINE, differences=[FORM], document_type="html"),
        read_document("words", replace(FINE, score=HALF), replace(FINE, score=WHOLE, alike=Rate(1, 2)), differences=[WORDS], tags=("easy", "long")),
        read_document("Failed", FINE, FAILED),
        read_document("only", EMPTY, FINE, document_type=None),
        read_document("running", FINE, RUNNING),
        read_document("worse", replace(FINE, score=WHOLE), replace(FINE, score=HALF)),
        verdicts={WORDS.id: [0], TOTAL.id: []},
    )  # fmt: skip


def names(narrowing: Narrowing) -> list[str]:
    told = reading()
    rows = grid_rows(told, comparability(told))
    return [row.name for row in narrowed(rows, replace(narrowing, sort=GridSort.ADDED))]


@pytest.mark.parametrize(
    ("show", "side", "documents"),
    [
        (Show.CHANGED, None, ["changed", "words"]),
        (Show.UNJUDGED, None, ["changed"]),
        (Show.JUDGED, None, ["words"]),
        (Show.FAILED, 0, ["only"]),
        (Show.FAILED, 1, ["Failed"]),
        (Show.FAILED, None, []),
        (Show.FAILED, 3, []),
        (Show.ONLY, 0, ["Failed"]),
        (Show.ONLY, 1, ["only"]),
        (Show.REGRESSED, 1, ["Failed", "worse"]),
        (Show.IMPROVED, 1, ["words", "only"]),
    ],
    ids=str,
)
def test_documents_are_shown_for_what_they_are_counted_for(
    show: Show, side: int | None, documents: list[str]
) -> None:
    assert names(Narrowing(show, side)) == documents
    counted = {(told.show, told.side): told.documents for told in counts(grid_rows(reading()), 2)}
    assert counted.get((show, side), 0) == len(documents)


def test_what_is_told_of_one_side_is_counted_once_a_side() -> None:
    told = [(one.show, one.side) for one in counts(grid_rows(reading()), 2)]
    assert told[3:] == [
        (Show.FAILED, 0),
        (Show.FAILED, 1),
        (Show.ONLY, 0),
        (Show.ONLY, 1),
        (Show.REGRESSED, 1),
        (Show.IMPROVED, 1),
    ]


@pytest.mark.parametrize(
    ("narrowing", "documents"),
    [
        (Narrowing(), ["changed", "words", "Failed", "only"]),
        (Narrowing(is_different=False, document_type="html"), ["form"]),
        (Narrowing(tag="easy"), ["words"]),
        (Narrowing(tag="easy", is_different=False), ["same", "words"]),
        (Narrowing(group=TOTAL.group), ["changed"]),
        (Narrowing(group=FORM.group), ["form"]),
        (Narrowing(concern=Concern.MISSING), ["only", "running"]),
        (Narrowing(Show.ONLY, 1, concern=Concern.MISSING), ["only"]),
        (Narrowing(document_type="docx"), []),
    ],
    ids=["differs", "all of a type", "tag", "all of a tag", "group", "of form", "caution", "two", "none"],
)  # fmt: skip
def test_a_narrowing_leaves_what_it_says(narrowing: Narrowing, documents: list[str]) -> None:
    assert names(narrowing) == documents


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        (GridSort.WORST, ["Failed", "only", "changed", "words"]),
        (GridSort.AGREEMENT, ["words", "changed", "Failed", "only"]),
        (GridSort.NAME, ["changed", "Failed", "only", "words"]),
        (GridSort.ADDED, ["changed", "words", "Failed", "only"]),
    ],
)
def test_rows_come_in_the_order_asked_for(sort: GridSort, first: list[str]) -> None:
    rows = narrowed(grid_rows(reading()), Narrowing(sort=sort))
    assert [row.name for row in rows] == first


def test_a_row_says_what_each_side_made_of_the_document() -> None:
    rows = {row.name: row for row in grid_rows(reading())}
    changed, words, failed = rows["changed"], rows["words"], rows["Failed"]
    assert (changed.kinds, changed.differences, changed.judged) == (((Kind.FIELD, 2),), 2, 1)
    assert [cell.differences for cell in changed.cells] == [0, 2]
    assert (changed.agreement, changed.weight) == (0.7, 5.0)
    assert changed.groups == {"field|total", "field|date"}
    assert [cell.accuracy for cell in words.cells] == [0.5, 1.0]
    assert (words.document_type, words.tags) == ("pdf", ("easy", "long"))
    assert (rows["only"].document_type, rows["form"].of_form) == (None, 1)
    own = failed.cells[1]
    assert (own.letter, own.reason, own.has_failed, own.execution_id) == (
        "B",
        "failed.",
        True,
        "pex_000000000001",
    )
    assert rows["running"].cells[1].is_open
    assert not rows["running"].cells[1].has_failed
    assert rows["same"].concerns == frozenset()  # fmt: skip


def test_a_rule_that_passes_over_a_group_takes_it_from_the_grid() -> None:
    told = replace(reading(), rules=ComparisonRules(ignored=frozenset({TOTAL.group, WORDS.group})))
    rows = {row.name: row for row in grid_rows(told)}
    assert (rows["changed"].differences, rows["words"].differences) == (1, 0)
    assert listed_differences(told, "changed") == (DATE,)


def test_the_differences_of_a_document_are_listed_those_of_form_too() -> None:
    assert listed_differences(reading(), "form") == (FORM,)
    assert listed_differences(reading(), "nothing") == ()


@pytest.mark.parametrize(
    ("token", "told"),
    [
        ("changed", (Show.CHANGED, None)),
        ("failed-B", (Show.FAILED, 1)),
        ("failed", (None, None)),
        ("changed-B", (None, None)),
        ("failed-E", (None, None)),
        ("failed-AB", (None, None)),
        ("nonsense", (None, None)),
        ("", (None, None)),
    ],
)
def test_the_addresss_word_for_a_choice_is_read(
    token: str, told: tuple[Show | None, int | None]
) -> None:
    assert read_token(token) == told
    assert Narrowing(*told).token == (token if told[0] else "")
