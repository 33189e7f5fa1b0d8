"""Users' patterns: what they match, and that no pattern takes long."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.contract.safe_patterns import PatternError, is_found, require_pattern

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
    r"\b[A-C]",
)


@given(text=st.text("INV-0123456789abcdxAB C_.", max_size=12), pattern=st.sampled_from(PATTERNS))
def test_a_pattern_is_found_where_the_standard_library_finds_it(text: str, pattern: str) -> None:
    assert is_found(pattern, text) == (re.search(pattern, text) is not None)


def test_a_pattern_with_endless_ways_takes_no_time() -> None:
    began = time.perf_counter()
    assert not is_found(r"^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 5_000)
    assert not is_found("^(a|a|aa)+$", "a" * 4_999 + "!")
    assert time.perf_counter() - began < 30  # with all ways tried one by one it would never end


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("(", id="broken"),
        pytest.param("(?=a)b", id="looking ahead"),
        pytest.param(r"(a)\1", id="back reference"),
        pytest.param("((a{300}){300}){300}", id="repetitions of repetitions"),
        pytest.param("a" * 301, id="long"),
    ],
)
def test_a_pattern_that_can_not_be_used_says_so_in_a_sentence(pattern: str) -> None:
    with pytest.raises(PatternError, match=r"^the pattern "):
        require_pattern(pattern)
