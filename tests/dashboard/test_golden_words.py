from datetime import UTC, datetime
from typing import Any

import pytest

from components.golden_value import golden_line
from components.golden_words import (
    TypedValueError,
    can_be_golden,
    golden_text,
    right_by_value,
    typed_value,
)
from components.verdict_words import Onlooker
from lineup.compare.differences import NO_RESULT, Difference, Reading
from lineup.compare.kinds import Kind, State
from lineup.compare.rules import FIELD_RULES
from lineup.workspace.golden import GoldenValue
from tests.dashboard.differences_of import difference, sides, value

_NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def _of(*values: Any) -> Difference:
    return difference(*(value(str(one), value=one) for one in values))


@pytest.mark.parametrize(
    ("values", "typed", "found"),
    [
        pytest.param(("R-2041",), " R-2O41 ", "R-2O41", id="text is taken as it is"),
        pytest.param(("12",), "12", "12", id="digits stay text where the sides have text"),
        pytest.param((1204.5,), "1240", 1240, id="a number"),
        pytest.param((3,), "3.5", 3.5, id="a number with a fraction"),
        pytest.param((True,), "false", False, id="true or false"),
        pytest.param(([1],), "[1, 2]", [1, 2], id="a list"),
        pytest.param((1, "one"), "two", "two", id="text where a side has text"),
        pytest.param((1, "one"), "2", 2, id="a number where a side has one"),
        pytest.param((1,), "null", None, id="none"),
        pytest.param((), "anything", "anything", id="text where no side has a value"),
    ],
)
def test_a_typed_value_is_of_the_kind_that_the_sides_have(
    values: tuple[Any, ...], typed: str, found: object
) -> None:
    told = typed_value(typed, _of(*values))
    assert (told, type(told)) == (found, type(found))


@pytest.mark.parametrize(
    ("values", "typed", "said"),
    [
        ((1204.5,), "12,5", "a number"),
        ((1,), "NaN", "a number"),
        ((1,), "true", "a number"),
        ((True,), "1", "true or false"),
        (({"a": 1},), "[" * 2_000, "an object"),
        (("a",), "  ", "Type the right value"),
        (("a",), "x" * 10_001, "10,000 characters"),
    ],
)
def test_what_can_not_be_the_value_gets_a_sentence(
    values: tuple[Any, ...], typed: str, said: str
) -> None:
    with pytest.raises(TypedValueError, match=said):
        typed_value(typed, _of(*values))


def test_a_value_says_who_is_right_in_whatever_form() -> None:
    told = difference(
        value("1,204.50", value="1,204.50"),
        value("1204.5", value="1204.5"),
        Reading(State.NULL),
        NO_RESULT,
    )
    assert right_by_value("1204.50", told, sides(4), FIELD_RULES) == {"key0", "key1"}
    assert right_by_value(None, told, sides(4), FIELD_RULES) == {"key2"}
    assert right_by_value("7", told, sides(4), FIELD_RULES) == frozenset()
    assert right_by_value(1, _of(True, 1), sides(), FIELD_RULES) == {"key1"}


def test_fields_and_items_can_be_golden() -> None:
    assert [kind for kind in Kind if can_be_golden(difference(kind=kind))] == [
        Kind.FIELD,
        Kind.ROW,
    ]


def test_a_golden_value_is_told_with_who_said_it() -> None:
    told = GoldenValue("d", "total", 1204.5, "Ben", _NOON)
    line = golden_line(told, Onlooker("Ada", _NOON, UTC))
    assert line == ":material/star: Golden value: **1204.5** · Ben, just now"
    assert "you, just now" in golden_line(told, Onlooker("Ben", _NOON, UTC))
    assert golden_line(None, Onlooker("", _NOON, UTC)) == "Golden value: none yet"
    assert [golden_text(one) for one in (None, "", "a  b", [1])] == [
        "none (null)",
        "empty",
        "a b",
        "1",
    ]
