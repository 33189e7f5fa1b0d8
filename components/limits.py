"""Keeping what the browser must draw small: half a megabyte of text takes it half a minute."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineup.compare.shortening import shortened

MOST_CHARACTERS = 50_000
"""How much text one view draws."""


@dataclass(frozen=True)
class Excerpt:
    """Text short enough to draw; `note` says what was cut, None if nothing was."""

    text: str
    note: str | None = None


def cut_text(text: str, most: int = MOST_CHARACTERS) -> Excerpt:
    """Return the text's beginning, ending with a line where that is near."""
    if len(text) <= most:
        return Excerpt(text)
    end = text.rfind("\n", most // 2, most)
    shown = text[: end if end > 0 else most]
    return Excerpt(shown, _note(f"{len(shown):,} of {len(text):,} characters"))


def cut_line(text: str, most: int) -> str:
    """Return the text's beginning without line ends, with … where it is longer."""
    return shortened(" ".join(text.split()), most)


def cut_parts(parts: Iterable[str], noun: str, most: int = MOST_CHARACTERS) -> Excerpt:
    """Return as many whole parts as fit, joined; a first part that is too long by itself is cut."""
    pieces = list(parts)
    shown: list[str] = []
    for piece in pieces:
        if shown and sum(map(len, shown)) + len(piece) > most:
            break
        shown.append(piece)
    first = cut_text("".join(shown), most)
    if len(shown) == len(pieces):
        return first
    return Excerpt(first.text, _note(f"{len(shown):,} of {len(pieces):,} {noun}"))


def _note(share: str) -> str:
    return f"Shows the first {share}. The download has all of it."
