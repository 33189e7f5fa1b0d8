"""What differs between texts, case by case."""

from typing import Any

import pytest

from lineup.compare import alignment, block_moves, page_scores
from lineup.compare.alignment import Change, changes_between, in_order
from lineup.compare.blocks import TextBlock, TextPage
from lineup.compare.comparison import Options
from lineup.compare.differences import Difference
from lineup.compare.evidence import with_evidence
from lineup.compare.html_blocks import html_pages
from lineup.compare.kinds import Kind, State
from lineup.compare.markdown_blocks import markdown_pages
from lineup.compare.rules import TEXT_RULES, Rule
from lineup.compare.text import TextDiff, diff_text
from tests.compare.made import paginated

LONG = "The quick brown fox jumps over the lazy dog and runs away from it."
OTHER = "Nobody has ever seen such a large number of foxes in this small town."
THIRD = "A third paragraph stands between them and does not change at all here."


def diff(*texts: str, options: Options | None = None) -> TextDiff:
    return diff_text("d", [markdown_pages(text) for text in texts], options)


def told(*texts: str, options: Options | None = None) -> list[tuple[Any, ...]]:
    return [
        (one.kind.value, *(reading.text for reading in one.readings))
        for one in diff(*texts, options=options).differences
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("a b c", "a x c", [("text", "b", "x")]),
        ("a b c", "a c", [("text", "b", "")]),
        ("a c", "a b c", [("text", "", "b")]),
        ("a b c d e", "a x c y e", [("text", "b", "x"), ("text", "d", "y")]),
        ("it’s “so”", 'it\'s "so"', []),
        ("an exam- ple here", "an example here", []),
        ("a\nb", "a b", []),
        ("", "", []),
        ("", "a", [("text", "", "a")]),
        ("one two", "one\n\ntwo", [("markup", "1 block of 2 words", "2 blocks of 1 + 1 words")]),
        ("one **two**", "one two", [("markup", 'paragraph, bold "two"', "paragraph")]),
        ("# one two", "one two", [("markup", "heading 1", "paragraph")]),
        (
            "# one two x y",
            "- one three x y",
            [("text", "two", "three"), ("markup", "heading 1", "list item")],
        ),
        (f"{LONG}\n\n{THIRD}\n\n{OTHER}", f"{OTHER}\n\n{THIRD}\n\n{LONG}", None),
    ],
)
def test_words_and_markup(one: str, other: str, expected: list[tuple[Any, ...]] | None) -> None:
    if expected is None:
        assert {kind for kind, *_ in told(one, other)} == {"moved"}
    else:
        assert told(one, other) == expected


def test_rules_can_be_switched_on_and_off() -> None:
    dated = ("Due on 10 March 2024 or 1,200 EUR", "Due on 2024-03-10 or 1200 EUR")
    assert told(*dated) == [("text", "10 March 2024", "2024-03-10"), ("text", "1,200", "1200")]
    assert told(*dated, options=Options(text_rules=TEXT_RULES | {Rule.DATES, Rule.NUMBERS})) == []
    assert told("it’s", "it's", options=Options(text_rules=frozenset())) == [
        ("text", "it’s", "it's")
    ]
    assert told("# a", "a", options=Options(with_markup=False)) == []


def test_a_block_that_was_edited_where_it_moved_to_shows_both() -> None:
    edited = LONG.replace("lazy", "sleepy")
    found = told(f"{LONG}\n\n{OTHER}\n\n{THIRD}", f"{OTHER}\n\n{THIRD}\n\n{edited}")
    assert found == [("text", "lazy", "sleepy"), ("moved", LONG, edited)]


def test_a_block_that_went_to_another_page() -> None:
    found = diff(
        paginated(f"{LONG}\n\n{THIRD}", OTHER), paginated(THIRD, f"{OTHER}\n\n{LONG}")
    ).differences
    assert [(one.kind, [reading.page for reading in one.readings]) for one in found] == [
        (Kind.MOVED, [0, 1])
    ]
    back = diff(
        paginated(THIRD, f"{OTHER}\n\n{LONG}"), paginated(f"{LONG}\n\n{THIRD}", OTHER)
    ).differences
    assert [one.id for one in back] == [one.id for one in found]


def test_on_three_sides_a_block_may_move_on_one() -> None:
    texts = [
        f"{LONG}\n\n{THIRD}\n\n{OTHER}\n\nend",
        f"{LONG}\n\n{THIRD}\n\n{OTHER}\n\nthe end",
        f"{THIRD}\n\n{OTHER}\n\n{LONG}\n\nend",
    ]
    found = diff(*texts).differences
    assert [(one.kind, one.alike(0, 1), one.alike(0, 2)) for one in found] == [
        (Kind.TEXT, False, True),
        (Kind.MOVED, True, False),
    ]


