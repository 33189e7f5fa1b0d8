"""JSON as people type it: what it says, or the place of its first mistake."""

import json
from dataclasses import dataclass
from typing import Any

_MOST_SHOWN = 60
_REASONS = {
    "Expecting value": "a value is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing here",
    "Unterminated string starting at": "the text that begins here doesn't end",
    "Illegal trailing comma before end of object": "there is a comma too many here",
    "Illegal trailing comma before end of array": "there is a comma too many here",
    "Extra data": "the JSON ends before this",
}


_ENDS_EARLY = "the JSON isn't finished here: a bracket or a value is missing"


@dataclass(frozen=True)
class JsonReading:
    """What a text says: its value, or the problem and the line that has it with a mark below its column."""

    value: Any = None
    problem: str | None = None
    excerpt: str | None = None


def read_json_text(text: str) -> JsonReading:
    """Return what the text says."""
    try:
        return JsonReading(
            json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_require_once)
        )
    except json.JSONDecodeError as error:
        return _at(text, error)
    except ValueError as error:
        return JsonReading(problem=f"That is no JSON: {error}.")
    except RecursionError:
        return JsonReading(problem="That is nested too deeply.")


def is_same_json(value: Any, other: Any) -> bool:  # noqa: ANN401 (JSON)
    """Whether two values are written alike: 1 is not true, and another order of names is another text."""
    return json.dumps(value) == json.dumps(other)


def json_text(value: Any) -> str:  # noqa: ANN401 (JSON)
    """Return a value as people read JSON; a text that holds JSON already is left as its author wrote it."""
    if isinstance(value, str) and value.lstrip()[:1] in {"{", "["}:
        return value
    return json.dumps(value, ensure_ascii=False, indent=2)


def _at(text: str, error: json.JSONDecodeError) -> JsonReading:
    written = text.rstrip()
    if not written:
        return JsonReading(problem="There is nothing here yet: write JSON.")
    reason = _REASONS.get(error.msg, error.msg[:1].lower() + error.msg[1:])
    if error.pos >= len(written):
        error, reason = json.JSONDecodeError("", written, len(written)), _ENDS_EARLY
    line = text.splitlines()[error.lineno - 1] if text.splitlines()[error.lineno - 1 :] else ""
    first = max(error.colno - _MOST_SHOWN // 2, 0)
    shown = line[first : first + _MOST_SHOWN].replace("\t", " ")
    return JsonReading(
        problem=f"Line {error.lineno}, column {error.colno}: {reason}.",
        excerpt=f"{shown}\n{' ' * (error.colno - 1 - first)}^",
    )


def _refuse_constant(name: str) -> None:
    message = f"{name} is no number of JSON"
    raise ValueError(message)


def _require_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs as an object, raising ValueError for a name that stands twice: only one would be kept."""
    read: dict[str, Any] = {}
    for name, value in pairs:
        if name in read:
            message = f"the name {name[:_MOST_SHOWN]!r} stands twice in one object"
            raise ValueError(message)
        read[name] = value
    return read
