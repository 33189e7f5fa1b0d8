"""Values made to fit their fields."""

import pytest

from lineup.engine.processors.extract.schema.fields import Scalar, ValueField, ValueType
from lineup.engine.processors.extract.search.values import fitted

TEXT, NUMBER, INTEGER, BOOLEAN, ANY = (
    ValueType.STRING,
    ValueType.NUMBER,
    ValueType.INTEGER,
    ValueType.BOOLEAN,
    ValueType.ANY,
)


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        pytest.param(12.5, TEXT, "12.50", id="an amount as a text"),
        pytest.param(9.0, TEXT, "9.00", id="a whole amount as a text"),
        pytest.param(True, TEXT, "true", id="a truth as a text"),
        pytest.param("12.50 EUR", NUMBER, 12.5, id="a text with one number"),
        pytest.param("1 of 2", NUMBER, None, id="a text with two numbers"),
        pytest.param("471102", INTEGER, 471102, id="a code of digits"),
        pytest.param(2.5, INTEGER, None, id="a fraction is not whole"),
        pytest.param(True, NUMBER, None, id="a truth is no number"),
        pytest.param("ja, immer", BOOLEAN, True, id="yes"),
        pytest.param("Nein", BOOLEAN, False, id="no"),
        pytest.param("perhaps", BOOLEAN, None, id="neither"),
        pytest.param("...", BOOLEAN, None, id="no word"),
        pytest.param(False, BOOLEAN, False, id="a truth"),
        pytest.param(3, ANY, 3, id="anything"),
    ],
)
def test_a_value_becomes_what_its_field_wants(
    value: Scalar, wanted: ValueType, expected: Scalar | None
) -> None:
    assert fitted(value, ValueField("a", type=wanted)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("net 30", "NET-30", id="other punctuation"),
        pytest.param("Prepaymnt", "Prepayment", id="a letter is missing"),
        pytest.param("cash", None, id="not among them"),
    ],
)
def test_a_value_becomes_the_enums_own(value: str, expected: str | None) -> None:
    field = ValueField("terms", type=TEXT, enum=("NET-30", "Prepayment"))
    assert fitted(value, field) == expected
