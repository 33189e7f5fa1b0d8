"""Text made to fit a place: its size, and its lines."""

from dataclasses import dataclass

from lineup.engine.processors.fill.type.glyphs import width_of

LEADING = 1.15
"""From one baseline to the next, in sizes of the type."""

SMALLEST = 4.0
"""The smallest size that people can read, in points."""

_STEP = 0.5
_THOUSAND = 1000


@dataclass(frozen=True)
class Fitted:
    """Lines of a size in points; `is_whole` tells whether all of the text is in them."""

    lines: tuple[str, ...]
    size: float
    is_whole: bool = True

    @property
    def height(self) -> float:
        """How high the lines are together, in points."""
        return self.size * (1 + (len(self.lines) - 1) * LEADING)


def fit_line(text: str, *, width: float, size: float, smallest: float = SMALLEST) -> Fitted:
    """Return the text on one line, as large as the width allows, at most of the size; cut if the smallest is too large."""
    line = " ".join(text.split())
    needed = width_of(line) / _THOUSAND
    fitting = min(size, width / needed) if needed else size
    if fitting >= smallest:
        return Fitted((line,), fitting)
    return Fitted((_cut(line, width / smallest * _THOUSAND),), smallest, is_whole=False)


def fit_lines(
    text: str, *, width: float, height: float, size: float, smallest: float = SMALLEST
) -> Fitted:
    """Return the text on as many lines as the place holds, as large as that allows; cut if the smallest is too large."""
    size = max(size, smallest)
    while size > smallest:
        fitted = Fitted(tuple(_wrapped(text, width / size * _THOUSAND)), size)
        if fitted.height <= height:
            return fitted
        size = max(size - _STEP, smallest)
    lines = _wrapped(text, width / smallest * _THOUSAND)
    room = max(int((height / smallest - 1) / LEADING) + 1, 1)
    return Fitted(tuple(lines[:room]), smallest, is_whole=len(lines) <= room)


def _wrapped(text: str, most: float) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width_of(longer) > most:
                lines.append(line)
                line = word
            else:
                line = longer
            while width_of(line) > most and len(line) > 1:
                head = _cut(line, most)
                lines.append(head)
                line = line[len(head) :]
        lines.append(line)
    return lines


def _cut(line: str, most: float) -> str:
    """Return the line's beginning that is no wider; one character at least."""
    used = 0
    for place, character in enumerate(line):
        used += width_of(character)
        if used > most and place:
            return line[:place]
    return line
