from dataclasses import replace

import pytest

from components.difference_sides import alike_sides, dealt, letters_text, right_with
from components.difference_states import no_differences_text
from components.difference_words import (
    KIND_WORDS,
    evidence_words,
    own_path,
    place_words,
    reading_place,
    sort_of,
    state_words,
)
from lineup.compare.differences import NO_RESULT, Difference, Evidence, Place, Reading
from lineup.compare.kinds import Kind, State
from lineup.compare.sides import SideState, Standing
from tests.dashboard.differences_of import difference, sides, value

_TABLE = Place(0, "Amount", "table 2: 0=4 May")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param(difference(value("1", path="total")), "total", id="field"),
        pytest.param(
            difference(
                Reading(State.ABSENT, path="items"),
                value("1", path="items[3].price"),
                place=Place(path="items[*].price"),
            ),
            "items, row 4, price",
            id="field of a row, counted from 1, of the first side that has it",
        ),
        pytest.param(difference(place=Place()), "all fields", id="the root"),
        pytest.param(difference(kind=Kind.TEXT, place=Place(2)), "page 3", id="page from 1"),
        pytest.param(difference(kind=Kind.TEXT, place=Place()), "the document", id="no pages"),
        pytest.param(
            difference(kind=Kind.CELL, place=_TABLE),
            "page 1, table 2, Amount, row 4 May",
            id="cell",
        ),
        pytest.param(
            difference(NO_RESULT, value("x", value=[1, 3]), kind=Kind.SEGMENT, place=Place(1)),
            "pages 2-4",
            id="segment",
        ),
        pytest.param(
            difference(NO_RESULT, kind=Kind.SEGMENT, place=Place(1)), "page 2", id="no span"
        ),
    ],
)
def test_a_place_is_told_in_words(told: Difference, words: str) -> None:
    assert place_words(told) == words


def test_every_kind_has_words_and_a_sort() -> None:
    assert all(KIND_WORDS[kind] and sort_of(kind) for kind in Kind)


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        pytest.param(value("1"), "", id="a value speaks for itself"),
        pytest.param(Reading(State.VALUE), "blank", id="a value without text"),
        pytest.param(Reading(State.EMPTY), "empty", id="empty"),
        pytest.param(Reading(State.NULL), "says there is none", id="null"),
        pytest.param(Reading(State.ABSENT), "the field is not there", id="absent"),
        pytest.param(NO_RESULT, "nothing of this sort to compare", id="no result"),
    ],
)
def test_the_ways_of_having_nothing_are_kept_apart(reading: Reading, words: str) -> None:
    assert state_words(difference(reading), reading, sides()[0]) == words


@pytest.mark.parametrize(
    ("supported", "words"),
    [
        ({1}, "The page's own text supports B."),
        ({0, 1}, "The page's own text has what A and B read, so it does not decide."),
        (set[int](), "The page's own text has none of the readings."),
    ],
)
def test_evidence_is_told_by_letters(supported: set[int], words: str) -> None:
    told = Evidence(frozenset(supported), frozenset({0, 1}))
    assert evidence_words(told, sides()) == words
    assert evidence_words(None, sides()) == ""


def test_where_a_side_read_it_is_told() -> None:
    assert reading_place(value("1", path="total", page=2)) == "page 3"
    assert reading_place(value("1", path="total")) == "no citation"
    assert reading_place(NO_RESULT) == ""


def test_sides_that_read_the_same_stand_together() -> None:
    told = difference(value("1"), value("2"), value("1"), NO_RESULT)
    groups = alike_sides(told, sides(4))
    assert [group.letters for group in groups] == ["A and C", "B", "D"]
    assert [group.has_result for group in groups] == [True, True, False]


def test_a_side_in_another_form_stands_apart_but_is_right_as_well() -> None:
    told = difference(value("1.0", key="1"), value("2"), value("1", key="1"))
    assert [group.letters for group in alike_sides(told, sides(3))] == ["A", "B", "C"]
    assert right_with(told, sides(3)[:1], sides(3)) == {"key0", "key2"}


def test_of_a_difference_of_form_the_form_is_judged() -> None:
    told = difference(value("LIND", key="lind"), value("Lind", key="lind"), alike_by=("case",))
    assert right_with(told, sides()[:1], sides()) == {"key0"}


def test_blind_letters_are_dealt_by_the_difference() -> None:
    assert all(sorted(dealt(4, f"df_{at}")) == [0, 1, 2, 3] for at in range(9))
    assert dealt(4, "df_1") == dealt(4, "df_1")
    first = [dealt(2, f"df_{at}")[0] for at in range(200)]
    assert 60 < sum(first) < 140


@pytest.mark.parametrize(
    ("letters", "text"), [("A", "A"), ("CA", "A and C"), ("BAC", "A, B and C"), ("", "")]
)
def test_letters_are_joined(letters: str, text: str) -> None:
    assert letters_text(list(letters)) == text


def test_a_path_that_no_side_has_in_full_is_the_shared_one() -> None:
    told = difference(NO_RESULT, place=Place(path="items[*]"))
    assert own_path(told) == "items[*]"


def test_why_there_is_nothing_to_read_is_told() -> None:
    fine = SideState("a", "v1", Standing.COMPARED)
    failed = SideState("b", "v2", Standing.FAILED, "It *broke*.")
    assert "No difference is left" in no_differences_text([fine, fine], 3)
    assert no_differences_text([fine, fine], 0) == "**The sides read this document alike.**"
    one = no_differences_text([fine, failed], 0)
    assert "nothing to compare" in one
    assert "- B, v2: It \\*broke\\*." in one
    assert "Not compared:\n- C" in no_differences_text([fine, fine, failed], 0)


def test_why_sides_have_no_result_is_told_once() -> None:
    failed = SideState("a", "v1", Standing.FAILED, "It broke. " * 100)
    both = no_differences_text([failed, replace(failed, key="b", label="v2")], 0)
    assert "- A, v1 and B, v2: It broke." in both
    assert both.endswith("…")
    waits = SideState("b", "v2", Standing.RUNNING, "It runs.")
    above = no_differences_text([failed, waits], 0, told_above=[0])
    assert above.endswith("- A, v1: told above.\n- B, v2: It runs.")
