"""Lines of text with the places of their words, beside the blocks: for what needs to know where a word stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lineup.engine.processors.convert.model.blocks import Box

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
    return line_at([word.text for word in held], [word.box for word in held])


def line_at(texts: Sequence[str], boxes: Sequence[Box]) -> Line | None:
    """Return the line of words with these boxes, or None for none. A page has hundreds of words: this must be quick."""
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    x0, y0 = round(min(lefts), 1), round(min(tops), 1)
    x1, y1 = round(max(rights), 1), round(max(bottoms), 1)
    turned = _is_turned(boxes)
    numbers = list(_from_corner(boxes, (x0, y0))) if turned else _steps(boxes, x0)
    return Line(" ".join(texts), (x0, y0, x1, y1), " ".join(map(str, numbers)))


def _is_turned(boxes: Sequence[Box]) -> bool:
    """Whether a word stands above, below, or left of the one before it."""
    for (left, top, _, bottom), (_, other_top, other_right, other_bottom) in pairwise(boxes):
        if other_top >= bottom or other_bottom <= top or other_right <= left:
            return True
    return False


def _steps(boxes: Iterable[Box], left: float) -> list[int]:
    edges = [round(left * _PER_UNIT)]
    edges += [round(edge * _PER_UNIT) for x0, _, x1, _ in boxes for edge in (x0, x1)]
    return [edge - before for before, edge in pairwise(edges)]


def _from_corner(boxes: Iterable[Box], corner: tuple[float, float]) -> Iterator[int]:
    for box in boxes:
        for at, start in zip(box, corner * 2, strict=True):
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
