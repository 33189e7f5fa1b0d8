"""Extracted values: what is a value and what stands beside it, its state, its text, and its key."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from lineup.compare.forms import keys_of
from lineup.compare.kinds import State
from lineup.compare.rules import Rule
from lineup.compare.shapes import written_json

_SIDECARS = ("_citations", "_meta", "_score")


class Absent:
    """The type of ABSENT."""


ABSENT: Final = Absent()
"""Stands for a value that isn't there, which is something else than null."""


def fields_of(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object's fields without what the service writes beside them (contract §4.5): citations, meta, scores."""
    return {name: inner for name, inner in value.items() if not _is_sidecar(name, value)}


def _is_sidecar(name: str, value: Mapping[str, Any]) -> bool:
    return any(name.endswith(end) and name[: -len(end)] in value for end in _SIDECARS)


def citations_of(value: Any, name: str) -> tuple[str, ...]:  # noqa: ANN401 (JSON)
    """Return the block ids that were given for a field of an object."""
    if not isinstance(value, Mapping):
        return ()
    meta = value.get(f"{name}_meta")
    told = value.get(f"{name}_citations") or (
        meta.get("citations") if isinstance(meta, dict) else None
    )
    return (
        tuple(block for block in told if isinstance(block, str)) if isinstance(told, list) else ()
    )


def bare(value: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return a value with nothing beside its fields, at any depth."""
    if isinstance(value, dict):
        return {name: bare(inner) for name, inner in fields_of(value).items()}
    return [bare(inner) for inner in value] if isinstance(value, list) else value


def state_of(value: Any) -> State:  # noqa: ANN401 (JSON or ABSENT)
    """Return whether a value is there, null, empty, or not there."""
    if value is ABSENT:
        return State.ABSENT
    if value is None:
        return State.NULL
    is_empty = not value.strip() if isinstance(value, str) else value in ([], {})
    return State.EMPTY if is_empty else State.VALUE


def value_text(value: Any) -> str:  # noqa: ANN401 (JSON or ABSENT)
    """Return a value as text for people; empty where there is none."""
    if value is ABSENT or value is None:
        return ""
    return value if isinstance(value, str) else written_json(value)


def reading_text(value: Any) -> str:  # noqa: ANN401 (JSON or ABSENT)
    """Return a value as people read it: a list's items one a line, an object's fields by their names."""
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return "\n".join(f"{at}. {_in_line(item)}" for at, item in enumerate(value, start=1))
    return _in_line(value)


def _in_line(value: Any) -> str:  # noqa: ANN401 (JSON or ABSENT)
    if isinstance(value, dict) and value:
        return ", ".join(f"{name}: {_inner(inner)}" for name, inner in value.items())
    if isinstance(value, list) and value:
        return ", ".join(_inner(item) for item in value)
    return value_text(value)


def _inner(value: Any) -> str:  # noqa: ANN401 (JSON)
    return "none" if value is None else value_text(value)


def are_equal(one: Any, other: Any) -> bool:  # noqa: ANN401 (JSON or ABSENT)
    """Return whether two values are the same JSON: true is not 1. Without recursion: they may be hostile."""
    waiting = [(one, other)]
    while waiting:
        left, right = waiting.pop()
        if isinstance(left, dict) and isinstance(right, dict):
            if left.keys() != right.keys():
                return False
            waiting.extend((left[name], right[name]) for name in left)
        elif isinstance(left, list) and isinstance(right, list):
            if len(left) != len(right):
                return False
            waiting.extend(zip(left, right, strict=True))
        elif isinstance(left, bool) is not isinstance(right, bool) or left != right:
            return False
    return True


def leaf_key(value: Any, rules: Collection[Rule]) -> str:  # noqa: ANN401 (JSON)
    """Return the key of a value taken alone, by which rows find their likes."""
    if isinstance(value, dict | list):
        return written_json(value)
    if value is None or isinstance(value, bool):
        return f"{value}"
    return keys_of([value_text(value)], rules)[0]
