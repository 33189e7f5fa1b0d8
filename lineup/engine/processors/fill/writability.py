"""Whether a value can be written at all."""

import unicodedata

from lineup.engine.processors.fill.type.glyphs import undrawable

_RIGHT_TO_LEFT = {"R", "AL"}
_MOST_NAMED = 8


def refusal(text: str) -> str:
    """Return why a text can't be drawn; empty if it can."""
    missing = undrawable(text)
    if not missing:
        return ""
    named = ", ".join(_named(character) for character in missing[:_MOST_NAMED])
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in missing):
        return f"text that runs from right to left can't be drawn: {named}{more}"
    return f"the type that every viewer has lacks these characters: {named}{more}"


def fitting_text(text: str, most: int | None) -> str | None:
    """Return the text as it fits a field of so many characters, without spaces and dashes if need be; None if it doesn't."""
    if most is None or len(text) <= most:
        return text
    bare = "".join(
        character for character in text if not character.isspace() and character not in "-./"
    )
    return bare if len(bare) <= most else None


def _named(character: str) -> str:
    shown = character if character.isprintable() else ""
    return f"{shown} (U+{ord(character):04X})".strip()
