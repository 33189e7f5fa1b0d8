"""Which lines of a page are set in bold, by how wide their strokes are for their size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from lineup.engine.processors.convert.layout.regions import share_inside
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.ocr.ink import Picture, stroke_width
from lineup.engine.processors.convert.ocr.line_size import measure_line
from lineup.engine.processors.convert.ocr.words import Word, lines_of

_BLUR = 1.6  # pixels that a printed and scanned stroke is wider than it was drawn
_BOLD = 1.3  # times as wide as most
_SMALLEST = 12.0  # pixels of type size below which strokes can't be told apart

_INSIDE = 0.6  # of a word inside a title: it belongs to it


@dataclass(frozen=True)
class _Line:
    words: Sequence[Word]
    weight: float
    letters: int


def with_emphasis(words: Iterable[Word], ink: Picture) -> list[Word]:
    """Return the words, those of bold lines marked."""
    lines = [_measured(line, ink) for line in lines_of(words)]
    usual = _usual_weight(lines)
    return [
        replace(word, is_bold=bool(usual) and line.weight > _BOLD * usual)
        for line in lines
        for word in line.words
    ]


def with_bold_titles(words: Sequence[Word], titles: Sequence[Box]) -> tuple[Word, ...]:
    """Return the words, those inside titles marked as bold on a page of one weight: its titles stand out otherwise."""
    if any(word.is_bold for word in words):
        return tuple(words)
    return tuple(
        replace(word, is_bold=any(share_inside(word.box, title) > _INSIDE for title in titles))
        for word in words
    )


def _measured(words: list[Word], ink: Picture) -> _Line:
    size = measure_line(words).size
    width = median(stroke_width(ink, word.box) for word in words)
    weight = (width - _BLUR) / size if size >= _SMALLEST else 0.0
    return _Line(words, weight, sum(len(word.text) for word in words))


def _usual_weight(lines: Iterable[_Line]) -> float:
    """Return the weight that half of the page's letters don't reach."""
    weighted = sorted((line.weight, line.letters) for line in lines if line.weight > 0)
    half = sum(letters for _, letters in weighted) / 2
    for weight, letters in weighted:
        half -= letters
        if half <= 0:
            return weight
    return 0.0
