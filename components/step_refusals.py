"""What a server refused of a draft, by the step and the setting that it blames."""

import re
from collections.abc import Sequence

from lineup.client.errors import ClientError
from lineup.contract.errors import FieldError

_STEPS, _SETTINGS = "steps", "settings"
RUBRIC = "eval_rubric_id"


def refused_settings(
    error: ClientError | None, position: int, names: Sequence[str]
) -> dict[str, str]:
    """Return what is wrong with each setting of a step that has a field; of the others under an empty name."""
    told: dict[str, list[str]] = {}
    for parts, blamed in _of_step(error, position):
        if parts[:1] == [_SETTINGS]:
            name = parts[1] if len(parts) > 1 and parts[1] in names else ""
            told.setdefault(name, []).append(_sentence(blamed))
    return {name: " ".join(messages) for name, messages in told.items()}


def refused_step(error: ClientError | None, position: int) -> list[str]:
    """Return what is wrong with a step beside its settings."""
    return [
        _sentence(blamed) for parts, blamed in _of_step(error, position) if parts[:1] != [_SETTINGS]
    ]


def refused_steps(error: ClientError | None) -> list[int]:
    """Return the 0-based positions of the steps that the server blames."""
    fields = error.fields if error else ()
    positions = {_position(blamed.field.split(".")) for blamed in fields}
    return sorted(position for position in positions if position is not None)


def is_of_steps(error: ClientError) -> bool:
    """Whether the server blames nothing but steps: then each of them says what is wrong with it."""
    return bool(error.fields) and all(
        _position(blamed.field.split(".")) is not None for blamed in error.fields
    )


def _of_step(error: ClientError | None, position: int) -> list[tuple[list[str], FieldError]]:
    """Return what blames the step, each with the parts of its place within the step."""
    split = [(blamed.field.split("."), blamed) for blamed in (error.fields if error else ())]
    return [(parts[2:], blamed) for parts, blamed in split if _position(parts) == position]


def _position(parts: Sequence[str]) -> int | None:
    is_step = len(parts) > 1 and parts[0] == _STEPS and re.fullmatch(r"[0-9]{1,4}", parts[1])
    return int(parts[1]) if is_step else None


def _sentence(blamed: FieldError) -> str:
    """Return the server's words as one sentence, without a name of the step, which stands beside it."""
    _, found, rest = blamed.message.partition(": ")
    words = rest if found and blamed.message.startswith("Step ") else blamed.message
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?")) else f"{words}."
