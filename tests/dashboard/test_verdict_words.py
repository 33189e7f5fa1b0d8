from datetime import UTC, datetime, timedelta

import pytest

from components.verdict_words import (
    Onlooker,
    disagreement_text,
    history_lines,
    is_hidden,
    own_verdict,
    verdict_sentence,
    verdict_words,
)
from lineup.workspace.verdicts import Judgement
from tests.dashboard.differences_of import sides

_NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
_ADA = Onlooker("Ada", _NOON, UTC)


def _said(who: str, right: set[str] | None, minutes: int = 5, comment: str = "") -> Judgement:
    told = None if right is None else frozenset(right)
    return Judgement("df_1", told, comment, who, _NOON - timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("count", "right", "words", "sentence"),
    [
        (2, {"key0"}, "A", "A is right"),
        (2, {"key0", "key1"}, "both", "Both are right"),
        (2, set[str](), "neither", "Neither is right"),
        (3, {"key0", "key2"}, "A and C", "A and C are right"),
        (3, {"key0", "key1", "key2"}, "all", "All are right"),
        (3, set[str](), "none", "None is right"),
        (2, {"key7"}, "a side that is not shown", "A side that is not shown is right"),
    ],
)
def test_a_verdict_is_told_by_letters(
    count: int, right: set[str], words: str, sentence: str
) -> None:
    assert verdict_words(frozenset(right), sides(count)) == words
    assert verdict_sentence(frozenset(right), sides(count)) == sentence


def test_all_decisions_are_told_with_who_when_and_why() -> None:
    history = [
        _said("Ben", {"key1"}, 125, "the *stamp*"),
        _said("Ada", {"key0"}, 3),
        _said("Ada", None, 2),
        _said("Ada", set(), 1),
    ]
    assert history_lines(history, sides(), _ADA) == [
        'Ben said **B** · 09:55 · "the \\*stamp\\*"',
        "~~You said **A** · 3 min ago~~ · taken back",
        "You said **neither** · 1 min ago",
    ]
    own = own_verdict(history, "Ada")
    assert own is not None
    assert own.right == frozenset()


def test_disagreement_says_whose_word_counts() -> None:
    ben, ada = _said("Ben", {"key1"}, 9), _said("Ada", {"key0"}, 3)
    told = disagreement_text([ben, ada], sides(), _ADA)
    assert told == "People disagree: Ben said B, You said A. The newest counts, yours."
    assert disagreement_text([ada, _said("Ben", {"key1"}, 1)], sides(), _ADA).endswith("Ben's.")
    assert disagreement_text([ben, _said("Ada", {"key1"})], sides(), _ADA) == ""
    assert disagreement_text([ben, ada, _said("Ada", None, 1)], sides(), _ADA) == ""


def test_who_judges_blind_sees_the_others_afterwards() -> None:
    ben = _said("Ben", {"key1"}, 9)
    assert is_hidden([ben], "Ada", is_blind=True)
    assert not is_hidden([ben], "Ada", is_blind=False)
    assert not is_hidden([], "Ada", is_blind=True)
    assert not is_hidden([ben, _said("Ada", set())], "Ada", is_blind=True)
