"""What holds for the texts of any two sides."""

from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.compare.differences import Difference
from lineup.compare.kinds import Kind
from lineup.compare.markdown_blocks import markdown_pages
from lineup.compare.text import diff_text
from tests.compare.made import paginated

bounded = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
words = st.sampled_from(
    [
        "the",
        "a",
        "Total",
        "1,204.50",
        "1204.5",
        "of",
        "invoice",
        "**due**",
        "it’s",
        "it's",
        "x",
        "y",
        "z",
    ]
)
lines = st.lists(words, min_size=1, max_size=9).map(" ".join)
blocks = st.one_of(
    lines,
    lines.map(lambda line: f"## {line}"),
    lines.map(lambda line: f"- {line}"),
    st.lists(st.lists(words, min_size=2, max_size=3).map(" | ".join), min_size=1, max_size=4).map(
        lambda rows: "\n".join(f"| {row} |" for row in rows)
    ),
)
pages = st.lists(blocks, max_size=6).map("\n\n".join)
documents = st.lists(pages, min_size=1, max_size=3).map(lambda texts: paginated(*texts)) | pages


def differences(*texts: str) -> tuple[Difference, ...]:
    return diff_text("d", [markdown_pages(text) for text in texts]).differences


def places(found: Sequence[Difference]) -> list[Any]:
    """The ids, with what is read there by whichever side."""
    return sorted((one.id, one.kind, sorted(map(str, told(one)))) for one in found)


def readings(found: Sequence[Difference], *, is_swapped: bool = False) -> list[Any]:
    step = -1 if is_swapped else 1
    return sorted((one.kind, told(one)[::step]) for one in found)


def told(one: Difference) -> list[Any]:
    """What the sides read; an order of rows counts from the baseline's, so its numbers differ from either side."""
    return [] if one.place.path == "rows" else [(told.state, told.text) for told in one.readings]


@bounded
@given(documents)
def test_comparing_a_text_with_itself_gives_nothing(text: str) -> None:
    diff = diff_text("d", [markdown_pages(text)] * 3)
    assert diff.differences == ()
    assert all(
        score.similarity == 1 and not score.word_errors for own in diff.pages for score in own
    )


@bounded
@given(documents, documents)
def test_swapping_the_sides_of_a_text_swaps_the_readings(one: str, other: str) -> None:
    there, back = differences(one, other), differences(other, one)
    assert words_of(there) == words_of(back)[::-1]
    if not any(
        found.kind is Kind.MOVED for found in there
    ):  # where a block moved out of, hunks may be cut elsewhere
        assert places(there) == places(back)
        assert readings(there) == readings(back, is_swapped=True)


def words_of(found: Sequence[Difference]) -> list[int]:
    """How many words the hunks have on each side."""
    hunks = [one for one in found if one.kind is Kind.TEXT]
    return [sum(len(one.readings[side].text.split()) for one in hunks) for side in range(2)]


@bounded
@given(pages, pages)
def test_hunks_and_what_is_between_them_hold_every_word(one: str, other: str) -> None:
    diff = diff_text("d", [markdown_pages(one), markdown_pages(other)])
    score = diff.pages[1][0]
    has_words = {"text", "cell", "moved", "table_row", "table_column"} & {
        found.kind for found in diff.differences
    }
    assert bool(score.word_errors) <= bool(has_words)


@bounded
@given(documents, documents, documents)
def test_three_sides_differ_from_the_first_as_two_do(one: str, two: str, three: str) -> None:
    pair = diff_text("d", [markdown_pages(one), markdown_pages(two)])
    three_sides = diff_text("d", [markdown_pages(text) for text in (one, two, three)])
    assert three_sides.pages[1] == pair.pages[1]
    assert bool(differences(one, three) or differences(one, two)) == bool(three_sides.differences)