def test_on_three_sides_markup_may_differ_on_one() -> None:
    (found,) = diff("# a b", "# a b", "## a b").differences
    assert [reading.text for reading in found.readings] == ["heading 1", "heading 1", "heading 2"]


def test_a_page_that_the_first_side_lacks_is_one_difference() -> None:
    found = diff_text(
        "d", [[], [TextPage(0, (TextBlock(("a",)),))], [TextPage(0, (TextBlock(("b",)),))]]
    ).differences
    assert [(one.kind, one.readings[0].state) for one in found] == [(Kind.PAGE, State.ABSENT)]


def test_pages_of_one_number_are_one_page() -> None:
    twice = [TextPage(0, (TextBlock(("a",)),)), TextPage(0, (TextBlock(("b",)),))]
    once = [TextPage(0, (TextBlock(("a",)), TextBlock(("b",))))]
    assert diff_text("d", [twice, once]).differences == ()


def test_like_hunks_have_ids_of_their_own() -> None:
    found = diff("x a\n\nx a\n\nx a", "x b\n\nx b\n\nx b").differences
    assert len({one.id for one in found}) == len(found) == 3


def test_scores_of_a_page() -> None:
    score = diff(paginated("one two three four"), paginated("one too three")).pages[1][0]
    assert (score.page, score.words, score.word_errors, score.wer) == (0, 4, 2, 0.5)
    assert (score.characters, score.character_errors) == (18, 6)
    assert score.similarity == pytest.approx(12 / 18)
    assert diff("a", "a").pages[1][0].similarity == 1


def test_long_pages_are_scored_change_by_change(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = diff(f"a {LONG} b", f"a {OTHER} b").pages[1][0]
    monkeypatch.setattr(page_scores, "_MOST_CHARACTERS", 80)
    close = diff(f"a {LONG} x {THIRD}", f"a {LONG} y {THIRD}").pages[1][0]
    assert (close.word_errors, close.character_errors) == (1, 1)
    monkeypatch.setattr(page_scores, "_MOST_CHARACTERS", 5)
    assert (
        diff(f"a {LONG} b", f"a {OTHER} b").pages[1][0].character_errors >= exact.character_errors
    )


def test_stretches_that_are_too_long_to_align_are_one_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert changes_between("abcde", "axcye") == [Change(1, 2, 1, 2), Change(3, 4, 3, 4)]
    monkeypatch.setattr(alignment, "_MOST_PAIRS", 4)
    assert changes_between("abcde", "axcye") == [Change(1, 4, 1, 4)]


def test_small_islands_between_large_changes_belong_to_the_change() -> None:
    assert changes_between("abXcd", "efXgh") == [Change(0, 5, 0, 5)]
    assert changes_between("aXb", "cXd") == [Change(0, 1, 0, 1), Change(2, 3, 2, 3)]


def test_the_heaviest_run_stays_in_place() -> None:
    pairs = [(0, 2), (1, 0), (2, 1)]
    assert in_order(pairs) == {1, 2}
    assert in_order(pairs, [9, 1, 1]) == {0}
    assert in_order([]) == set()


def test_too_many_blocks_are_not_compared_for_likeness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_moves, "_MOST_COMPARED", 0)
    found = told(
        f"{LONG}\n\n{OTHER}\n\n{THIRD}", f"{OTHER}\n\n{THIRD}\n\n{LONG.replace('lazy', 'sleepy')}"
    )
    assert {kind for kind, *_ in found} == {"text"}


def html(*texts: str) -> tuple[Difference, ...]:
    return diff_text("d", [html_pages(text) for text in texts]).differences


def test_a_table_that_only_one_side_has_is_compared_as_words() -> None:
    found = html("<p>a</p><table><tr><td>x</td></tr></table>", "<p>a</p>")
    assert [[reading.text for reading in one.readings] for one in found] == [["x", ""]]


def test_blocks_cut_elsewhere_are_markup_on_either_side() -> None:
    found = diff("a b c d e f\n\ng h", "a b c\n\nd e f g h").differences
    assert [(one.kind, *(reading.text for reading in one.readings)) for one in found] == [
        (Kind.MARKUP, "2 blocks of 6 + 2 words", "2 blocks of 3 + 5 words")
    ]


def test_a_gap_is_supported_by_the_words_around_it() -> None:
    (told,) = with_evidence(
        diff(paginated("pay at once please"), paginated("pay at please")).differences,
        {0: "Pay at please."},
    )
    assert told.evidence is None or told.evidence.supported == frozenset()
    (told,) = with_evidence(
        diff(paginated("pay at once please"), paginated("pay at please")).differences,
        {0: "now pay at please"},
    )
    assert told.evidence is not None
    assert told.evidence.supported == {1}
