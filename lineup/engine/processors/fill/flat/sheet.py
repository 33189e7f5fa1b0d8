"""A page to be filled, as a person sees it."""

from dataclasses import dataclass

from PIL import Image

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.fill.flat.rules import Ink, find_ink
from lineup.engine.processors.fill.words import Phrase, Word, phrases_of

_SAME_PLACE = 6.0
_FEW_LETTERS = 3
"""What a drawn box may be taken for by OCR, such as EI]."""


@dataclass(frozen=True)
class Sheet:
    """A page: its 0-based index, its size in points, its words, the lines and boxes drawn on it.

    All boxes are in points with the origin at the top left. `rules` are lines to write on, drawn or made of underscores;
    `walls` are vertical lines; `boxes` are there to be ticked.
    """

    index: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Box, ...]
    walls: tuple[Box, ...]
    boxes: tuple[Box, ...]

    @property
    def phrases(self) -> list[Phrase]:
        """The phrases on the page."""
        return phrases_of(self.words, self.walls)


def sheet_of(index: int, words: list[Word], picture: Image.Image, scale: float) -> Sheet:
    """Return the page with these words, whose picture has so many pixels to a point."""
    ink = find_ink(picture, scale)
    kept = [word for word in words if not _is_drawn(word, ink)]
    written = [word.box for word in kept if not word.is_box and not word.is_leader]
    drawn = [box for box in ink.boxes if not any(_is_inside(box, each) for each in written)]
    signs = [word.box for word in kept if word.is_box]
    leaders = [_baseline(word.box) for word in kept if word.is_leader]
    return Sheet(
        index=index,
        width=picture.width / scale,
        height=picture.height / scale,
        words=tuple(kept),
        rules=(*ink.rules, *_apart(leaders, ink.rules)),
        walls=tuple(ink.walls),
        boxes=(*drawn, *_apart(signs, drawn)),
    )


def _is_inside(box: Box, other: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _is_drawn(word: Word, ink: Ink) -> bool:
    """Whether a word is nothing but a drawn box that was taken for letters."""
    width = word.box[2] - word.box[0]
    return len(word.text) <= _FEW_LETTERS and any(
        _is_inside(word.box, box) and width < 2 * (box[2] - box[0]) for box in ink.boxes
    )


def _apart(boxes: list[Box], others: list[Box]) -> list[Box]:
    return [box for box in boxes if not any(_is_same(box, other) for other in others)]


def _is_same(box: Box, other: Box) -> bool:
    return abs(box[0] - other[0]) < _SAME_PLACE and abs(box[3] - other[3]) < _SAME_PLACE


def _baseline(box: Box) -> Box:
    return (box[0], box[3] - 1, box[2], box[3])
