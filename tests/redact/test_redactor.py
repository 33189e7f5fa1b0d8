"""Redacting text in runs: across changes of look, with its links, and what is counted."""

from dataclasses import replace
from typing import Any

import pytest

from lineup.engine.processors.convert.model.inline import Change, ChangeKind, Mark, Run, plain_text
from lineup.engine.processors.redact.findings import Kind
from lineup.engine.processors.redact.redactor import Redactor
from lineup.engine.processors.redact.settings import RedactSettings

IBAN = "DE89 3704 0044 0532 0130 00"


def redactor(**settings: Any) -> Redactor:
    return Redactor(RedactSettings(**settings))


def test_each_kind_is_replaced_by_its_name_and_counted() -> None:
    redacting = redactor()

    text = redacting.text(f"max@example.com, 030 1234567, {IBAN}, 4111 1111 1111 1111, a@b.de")

    assert text == "[email], [phone], [iban], [card], [email]"
    assert redacting.counts == {Kind.EMAIL: 2, Kind.PHONE: 1, Kind.IBAN: 1, Kind.CARD: 1}


def test_only_the_chosen_kinds_are_replaced() -> None:
    text = f"max@example.com pays from {IBAN}"

    assert redactor(kinds=["email"]).text(text) == f"[email] pays from {IBAN}"
    assert redactor(kinds=["phone"]).text(text) == text


@pytest.mark.parametrize(
    ("replacement", "text"),
    [
        pytest.param("***", "to ***", id="the same for all"),
        pytest.param("<{kind} removed>", "to <email removed>", id="with the kind"),
        pytest.param("", "to ", id="nothing"),
        pytest.param("{0} {other}", "to {0} {other}", id="other braces mean themselves"),
        pytest.param("a\x00b", "to ab", id="no control characters"),
    ],
)
def test_the_replacement_is_a_setting(replacement: str, text: str) -> None:
    assert redactor(replacement=replacement).text("to max@example.com") == text


def test_a_finding_across_looks_is_replaced_where_it_begins() -> None:
    runs = (
        Run("Write to ma"),
        Run("x@exam", (Mark.BOLD,)),
        Run("ple.com now", (Mark.ITALIC,)),
        Run("!", (Mark.BOLD,)),
    )

    redacted = redactor().runs(runs)

    assert redacted == (
        Run("Write to [email]"),
        Run(" now", (Mark.ITALIC,)),
        Run("!", (Mark.BOLD,)),
    )


def test_two_findings_in_one_run_are_both_replaced() -> None:
    runs = (Run("a@b.de and c@d.de"), Run(" end"))

    assert plain_text(redactor().runs(runs)) == "[email] and [email] end"


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        pytest.param("mailto:max@example.com", None, id="a mail link"),
        pytest.param("MAILTO:someone", None, id="a mail link to anybody"),
        pytest.param("tel:123", None, id="a phone link"),
        pytest.param("https://example.com/?to=max%40example.com", None, id="an address in a query"),
        pytest.param("https://example.com/a", "https://example.com/a", id="any other link"),
    ],
)
def test_a_link_with_personal_data_is_taken_off(link: str, kept: str | None) -> None:
    assert redactor().runs((Run("here", link=link),)) == (Run("here", link=kept),)


def test_a_link_on_redacted_text_is_taken_off() -> None:
    runs = (Run("a@b.de", link="https://example.com/profile/7"),)

    assert redactor().runs(runs) == (Run("[email]"),)


def test_a_link_of_a_kind_that_was_not_chosen_stays() -> None:
    run = Run("here", link="tel:123")

    assert redactor(kinds=["email"]).runs((run,)) == (run,)


def test_text_without_personal_data_is_the_same() -> None:
    runs = (Run("Nothing ", (Mark.BOLD,)), Run("here.", link="https://example.com"))

    assert redactor().runs(runs) == runs
    assert redactor().text("") == ""


def test_what_a_comment_says_is_redacted_too() -> None:
    comment = Change(ChangeKind.COMMENT, "a@example.com", note="ask b@example.com")
    [run] = redactor().runs((Run("text", changes=(comment,)),))
    assert run.changes == (replace(comment, author="[email]", note="ask [email]"),)
