import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from state.person import COOKIE, MAX_NAME, clean_name
from tests.dashboard.seen import run_script


def _page() -> None:
    # AppTest runs the body alone, as a script
    import streamlit as st  # noqa: PLC0415

    from pages.person import ask_person, keep_person  # noqa: PLC0415

    keep_person()
    st.text(f"At work: {ask_person(key='who')!r}")


def _open() -> AppTest:
    return run_script(_page)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("Ada", "Ada", id="a name"),
        pytest.param("  Ada \n\t Lovelace ", "Ada Lovelace", id="spaces and lines"),
        pytest.param("Ada\x00\x1b[31m", "Ada [31m", id="control characters"),
        pytest.param("\u202eAda", "Ada", id="a mark that turns the direction of writing"),
        pytest.param("Жанна ☕", "Жанна ☕", id="any script"),
        pytest.param("a" * 500, "a" * MAX_NAME, id="too long"),
        pytest.param(" \n ", "", id="nothing"),
    ],
)
def test_a_name_is_kept_as_one_printable_line(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_the_name_is_asked_once_and_kept_in_the_browser() -> None:
    app = _open()
    assert app.text[0].value == "At work: ''"
    app.text_input(key="who-asked").set_value("Ada; path=/evil").run()
    assert app.text[0].value == "At work: 'Ada; path=/evil'"
    keeper = app.get("bidi_component")[0]
    assert '"value": "Ada%3B%20path%3D%2Fevil"' in keeper.proto.json
    assert [field.key for field in app.text_input] == ["who-known-name"]


def test_the_name_can_be_changed_and_taken_back() -> None:
    app = _open()
    app.text_input(key="who-asked").set_value("Ada").run()
    app.text_input(key="who-known-name").set_value("Grace").run()
    assert app.text[0].value == "At work: 'Grace'"
    app.text_input(key="who-known-name").set_value("").run()
    assert app.text[0].value == "At work: ''"
    assert app.text_input(key="who-asked")


def test_what_the_browser_kept_is_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "cookies", {COOKIE: "%C3%89va%20B."})
    app = _open()
    assert app.text[0].value == "At work: 'Éva B.'"
    assert not app.get("bidi_component")
