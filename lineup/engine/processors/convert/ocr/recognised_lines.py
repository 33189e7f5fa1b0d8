"""The lines of a recognised page, from its words."""

from collections.abc import Iterable, Iterator, Sequence

from lineup.engine.processors.convert.model.lines import Line, LineWord, line_of
from lineup.engine.processors.convert.ocr.words import Word, lines_of

_WIDE = 1.5  # of the line's height: the next column, or the next cell


def recognised_lines(words: Iterable[Word], unit: float) -> tuple[Line, ...]:
    """Return the page's lines in its unit, of which a pixel has `unit`; one across columns is cut where they part."""
    parts = (part for line in lines_of(words) for part in _parts(line))
    lines = (line_of(_scaled(word, unit) for word in part) for part in parts)
    return tuple(line for line in lines if line is not None)


def _parts(line: Sequence[Word]) -> Iterator[list[Word]]:
    height = sorted(word.box[3] - word.box[1] for word in line)[len(line) // 2]
    part: list[Word] = []
    for word in line:
        if part and word.box[0] - part[-1].box[2] > _WIDE * height:
            yield part
            part = []
        part.append(word)
    yield part


def _scaled(word: Word, unit: float) -> LineWord:
    x0, y0, x1, y1 = (corner * unit for corner in word.box)
    return LineWord("".join(word.text.split()), (x0, y0, x1, y1))
