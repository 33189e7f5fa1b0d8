"""What a value means for a box, for a line of text, and among options."""

from lineup.engine.processors.convert.model.inline import clean
from lineup.engine.processors.fill.settings import FieldValue, Scalar

_YES = frozenset(
    {"yes", "true", "1", "checked", "x", "on", "ja", "oui", "sí", "si", "y", "✓", "☑", "☒"}
)
_NO = frozenset({"no", "false", "0", "unchecked", "off", "nein", "non", "n", "nee", ""})


def tick_of(value: FieldValue) -> bool | None:
    """Return whether a box is to be ticked (contract §3.6); None where the value says neither yes nor no."""
    if isinstance(value.value, bool):
        return value.value
    word = text_of(value).strip().casefold()
    if word in _YES:
        return True
    return False if word in _NO else None


def text_of(value: FieldValue) -> str:
    """Return the value as text to be written: a number without needless zeros, several values with commas."""
    return ", ".join(texts_of(value))


def texts_of(value: FieldValue) -> list[str]:
    """Return each value as text; none for null."""
    given = value.value
    if given is None:
        return []
    several = given if isinstance(given, tuple) else (given,)
    return [_text(each) for each in several]


def is_empty(value: FieldValue) -> bool:
    """Whether there is nothing to write."""
    return not isinstance(value.value, bool) and not text_of(value).strip()


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.12g}" if abs(value) < 1e15 else repr(value)  # noqa: PLR2004 (what a float holds whole)
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return clean(lines)
