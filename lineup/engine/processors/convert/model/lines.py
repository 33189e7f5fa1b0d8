"""Lines of text with the places of their words, beside the blocks: for what needs to know where a word stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lineup.engine.processors.convert.model.blocks import Box, union_box

_PER_UNIT = 10  # tenths: finer than any printing
_TURNED = 4  # numbers for a word


class LineWord(NamedTuple):
    """A word, as far as the next space, with its box in the page's unit."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand together on one line: a line of a column, a cell, a label.

    `places` says where the words are, in tenths of the page's unit, separated by spaces: for each word its distance from
    the one before and its width. In a line that doesn't run from left to right it is each word's four corners, from the
    line's own top left one. Written so, it takes a seventh of the memory that boxes take. It is empty where the words'
    places are unknown.
    """

    text: str
    box: Box
    places: str = ""

    @property
    def words(self) -> tuple[LineWord, ...]:
        """The words in the line's order; none where their places are unknown."""
        texts = self.text.split()
        numbers = [int(number) / _PER_UNIT for number in self.places.split()]
        boxes = _corners if len(numbers) == _TURNED * len(texts) else _extents
        places = boxes(numbers, self.box)
        return tuple(LineWord(text, box) for text, box in zip(texts, places, strict=False))


def line_of(words: Iterable[LineWord]) -> Line | None:
    """Return the line that the words are, or None for none."""
    held = list(words)
    box = union_box([word.box for word in held])
    if box is None:
        return None
    x0, y0, x1, y1 = (round(corner, 1) for corner in box)
    turned = _is_turned(held)
    numbers = list(_from_corner(held, (x0, y0))) if turned else _steps(held, (x0, y0))
    return Line(
        text=" ".join([word.text for word in held]),
        box=(x0, y0, x1, y1),
        places=" ".join(map(str, numbers)),
    )


def _is_turned(words: Sequence[LineWord]) -> bool:
    """Whether a word stands above, below, or left of the one before it."""
    for (_, before), (_, box) in pairwise(words):
        if box[1] >= before[3] or box[3] <= before[1] or box[2] <= before[0]:
            return True
    return False


def _steps(words: Iterable[LineWord], corner: tuple[float, float]) -> list[int]:
    numbers: list[int] = []
    at = round(corner[0] * _PER_UNIT)
    for _, (x0, _, x1, _) in words:
        start, end = round(x0 * _PER_UNIT), round(x1 * _PER_UNIT)
        numbers += (start - at, end - start)
        at = end
    return numbers


def _from_corner(words: Iterable[LineWord], corner: tuple[float, float]) -> Iterator[int]:
    for word in words:
        for at, start in zip(word.box, corner * 2, strict=True):
            yield round((at - start) * _PER_UNIT)


def _extents(numbers: Sequence[float], line: Box) -> Iterator[Box]:
    at = line[0]
    for gap, width in zip(numbers[::2], numbers[1::2], strict=False):
        yield (at + gap, line[1], at + gap + width, line[3])
        at += gap + width


def _corners(numbers: Sequence[float], line: Box) -> Iterator[Box]:
    left, top = line[:2]
    for at in range(0, len(numbers), _TURNED):
        x0, y0, x1, y1 = numbers[at : at + _TURNED]
        yield (left + x0, top + y0, left + x1, top + y1)
