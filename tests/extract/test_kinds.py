"""Dates, numbers, codes and currencies as people write them."""

import pytest

from lineup.engine.processors.extract.kinds.codes import find_code, find_ibans, find_vat_ids
from lineup.engine.processors.extract.kinds.conventions import Conventions, conventions_of
from lineup.engine.processors.extract.kinds.currencies import find_currency
from lineup.engine.processors.extract.kinds.dates import find_dates
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.kinds.numbers import find_numbers
from lineup.engine.processors.extract.kinds.reading import read_values

DAY_FIRST, MONTH_FIRST = Conventions(), Conventions(is_month_first=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("05.03.2018", ["2018-03-05"], id="German"),
        pytest.param("16/11/2017", ["2017-11-16"], id="slashes"),
        pytest.param("12/13/2014", ["2014-12-13"], id="only one order is possible"),
        pytest.param("2014-05-22", ["2014-05-22"], id="ISO"),
        pytest.param("5.3.18", ["2018-03-05"], id="two digits of a year"),
        pytest.param("5.3.98", ["1998-03-05"], id="of the century before"),
        pytest.param("24. Januar 2014", ["2014-01-24"], id="a German month"),
        pytest.param("1er février 2020", ["2020-02-01"], id="a French month"),
        pytest.param("12 de mayo de 2020", ["2020-05-12"], id="a Spanish month"),
        pytest.param("3 ottobre 2021", ["2021-10-03"], id="an Italian month"),
        pytest.param("9 mrt. 2022", ["2022-03-09"], id="a Dutch month"),
        pytest.param("March 5, 2018", ["2018-03-05"], id="an English month"),
        pytest.param("the 14th day of June, 2010", ["2010-06-14"], id="in an agreement"),
        pytest.param("07-FEB-18", ["2018-02-07"], id="from a till"),
        pytest.param("20181225", ["2018-12-25"], id="without separators"),
        pytest.param("1.1.2020 - 31.1.2020", ["2020-01-01", "2020-01-31"], id="two"),
        pytest.param("31.02.2020", [], id="a day that there is not"),
        pytest.param("99.99.2020", [], id="no date"),
        pytest.param("10", [], id="a number"),
        pytest.param("4 items 2018", [], id="no month"),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert [date.value.isoformat() for date in find_dates(text, DAY_FIRST)] == expected


def test_an_ambiguous_date_follows_the_others_of_its_document() -> None:
    [date] = find_dates("03/05/2024", conventions_of("03/05/2024 and 04/25/2024"))
    assert date.value.isoformat() == "2024-03-05"
    [date] = find_dates("03/05/2024", conventions_of("03/05/2024 and 25/04/2024"))
    assert date.value.isoformat() == "2024-05-03"


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        pytest.param("1.234,56 €", "", ["1234.56"], id="German"),
        pytest.param("1,980.00", "", ["1980.00"], id="English"),
        pytest.param("120 000,00", "", ["120000.00"], id="French"),
        pytest.param("1'250.50", "", ["1250.50"], id="Swiss"),
        pytest.param("12,345", "", ["12345"], id="thousands without a hint"),
        pytest.param("12,345", ",", ["12.345"], id="decimals by the document's mark"),
        pytest.param("0.025", "", ["0.025"], id="a small price"),
        pytest.param("-20,48 €", "", ["-20.48"], id="negative"),
        pytest.param("(5.00)", "", ["-5.00"], id="in brackets"),
        pytest.param("(5.00 each", "", ["5.00"], id="a bracket that is not closed"),
        pytest.param("38.00-", "", ["-38.00"], id="the sign behind"),
        pytest.param("RM 9.00", "", ["9.00"], id="a currency before"),
        pytest.param("5 Unit(s)", "", ["5"], id="a unit behind"),
        pytest.param("A4", "", [], id="part of a word"),
        pytest.param("1/2", "", [], id="a fraction"),
    ],
)
def test_numbers(text: str, mark: str, expected: list[str]) -> None:
    assert [str(number.value) for number in find_numbers(text, mark)] == expected


def test_a_date_is_no_number() -> None:
    assert [each.value for each in read_values(Kind.MONEY, "05.03.2018 12.50", DAY_FIRST)] == [12.5]


def test_a_percentage_is_no_amount_and_the_reverse() -> None:
    assert [each.value for each in read_values(Kind.MONEY, "19 % 5.00", DAY_FIRST)] == [5]
    assert [each.value for each in read_values(Kind.PERCENT, "19 %", DAY_FIRST)] == [19]


def test_an_integer_is_whole() -> None:
    assert [each.value for each in read_values(Kind.INTEGER, "2.5 and 7", DAY_FIRST)] == [7]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("R-2041 of today", "R-2041", id="a word with a digit"),
        pytest.param("9314110911/00/M/00/N", "9314110911/00/M/00/N", id="slashes"),
        pytest.param("1234 5678 90", "1234 5678 90", id="digits in groups"),
        pytest.param("hello", None, id="no digit"),
        pytest.param("the long way to 5", None, id="a digit far away"),
    ],
)
def test_codes(text: str, code: str | None) -> None:
    found = find_code(text)
    assert (None if found is None else found.value) == code


def test_an_account_number_is_read_without_the_words_after_it_and_checked() -> None:
    [right] = find_ibans("IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX")
    assert right.value == "DE89 3704 0044 0532 0130 00"
    assert right.is_checked
    [wrong] = find_ibans("DE12 1234 4321 9876 00")
    assert not wrong.is_checked


def test_vat_numbers_lose_their_spaces() -> None:
    assert [each.value for each in find_vat_ids("USt-IdNr. DE 811 907 980")] == ["DE811907980"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("12,50 €", "EUR", id="a sign"),
        pytest.param("CHF 3.00", "CHF", id="a code"),
        pytest.param("RM 4.00", "MYR", id="letters for a sign"),
        pytest.param("Dollars", "USD", id="a word"),
        pytest.param("FRAME", None, id="none"),
    ],
)
def test_currencies(text: str, code: str | None) -> None:
    assert find_currency(text) == code


def test_decimals_are_marked_by_what_most_amounts_have() -> None:
    assert conventions_of("1.234,50 and 3,00 on 05.03.2018").decimal_mark == ","
    assert conventions_of("1,234.50").decimal_mark == "."
    assert conventions_of("nothing").decimal_mark == ""
