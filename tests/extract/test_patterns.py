"""Users' patterns: what they match, and that no pattern takes long."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.engine.processors.extract.search.patterns import UnknownPatternError, compiled

PATTERNS = (
    "^INV-[0-9]{4,6}$",
    r"^\d+$",
    "[A-C]x?",
    "^(ab|cd)*$",
    "a.c",
    "^[^0-9]+$",
    r"\w\s\W",
    "^a{2,3}b??$",
    "x|",
    r"\D\S[\d_-]",
)


@given(text=st.text("INV-0123456789abcdxAB C_.", max_size=12), pattern=st.sampled_from(PATTERNS))
def test_a_pattern_matches_what_the_standard_library_matches(text: str, pattern: str) -> None:
    assert compiled(pattern).is_in(text) == (re.search(pattern, text) is not None)


def test_a_pattern_with_endless_ways_takes_no_time() -> None:
    began = time.perf_counter()
    assert not compiled(r"^(([a-z])+.)+[A-Z]([a-z])+$").is_in("a" * 150)
    assert not compiled("^(a|a|aa)+$").is_in("a" * 150 + "!")
    assert time.perf_counter() - began < 2


def test_a_very_long_text_is_never_matched() -> None:
    assert not compiled("a").is_in("a" * 201)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        pytest.param("(", "no regular expression", id="broken"),
        pytest.param("(?=a)b", "looks around", id="looking ahead"),
        pytest.param(r"(a)\1", "looks around or back", id="back reference"),
        pytest.param(r"\bword", "borders of words", id="word border"),
        pytest.param("((a{30}){30}){30}", "too long", id="repetitions of repetitions"),
        pytest.param("a" * 501, "longer than", id="long"),
    ],
)
def test_a_pattern_that_is_not_followed_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(UnknownPatternError, match=reason):
        compiled(pattern)
