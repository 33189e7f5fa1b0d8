"""Account and card numbers by their checksums. All numbers here are published examples."""

import pytest

from lineup.engine.processors.redact.numbers import card_spans, iban_spans


def ibans(text: str) -> list[str]:
    return [text[start:end] for start, end in iban_spans(text)]


def cards(text: str) -> list[str]:
    return [text[start:end] for start, end in card_spans(text)]


@pytest.mark.parametrize(
    "iban",
    [
        "DE89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19",
        "fr14 2004 1010 0505 0001 3m02 606",
        "NO93 8601 1117 947",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "CH93-0076-2011-6238-5295-7",
    ],
)
def test_an_iban_is_found_in_its_sentence(iban: str) -> None:
    assert ibans(f"Pay to {iban}, please.") == [iban]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("DE88 3704 0044 0532 0130 00", id="a wrong checksum"),
        pytest.param("DE89 3704 0044 0532 0130", id="too short"),
        pytest.param("DE89370400440532013000999", id="part of a longer number"),
        pytest.param("ZZ89 3704 0044 0532 0130 00", id="a country without IBANs"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_only_looks_like_an_iban_is_left(text: str) -> None:
    assert ibans(text) == []


def test_an_iban_behind_something_alike_and_before_more_words_is_found() -> None:
    text = "Ref AB12 3456 7890 DE89 3704 0044 0532 0130 00 BIC COBADEFF"
    assert ibans(text) == ["DE89 3704 0044 0532 0130 00"]


def test_an_iban_across_a_line_end_is_found() -> None:
    assert ibans("DE89 3704 0044\n0532 0130 00") == ["DE89 3704 0044\n0532 0130 00"]


@pytest.mark.parametrize(
    "card",
    [
        "4111 1111 1111 1111",
        "4222222222222",
        "5555-5555-5555-4444",
        "2223003122003222",
        "3782 822463 10005",
        "30569309025904",
        "6011111111111117",
        "3530111333300000",
    ],
)
def test_a_card_number_is_found_in_its_sentence(card: str) -> None:
    assert cards(f"Card {card}.") == [card]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("4111 1111 1111 1112", id="a wrong checksum"),
        pytest.param("1111 1111 1111 1117", id="no issuer"),
        pytest.param("41111111111111111", id="part of a longer number"),
        pytest.param("7992 7398 713", id="too short"),
    ],
)
def test_what_only_looks_like_a_card_number_is_left(text: str) -> None:
    assert cards(text) == []


def test_a_card_number_behind_another_number_is_found() -> None:
    assert cards("Item 12 4111 1111 1111 1111 2026") == ["4111 1111 1111 1111"]
