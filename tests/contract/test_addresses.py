"""What counts as a web address, for the form and for the engine alike."""

import pytest

from lineup.contract.addresses import MAX_URL_LENGTH, address_problem, is_web_address


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a.pdf",
        "http://127.0.0.1:8080",
        "HTTPS://[::1]/ü",
        pytest.param("https://a/" + "b" * (MAX_URL_LENGTH - 10), id="as long as can be"),
    ],
)
def test_an_address_is_taken(text: str) -> None:
    assert is_web_address(text)
    assert address_problem(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org/a.pdf",
        "ftp://example.org",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "https://a:0",
        "https://a:99999",
        "https://a b",
        " https://a",
        "https://a\x00",
        pytest.param("https://a\x7f", id="a delete character"),
    ],
)
def test_what_is_no_address_is_told_what_to_write(text: str) -> None:
    assert not is_web_address(text)
    assert address_problem(text) == "Write a full address that begins with https:// or http://."


def test_an_address_that_is_too_long_is_told_the_limit() -> None:
    text = "https://a/" + "b" * MAX_URL_LENGTH

    assert not is_web_address(text)
    assert address_problem(text) == "The address is longer than 4,096 characters."
