"""A value made to fit its field: its type, its enum, its pattern."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.kinds.reading import read_values
from lineup.engine.processors.extract.schema.fields import Scalar, ValueField, ValueType
from lineup.engine.processors.extract.text.words import phrase

_ALIKE = 90
_TRUE = {"yes", "true", "ja", "oui", "si", "x", "checked", "vero", "wahr", "vrai"}
_FALSE = {"no", "false", "nein", "non", "nee", "none", "unchecked", "falsch", "faux"}


def fitted(value: Scalar, field: ValueField) -> Scalar | None:
    """Return the value as its field wants it, or None where it can't be that."""
    typed = _typed(value, field.type)
    if typed is None or not field.enum:
        return typed
    return _one_of(typed, field.enum)


def _typed(value: Scalar, wanted: ValueType) -> Scalar | None:
    match wanted:
        case ValueType.ANY:
            return value
        case ValueType.STRING:
            return _as_text(value)
        case ValueType.NUMBER:
            return _as_number(value)
        case ValueType.INTEGER:
            number = _as_number(value)
            return int(number) if number is not None and number == int(number) else None
        case ValueType.BOOLEAN:
            return _as_boolean(value)


def _as_text(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.2f}" if isinstance(value, float) and round(value, 2) == value else str(value)


def _as_number(value: Scalar) -> int | float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if value.isascii() and value.isdigit() and len(value) < 16:  # noqa: PLR2004 (exact as a float)
        return int(value)
    readings = list(read_values(Kind.NUMBER, value, Conventions()))
    number = readings[0].value if len(readings) == 1 else None
    return number if isinstance(number, int | float) else None


def _as_boolean(value: Scalar) -> bool | None:
    if isinstance(value, bool):
        return value
    words = phrase(str(value))
    if not words:
        return None
    return True if words[0] in _TRUE else False if words[0] in _FALSE else None


def _one_of(value: Scalar, enum: Iterable[Scalar]) -> Scalar | None:
    """Return the enum's value that reads the same, or almost; None where none does."""
    written = " ".join(phrase(str(value)))
    options = [(option, " ".join(phrase(str(option)))) for option in enum]
    for option, text in options:
        if option == value or text == written:
            return option
    alike = [(fuzz.ratio(text, written), at) for at, (_, text) in enumerate(options)]
    best, at = max(alike, default=(0.0, 0))
    return options[at][0] if best >= _ALIKE else None
