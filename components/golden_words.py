"""Golden values of fields: which value a person typed, and who is right by it."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from components.difference_sides import ShownSide
from components.limits import cut_text
from lineup.compare.differences import Difference
from lineup.compare.field_values import are_equal, bare, reading_text, value_text
from lineup.compare.forms import keys_of
from lineup.compare.kinds import Kind, State
from lineup.compare.rules import Rule

_MOST_TYPED, _MOST_SHOWN = 10_000, 300
_NONE = "null"
_NAMES = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


class TypedValueError(ValueError):
    """A typed value that can't be one of the field; its text says why."""


def can_be_golden(difference: Difference) -> bool:
    """Whether a right value can be said of the place: of a field, and of a whole item of a list."""
    return difference.kind in {Kind.FIELD, Kind.ROW}


def typed_value(text: str, difference: Difference) -> Any:  # noqa: ANN401 (JSON)
    """Return what was typed as the kind of value that the sides have; `null` is that there is none.

    Raises TypedValueError.
    """
    told = text.strip()
    if not told:
        message = "Type the right value, or null where there is none."
        raise TypedValueError(message)
    if len(told) > _MOST_TYPED:
        message = f"A golden value has at most {_MOST_TYPED:,} characters."
        raise TypedValueError(message)
    kinds = {type(one.value) for one in difference.readings if one.state is State.VALUE}
    if told == _NONE:
        return None
    return told if kinds <= {str} else _of_kind(told, kinds)


def _of_kind(told: str, kinds: set[type]) -> Any:  # noqa: ANN401 (JSON)
    try:
        found = json.loads(told, parse_constant=_refuse)
    except (ValueError, RecursionError):
        found = told
    numbers = {int, float}
    is_number = type(found) in numbers and bool(kinds & numbers)
    if type(found) in kinds or is_number:
        return found
    if str in kinds:
        return told
    wanted = " or ".join(sorted({_NAMES[kind] for kind in kinds if kind in _NAMES}))
    message = f"The sides have {wanted} here: type one as JSON, such as 1204.5, or null for none."
    raise TypedValueError(message)


def _refuse(name: str) -> Any:  # noqa: ANN401 (JSON)
    raise ValueError(name)


def right_by_value(
    value: Any,  # noqa: ANN401 (JSON)
    difference: Difference,
    sides: Sequence[ShownSide],
    rules: Collection[Rule],
) -> frozenset[str]:
    """Return the keys of the sides that read a value, be it in another form."""
    return frozenset(
        side.key
        for side in sides
        if difference.readings[side.position].is_there
        and _says(difference.readings[side.position].value, value, rules)
    )


def _says(own: Any, value: Any, rules: Collection[Rule]) -> bool:  # noqa: ANN401 (JSON)
    if are_equal(bare(own), value):
        return True
    if None in (own, value) or isinstance(own, bool | list | dict):
        return False
    first, second = keys_of([value_text(own), value_text(value)], rules)
    return first == second


def golden_text(value: Any) -> str:  # noqa: ANN401 (JSON)
    """Return a golden value on one line."""
    if value is None:
        return "none (null)"
    lines = (" ".join(line.split()) for line in reading_text(value).splitlines())
    told = cut_text(" · ".join(lines), _MOST_SHOWN)
    return f"{told.text}…" if told.note else told.text or "empty"
