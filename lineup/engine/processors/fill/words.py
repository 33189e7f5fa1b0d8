"""The words on a page with their boxes, and the phrases that they make."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from lineup.engine.processors.convert.model.blocks import Box, union_box
from lineup.engine.processors.fill.geometry import PageSpace, overlap

MOST_CHARACTERS = 50_000
"""The most characters of one page that are looked at."""

_GAP = 1.1
"""The widest space inside a phrase, in heights of its words."""

_PIECES = re.compile(r"_{2,}|[.…]{4,}|[☐□❑❏▢]|\[\s?\]|[^_☐□❑❏▢\[]+|.")
_LEADER = re.compile(r"_{2,}|[.…]{4,}")
_BOX_SIGN = re.compile(r"[☐□❑❏▢]|\[\s?\]")


@dataclass(frozen=True)
class Word:
    """A word and its box, the origin at the top left."""

    text: str
    box: Box

    @property
    def is_leader(self) -> bool:
        """Whether it is a row of underscores or dots to write on."""
        return _LEADER.fullmatch(self.text) is not None

    @property
    def is_box(self) -> bool:
        """Whether it is a sign for a box to tick."""
        return _BOX_SIGN.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Phrase:
    """Words that stand together on a line."""

    text: str
    box: Box

    @property
    def height(self) -> float:
        """How high its words are."""
        return self.box[3] - self.box[1]


def pdf_words(page: Any, space: PageSpace) -> list[Word]:  # noqa: ANN401 (pypdfium2 ships no types)
    """Return the words of a PDF page's own text, as they are seen."""
    text_page = page.get_textpage()
    count = min(text_page.count_chars(), MOST_CHARACTERS)
    text = text_page.get_text_range(0, count) if count > 0 else ""
    if len(text) != count:  # characters beyond the basic plane, or ones that the text leaves out
        return []
    words: list[tuple[str, Box]] = []
    for is_space, places in groupby(range(count), key=lambda place: text[place].isspace()):
        if not is_space:
            words += _split_boxes([(text[place], text_page.get_charbox(place)) for place in places])
    return [Word(word, space.seen(box)) for word, box in words if box[2] > box[0]]


def split_word(word: Word) -> list[Word]:
    """Return a recognised word's parts: rows to write on and boxes to tick apart from what is beside them."""
    pieces = _PIECES.findall(word.text)
    x0, y0, x1, y1 = word.box
    each, at, parts = (x1 - x0) / max(len(word.text), 1), x0, []
    for piece in pieces:
        parts.append(Word(piece, (at, y0, at + each * len(piece), y1)))
        at += each * len(piece)
    return parts


def phrases_of(words: Iterable[Word], walls: Sequence[Box] = ()) -> list[Phrase]:
    """Return the phrases, line by line: rows to write on, boxes to tick and walls end them."""
    found: list[Phrase] = []
    for line in lines_of(words):
        held: list[Word] = []
        for word in line:
            if held and _is_apart(held[-1], word, walls):
                found += _phrase(held)
                held = []
            if not word.is_leader and not word.is_box:
                held.append(word)
            else:
                found += _phrase(held)
                held = []
        found += _phrase(held)
    return found


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words by lines from the top, each from the left: words are on one line that overlap by half."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: ((each.box[1] + each.box[3]) / 2, each.box[0])):
        for line in reversed(lines[-6:]):
            if _is_beside(line[-1], word) or _is_beside(line[0], word):
                line.append(word)
                break
        else:
            lines.append([word])
    return [sorted(line, key=lambda each: each.box[0]) for line in lines]


def _is_beside(one: Word, other: Word) -> bool:
    low = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    if one.is_leader or other.is_leader:  # low in themselves: what counts is the baseline
        return (
            abs(one.box[3] - other.box[3])
            < max(other.box[3] - other.box[1], one.box[3] - one.box[1]) / 2
        )
    return overlap(one.box[1], one.box[3], other.box[1], other.box[3]) > low / 2


def _is_apart(left: Word, right: Word, walls: Sequence[Box]) -> bool:
    height = max(left.box[3] - left.box[1], right.box[3] - right.box[1], 1.0)
    if right.box[0] - left.box[2] > _GAP * height:
        return True
    return any(
        left.box[2] - 1 <= wall[0] <= right.box[0] + 1
        and overlap(wall[1], wall[3], left.box[1], left.box[3])
        for wall in walls
    )


def _phrase(words: list[Word]) -> Iterator[Phrase]:
    box = union_box([*(word.box for word in words)])
    if box is not None:
        yield Phrase(" ".join(word.text for word in words), box)


def _split_boxes(characters: list[tuple[str, Box]]) -> Iterator[tuple[str, Box]]:
    """Yield the parts of a word with the boxes of their characters."""
    at = 0
    for piece in _PIECES.findall("".join(text for text, _ in characters)):
        box = union_box([held for _, held in characters[at : at + len(piece)]])
        at += len(piece)
        if box is not None:
            yield piece, box
