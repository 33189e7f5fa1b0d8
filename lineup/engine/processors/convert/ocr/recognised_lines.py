"""The lines of a recognised page, from its words."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.lines import Line, LineWord, line_of
from lineup.engine.processors.convert.ocr.words import Word, lines_of

_WIDE = 1.5  # of the line's height: the next column, or the next cell


Place = Callable[[Box], Box]
"""Where a box of pixels is on the page, in the page's unit."""


def recognised_lines(words: Iterable[Word], place: Place) -> tuple[Line, ...]:
    """Return the page's lines in its unit; one across columns is cut where they part."""
    parts = (part for line in lines_of(words) for part in _parts(line))
    lines = (line_of(_placed(word, place) for word in part) for part in parts)
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


def _placed(word: Word, place: Place) -> LineWord:
    return LineWord("".join(word.text.split()), place(word.box))
