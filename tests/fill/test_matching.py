"""Names, values and lines of text: tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.engine.processors.fill.names import likeness, mention
from lineup.engine.processors.fill.settings import FieldValue
from lineup.engine.processors.fill.type.fitting import fit_line, fit_lines
from lineup.engine.processors.fill.type.glyphs import undrawable, width_of
from lineup.engine.processors.fill.values import text_of, tick_of
from lineup.engine.processors.fill.writability import fitting_text


@pytest.mark.parametrize(
    ("key", "label", "least"),
    [
        ("full_name", "Full name:", 1.0),
        ("fullName", "Full name", 1.0),
        ("date_of_birth", "Date of birth (dd.mm.yyyy)", 1.0),
        ("zip", "Postal code", 0.8),
        ("telefon", "Phone", 0.8),
        ("street", "Street address", 0.7),
        ("adress", "Address", 0.6),
        ("geburtsdatum", "Birthdate", 0.8),
    ],
)
def test_names_that_mean_the_same_are_alike(key: str, label: str, least: float) -> None:
    assert likeness(key, label) >= least


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("first_name", "Last name"),
        ("shoe_size", "E-mail"),
        ("town", "Phone"),
        ("iban", "BIC"),
        ("line_1", "line_2"),
        ("", "Name"),
    ],
)
def test_names_that_mean_something_else_are_not(key: str, label: str) -> None:
    assert likeness(key, label) < 0.6


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_between_nothing_and_one_and_whole_for_oneself(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) in {0.0, 1.0}
    assert 0 <= mention(one, other) <= 1


@pytest.mark.parametrize("word", ["yes", "True", "1", "checked", "X", "ja", True, 1])
def test_words_that_tick(word: str) -> None:
    assert tick_of(FieldValue(value=word)) is True


@pytest.mark.parametrize(
    ("word", "meant"), [("no", False), (False, False), (0, False), ("2", None)]
)
def test_words_that_do_not(word: object, meant: bool | None) -> None:
    assert tick_of(FieldValue.model_validate({"value": word})) is meant


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.5, "12.5"),
        (1e3, "1000"),
        (3, "3"),
        (True, "yes"),
        (None, ""),
        ("a\r\nb\x07", "a\nb"),
        (["a", 1], "a, 1"),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    assert text_of(FieldValue.model_validate({"value": value})) == text


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Zażółć gęślą jaźń, Łódź", []),
        ("Příliš žluťoučký kůň", []),
        ("Őrült űr, Şişli, İzmir, Ţară, Ģ", []),
        ("€ „Grüße“ – naïve…", []),
        ("жюк", ["ж", "ю", "к"]),
        ("a\u0301", []),
        ("日本", ["日", "本"]),
    ],
)
def test_what_the_type_can_draw(text: str, missing: list[str]) -> None:
    assert undrawable(text) == missing


def test_a_line_is_as_wide_as_its_letters() -> None:
    assert width_of("Ab é") == 667 + 556 + 278 + 556
    assert width_of("ł") == 222


def test_text_is_made_to_fit() -> None:
    assert fit_line("Ada", width=100, size=12).size == 12
    assert fit_line("Ada" * 10, width=100, size=12).size < 12
    cut = fit_line("Ada" * 100, width=100, size=12)
    assert (cut.is_whole, cut.size, width_of(cut.lines[0]) * 4 / 1000 <= 100) == (False, 4.0, True)


@given(st.text(alphabet="ab \n", max_size=200), st.floats(5, 200), st.floats(5, 200))
def test_lines_stay_in_their_place(text: str, width: float, height: float) -> None:
    fitted = fit_lines(text, width=width, height=height, size=10)

    assert fitted.size >= 4
    assert fitted.height <= max(height, 4)
    for line in fitted.lines:
        assert len(line) <= 1 or width_of(line) * fitted.size / 1000 <= width + 0.01
    if fitted.is_whole:
        assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    ("text", "most", "fitting"),
    [("DE02 1203", 8, "DE021203"), ("abc", None, "abc"), ("abcd", 3, None), ("ab-c", 3, "abc")],
)
def test_spaces_and_dashes_give_way_to_a_fields_length(
    text: str, most: int | None, fitting: str | None
) -> None:
    assert fitting_text(text, most) == fitting
