"""When two ways of writing say the same, and by which rules."""

import pytest

from lineup.compare.forms import keys_of, rules_needed
from lineup.compare.rules import FIELD_RULES, Rule
from lineup.compare.written_dates import written_dates
from lineup.compare.written_numbers import written_number


@pytest.mark.parametrize(
    ("texts", "rules"),
    [
        (("1,204.50", "1204.5"), {Rule.NUMBERS}),
        (("1.204.300", "1204300"), {Rule.NUMBERS}),
        (("1 204", "1204"), {Rule.NUMBERS}),
        (("$1,204.50", "1204.5"), {Rule.NUMBERS, Rule.CURRENCY}),
        (("1.204,50 €", "EUR 1204.50"), {Rule.NUMBERS, Rule.CURRENCY}),
        (("-$5", "-5"), {Rule.CURRENCY}),
        (("10 March 2024", "2024-03-10"), {Rule.DATES}),
        (("Mar 10, 2024", "10-Mar-2024", "10.3.2024"), {Rule.DATES}),
        (("03/04/2024", "2024-04-03"), {Rule.DATES}),
        (("03/04/2024", "2024-03-04"), {Rule.DATES}),
        (("2024-03-10T00:00:00Z", "2024/3/10"), {Rule.DATES}),
        (("Acme, Inc.", "ACME Inc"), {Rule.CASE, Rule.COMPANY}),
        (("Acme GmbH", "Acme"), {Rule.COMPANY}),
        (("exam-\nple", "example", "exam\u00adple"), {Rule.HYPHENATION}),
        (("it’s “so” – yes", 'it\'s "so" - yes'), {Rule.QUOTES}),
        (("4 71102", "471102"), {Rule.WHITE_SPACE}),
        (("same", "same"), set()),
    ],
)
def test_the_same_in_another_form_and_the_rules_it_takes(
    texts: tuple[str, ...], rules: set[Rule]
) -> None:
    assert set(rules_needed(texts, FIELD_RULES) or ()) == rules
    assert len(set(keys_of(texts, FIELD_RULES))) == 1


@pytest.mark.parametrize(
    "texts",
    [
        ("$5", "€5"),
        ("$5", "€5", "5"),
        ("02000", "2000"),
        ("10%", "10"),
        ("1,204", "1.204"),
        ("03/04/2024", "2024-05-03"),
        ("Acme", "Acne"),
        ("1.2.3", "123"),
        ("30 February 2024", "2024-02-30"),
        ("10 Foo 2024", "2024-03-10"),
    ],
)
def test_what_stays_different(texts: tuple[str, ...]) -> None:
    assert rules_needed(texts, FIELD_RULES) is None


def test_a_rule_that_is_switched_off_folds_nothing() -> None:
    assert keys_of(["Acme Inc.", " acme inc "], ()) == ("Acme Inc.", " acme inc ")
    assert rules_needed(["A", "a"], FIELD_RULES - {Rule.CASE}) is None


def test_very_long_texts_are_no_amounts_or_companies() -> None:
    long = "x " * 300 + "Inc."
    assert rules_needed([f"$ {long}", long], FIELD_RULES) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,204.50", "1204.5"),
        ("1.204,50", "1204.5"),
        ("1'204.50", "1204.5"),
        ("12,5", "12.5"),
        ("0.40", "0.4"),
        ("-0.0", "0"),
        ("+7", "7"),
        ("-7.10%", "-7.1%"),
        ("8303911426", "8303911426"),
        ("007", None),
        ("12 5", None),
        ("1.2.3", None),
        ("1,20,4", None),
        ("5.", None),
        ("five", None),
        ("", None),
        ("9" * 60, None),
    ],
)
def test_numbers_as_they_are_written(text: str, number: str | None) -> None:
    assert written_number(text) == number


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-03-10", {"2024-03-10"}),
        ("10.03.2024", {"2024-03-10"}),
        ("3rd of May 2024", set()),
        ("3rd May 2024", {"2024-05-03"}),
        ("3. Mai 2024", {"2024-05-03"}),
        ("May 3rd, 2024", {"2024-05-03"}),
        ("13/05/2024", {"2024-05-13"}),
        ("05/06/2024", {"2024-05-06", "2024-06-05"}),
        ("99.99.2024", set()),
        ("May", set()),
        ("x" * 99, set()),
    ],
)
def test_dates_as_they_are_written(text: str, days: set[str]) -> None:
    assert written_dates(text) == days
