"""E-mail addresses and phone numbers, and what is none."""

import time

import pytest

from lineup.engine.processors.redact.contacts import email_spans, phone_spans
from lineup.engine.processors.redact.findings import Kind, find_all
from lineup.engine.processors.redact.numbers import card_spans, iban_spans


def emails(text: str) -> list[str]:
    return [text[start:end] for start, end in email_spans(text)]


def phones(text: str) -> list[str]:
    found = find_all(text, [(Kind.PHONE, phone_spans)])
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    "address",
    [
        "max.mustermann@example.com",
        "o'neil+invoices@mail.example.co.uk",
        "jürgen@bücher.example",
        "a_b-c%d@x1.museum",
    ],
)
def test_an_address_is_found_without_what_stands_around_it(address: str) -> None:
    assert emails(f"Write to <{address}>. Thanks!") == [address]
    assert emails(f"({address}), now.") == [address]


@pytest.mark.parametrize("text", ["@handle", "a @ b.com", "user@localhost", "3 items @ 4.50", ""])
def test_what_is_no_address_is_left(text: str) -> None:
    assert emails(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "+49 30 123456",
        "+49 (0)30 1234-567",
        "+1-202-555-0143",
        "0049 30 1234567",
        "+442079460958",
        "030 12345678",
        "0171/1234567",
        "(030) 1234-567",
        "01 23 45 67 89",
        "01.23.45.67.89",
        "020 7946 0958",
        "(202) 555-0143",
        "202-555-0143",
        "1 202 555 0143",
    ],
)
def test_a_phone_number_is_found_in_its_sentence(number: str) -> None:
    assert phones(f"Call {number}, or write.") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Tel.: 1234567", "1234567", id="an abbreviation"),
        pytest.param("FAX 0301234567", "0301234567", id="in capitals"),
        pytest.param("Telefon:\n12345-67", "12345-67", id="on the next line"),
    ],
)
def test_a_label_makes_a_row_of_digits_a_phone_number(text: str, number: str) -> None:
    assert phones(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("01.02.2024", id="a date with dots"),
        pytest.param("01-02-2024 10:30", id="a date with dashes and a time"),
        pytest.param("2024-01-05", id="an ISO date"),
        pytest.param("Invoice 0012345678", id="an invoice's number"),
        pytest.param("Total 1,234,567.89", id="an amount"),
        pytest.param("0.123456789", id="a decimal fraction"),
        pytest.param("978-3-16-148410-0", id="an ISBN"),
        pytest.param("pages 10-12, 100-120", id="page ranges"),
        pytest.param("192.168.100.200", id="an address of a machine"),
        pytest.param("hotel 12345678", id="a label inside another word"),
    ],
)
def test_what_is_no_phone_number_is_left(text: str) -> None:
    assert phones(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 100_000, id="letters"),
        pytest.param("a." * 50_000, id="dots"),
        pytest.param("1" * 100_000, id="digits"),
        pytest.param("0 " * 50_000, id="spaced digits"),
        pytest.param("a@" * 50_000, id="at signs"),
        pytest.param("+1(" * 30_000, id="brackets"),
        pytest.param("DE89 " * 20_000, id="beginnings of account numbers"),
        pytest.param("4444 " * 20_000, id="beginnings of card numbers"),
    ],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    started = time.process_time()

    for spans in (email_spans, phone_spans, iban_spans, card_spans):
        list(spans(text))

    assert (
        time.process_time() - started < 20
    )  # far above what it takes: a quadratic search takes minutes
