import re

import pytest

from components.difference_marks import MOST_CHARACTERS, is_cut, marked_readings
from components.difference_readings import reading_cards
from components.difference_sides import alike_sides
from lineup.compare.differences import NO_RESULT, Place, Reading
from lineup.compare.kinds import Kind, State
from tests.dashboard.differences_of import difference, sides, value

_MARK = re.compile(
    r"<mark class=[^>]*><span [^>]*>\((.*?): </span>(.*?)<span [^>]*>\)</span></mark>"
)
_CHARACTER = re.compile(r"<b class=[^>]*>(.*?)</b>")


def _plain(html: str) -> str:
    return _CHARACTER.sub(r"{\1}", _MARK.sub(r"[\1 \2]", html))


def _marked(*texts: str) -> list[str]:
    told = difference(*(value(text) if text else NO_RESULT for text in texts))
    groups = alike_sides(told, sides(len(texts)))
    return [_plain(html) for html in marked_readings(groups)]


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        pytest.param(
            ("sold 1,204 machines", "sold 1,264 machines"),
            ["sold [differs 1,2{0}4] machines", "sold [differs 1,2{6}4] machines"],
            id="a word, and the character in it",
        ),
        pytest.param(("R-2041", "X"), ["[differs R-2041]", "[differs X]"], id="other words"),
        pytest.param(("a b c", "a c"), ["a [differs b] c", "a c"], id="a word less"),
        pytest.param(
            ("a bc d", "x bc y z"),
            ["[differs a] bc [differs d]", "[differs x] bc [differs y z]"],
            id="several runs",
        ),
        pytest.param(
            ("a b", "a x", "y b"),
            ["[differs a b]", "a [differs x]", "[differs y] b"],
            id="three sides: the first's are marked that any other lacks",
        ),
        pytest.param(("a b", ""), ["a b", ""], id="a side without a result marks nothing"),
    ],
)
def test_the_words_that_differ_are_marked_for_eyes_and_ears(
    texts: tuple[str, ...], marked: list[str]
) -> None:
    assert _marked(*texts) == marked


def test_what_only_one_side_has_is_marked_as_a_whole() -> None:
    told = difference(Reading(State.ABSENT), value("the bank"), kind=Kind.TEXT)
    marked = marked_readings(alike_sides(told, sides()))
    assert marked[0] == ""
    assert _plain(marked[1]) == "[differs the bank]"


def test_very_long_readings_are_marked_between_their_ends() -> None:
    words = " ".join(map(str, range(2_000)))
    first, second = _marked(f"{words} a {words}"[:9_000], f"{words} b {words}"[:9_000])
    assert "[differs a]" in first
    assert "[differs b]" in second


def test_a_reading_that_is_cut_leads_to_the_whole() -> None:
    told = difference(value("x" * (MOST_CHARACTERS + 1)), value("y"))
    groups = alike_sides(told, sides())
    assert [is_cut(group) for group in groups] == [True, False]
    html = "".join(reading_cards(told, groups))
    assert "Cut here; the result has all of it." in html
    assert len(html) < MOST_CHARACTERS + 4_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            " ".join(f"word{at}" for at in range(800)),
            " ".join(f"word{at}" if at % 2 else f"ward{at}" for at in range(800)),
        ),
        ("'" * MOST_CHARACTERS, '"' * MOST_CHARACTERS),
        ("\U0001f9fe" * MOST_CHARACTERS, "x"),
    ],
    ids=["every other word differs", "all is escaped", "four bytes a character"],
)
def test_a_card_is_little_to_send_whatever_it_says(one: str, other: str) -> None:
    told = difference(value(one), value(other))
    cards = reading_cards(told, alike_sides(told, sides()))
    assert all(500 < len(card.encode()) < 50_000 for card in cards)


def test_hostile_readings_are_text() -> None:
    hostile = "<script>alert(1)</script> <img src=x> \u202e**bold**"
    told = difference(
        value(hostile), value("y"), kind=Kind.TEXT, place=Place(0), before="<b>", after="<i>"
    )
    html = "".join(reading_cards(told, alike_sides(told, sides())))
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;" in html


def test_the_words_around_are_shown_on_every_side() -> None:
    told = difference(value("1"), value("2"), kind=Kind.TEXT, before="sold", after="machines")
    html = "".join(reading_cards(told, alike_sides(told, sides())))
    assert html.count("… sold ") == html.count(" machines …") == 2
