"""What JSON is kept for callers."""

from typing import Any

import pytest

from lineup.contract.stored_json import MAX_CHARACTERS, MAX_DEPTH, require_storable


def nested(levels: int) -> dict[str, Any]:
    """Return an object that is so many levels deep, by turns objects and lists."""
    value: Any = {}
    for level in range(levels - 1):
        value = {"a": value} if (levels - level) % 2 else [value]
    return {"a": value} if isinstance(value, list) else value


def test_an_object_within_the_limits_is_returned_as_it_is() -> None:
    value = {"properties": {"a": [1, {"b": "ü"}]}} | nested(MAX_DEPTH - 1)

    assert require_storable(value) is value


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        pytest.param(nested(MAX_DEPTH + 2), "more than 40 levels deep", id="too deep"),
        pytest.param({"a": "x" * MAX_CHARACTERS}, "200,009 characters, and 200,000", id="too long"),
        pytest.param({"a": float("nan")}, "NaN or infinity", id="NaN"),
        pytest.param({"a": [float("-inf")]}, "NaN or infinity", id="infinity"),
        pytest.param({"\ud800": 1}, "not valid Unicode", id="half of a surrogate pair"),
    ],
)
def test_an_object_beyond_the_limits_is_a_sentence(value: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        require_storable(value)


def test_depth_is_judged_without_recursion() -> None:
    with pytest.raises(ValueError, match="levels deep"):
        require_storable(nested(100_000))
