"""A line of text as glyphs: letters with accents that the font lacks are put together from a letter and its accent."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from lineup.engine.processors.fill.type.widths import CODES, WIDTHS

_ACCENTS = {
    "\u0300": "`",
    "\u0301": "\u00b4",
    "\u0302": "\u02c6",
    "\u0303": "\u02dc",
    "\u0304": "¯",
    "\u0306": "\u02d8",
    "\u0307": "\u02d9",
    "\u0308": "¨",
    "\u030a": "\u02da",
    "\u030b": "\u02dd",
    "\u030c": "\u02c7",
    "\u0326": "\u00b8",
    "\u0327": "\u00b8",
    "\u0328": "\u02db",
}
"""Combining marks and the glyphs that show them alone."""

_BELOW = frozenset("\u00b8\u02db")
_TALL = frozenset("bdfhklt")
_RAISE = 195
"""By how much an accent over a capital stands higher, in thousandths: the capitals' height less that of small letters."""

_ALIKE = {
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2032": "'",
    "\u2033": '"',
    "\u02bc": "’",
    "Đ": "Ð",
}
"""Characters that look like others."""


@dataclass(frozen=True)
class Glyph:
    """One glyph: its code, how far it takes the line on, and an accent over or under it with its place."""

    code: int
    width: int
    accent: int | None = None
    shift: int = 0
    rise: int = 0
    accent_width: int = 0


@lru_cache(maxsize=4096)
def glyph_of(character: str) -> Glyph | None:
    """Return the glyph that shows the character; None where the font has nothing for it."""
    character = _ALIKE.get(character, character)
    if character in CODES:
        return Glyph(CODES[character], WIDTHS[character])
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[1] in _ACCENTS:  # noqa: PLR2004 (a letter and one mark)
        return _composed(parts[0], _ACCENTS[parts[1]])
    return None


def undrawable(text: str) -> list[str]:
    """Return the characters that have no glyph, each once; line ends need none."""
    missing = (each for each in _composed_text(text) if each != "\n" and glyph_of(each) is None)
    return list(dict.fromkeys(missing))


def glyphs_of(line: str) -> list[Glyph]:
    """Return the glyphs of a line; what has none is left out."""
    found = (glyph_of(character) for character in _composed_text(line))
    return [glyph for glyph in found if glyph is not None]


def width_of(line: str) -> int:
    """Return how wide the line is, in thousandths of the type's size."""
    return sum(glyph.width for glyph in glyphs_of(line))


def _composed_text(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _composed(letter: str, accent: str) -> Glyph | None:
    if accent not in _BELOW and letter == "i":
        letter = "\u0131"
    if letter not in CODES:
        return None
    width, accent_width = WIDTHS[letter], WIDTHS[accent]
    shift = width - accent_width if accent == "\u02db" else (width - accent_width) // 2
    is_tall = letter.isupper() or letter in _TALL
    rise = _RAISE if is_tall and accent not in _BELOW else 0
    return Glyph(CODES[letter], width, CODES[accent], shift, rise, accent_width)
