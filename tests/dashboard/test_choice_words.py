from collections.abc import Mapping

import pytest

from components.choice_words import told_apart


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({}, {}),
        ({1: "Reading"}, {1: "Reading"}),
        ({1: "Reading", 2: "Tables"}, {1: "Reading", 2: "Tables"}),
        ({1: "A", 2: "A", 3: "B"}, {1: "A · 1", 2: "A · 2", 3: "B"}),
        ({None: "Not set", "not_set": "Not set"}, {None: "Not set · None", "not_set": "Not set · not_set"}),
        # somebody called a third one what tells the first from the second
        ({1: "A", 2: "A", 3: "A · 1"}, {1: "A · 1 · 1", 2: "A · 2", 3: "A · 1 · 3"}),
        ({1: "A", "1": "A"}, {1: "A · 1 · 1", "1": "A · 1 · 2"}),
    ],
)  # fmt: skip
def test_no_two_things_are_told_by_the_same_words(
    words: Mapping[object, str], told: Mapping[object, str]
) -> None:
    assert told_apart(words) == told


def test_a_mark_is_what_is_told_of_the_key() -> None:
    assert told_apart({"abcdef": "x", "abd": "x"}, lambda key: key[:3]) == {
        "abcdef": "x · abc",
        "abd": "x · abd",
    }
