"""How the sides' boxes are told apart: by colour, by the style of the line and by the letter at the corner."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """The line of a side's boxes; `dashes` is of SVG, in widths of the line."""

    color: str
    words: str
    dashes: tuple[float, ...]
    css: str


_LINES = {
    "A": Line("#2563c9", "dashed blue", (4, 2.5), "dashed"),
    "B": Line("#c2410c", "solid orange", (), "solid"),
    "C": Line("#1f7a4d", "dotted green", (1, 1.8), "dotted"),
    "D": Line("#8e3fc0", "dash-dotted violet", (5, 2, 1, 2), "double"),
}


def line_of(letter: str) -> Line:
    """Return the line of the side that is shown under a letter."""
    return _LINES[letter]


def line_css(letter: str) -> str:
    """Return the border around a side's letter; CSS knows no dash-dotted one and D's is double."""
    line = _LINES[letter]
    return f"border:2px {line.css} {line.color}"


def mark_css(letter: str) -> str:
    """Return how words are marked that are this side's own: a tint, and an underline in the side's line."""
    line = _LINES[letter]
    return (
        f"color:inherit;background:{line.color}2e;text-decoration:underline {line.css} {line.color} 2px;"
        "text-underline-offset:.2em;border-radius:.15rem"
    )
