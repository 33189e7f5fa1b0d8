"""Marked characters can be read in both themes: WCAG 2.2 wants a contrast of 4.5 to 1 for text of this size."""

import re
import tomllib
from pathlib import Path

import pytest

from components.difference_marks import marks_style

_THEMES = tomllib.loads(Path(".streamlit/config.toml").read_text("utf-8"))["theme"]
_MARK = re.compile(r"\.lu-[A-D]\{[^}]*background:(#\w{8})")
_CHARACTER = re.compile(r"\.lu-other\{[^}]*background:rgba\(([^)]*)\)")

Color = tuple[float, ...]


def _of_hex(digits: str) -> Color:
    return tuple(int(digits[at : at + 2], 16) for at in range(1, 7, 2))


def _over(top: Color, opacity: float, under: Color) -> Color:
    return tuple(
        opacity * one + (1 - opacity) * other for one, other in zip(top, under, strict=True)
    )


def _luminance(color: Color) -> float:
    shares = [part / 255 for part in color]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: Color, other: Color) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_marked_character_can_be_read(theme: str, ground: str) -> None:
    colors = _THEMES[theme]
    letters = _of_hex(colors["textColor"])
    for letter in "ABCD":
        style = marks_style(letter)
        tint, character = _MARK.search(style), _CHARACTER.search(style)
        assert tint is not None
        assert character is not None
        *over, opacity = map(float, character[1].split(","))
        marked = _over(_of_hex(tint[1]), int(tint[1][7:], 16) / 255, _of_hex(colors[ground]))
        assert _contrast(letters, _over(tuple(over), opacity, marked)) >= 4.5
