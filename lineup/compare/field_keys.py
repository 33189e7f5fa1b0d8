"""The keys by which the values of one field are compared, and the rules under which they say the same."""

from collections.abc import Collection, Sequence
from typing import Any

from lineup.compare.field_values import state_of, value_text
from lineup.compare.forms import keys_of, rules_needed
from lineup.compare.kinds import State
from lineup.compare.rules import Rule
from lineup.compare.shapes import written_json


def keys_and_rules(
    values: Sequence[Any], rules: Collection[Rule]
) -> tuple[tuple[str, ...], tuple[Rule, ...]]:
    """Return one key per value, equal where they say the same, and the rules if all do; values are JSON or ABSENT."""
    texts = [value_text(value) for value in values]
    states = [state_of(value) for value in values]
    written = [at for at, value in enumerate(values) if _is_written(value)]
    keys = [f"{state}:{text}" for state, text in zip(states, texts, strict=True)]
    for at, key in zip(written, keys_of([texts[at] for at in written], rules), strict=True):
        keys[at] = key if Rule.NUMBERS in rules else f"{type(values[at]) is str}:{key}"
    for at, value in enumerate(values):
        if isinstance(value, dict | list):
            keys[at] = f"{states[at]}:{written_json(value)}"
    if len(set(keys)) > 1:
        return tuple(keys), ()
    needed = rules_needed(texts, rules) or ()
    is_only_typed = not needed and len(set(map(type, values))) > 1
    return tuple(keys), (Rule.NUMBERS,) if is_only_typed else needed


def _is_written(value: Any) -> bool:  # noqa: ANN401 (JSON or ABSENT)
    """Return whether a value is a text or a number, which the rules are about."""
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return is_plain and state_of(value) is State.VALUE
