"""Text at its place, as lines of pieces: what stands side by side with a wide space between belongs to other cells."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from lineup.engine.processors.convert.model.blocks import Box, union_box

_SAME_LINE = 0.45  # of a line's height: the centres of what stands on one line are nearer than that
_OVERLAP = 0.12  # of a line's height
_WORD_GAP = 0.6  # of a line's height: a wider space is no space between words


class Piece(NamedTuple):
    """Text without a wide space in it, and its box: a word, or what a PDF draws at once."""

    text: str
    box: Box
    is_bold: bool = False

    @property
    def height(self) -> float:
        """How high the box is."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """Where half of the height is."""
        return (self.box[1] + self.box[3]) / 2


class Line(NamedTuple):
    """Pieces that stand on one line, from left to right, and the box around all of them."""

    pieces: tuple[Piece, ...]
    box: Box


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """Return the lines from top to bottom, words that belong together joined to one piece."""
    ordered = sorted((piece for piece in pieces if piece.text.strip()), key=lambda one: one.middle)
    if not ordered:
        return []
    height = median(piece.height for piece in ordered)
    groups: list[list[Piece]] = []
    middle = 0.0
    for piece in ordered:
        if groups and piece.middle - middle < _SAME_LINE * min(piece.height, height):
            groups[-1].append(piece)
            middle = _middle(groups[-1])
        else:
            groups.append([piece])
            middle = piece.middle
    return [_line(_joined(group)) for group in groups]


def _line(pieces: Sequence[Piece]) -> Line:
    box = union_box([piece.box for piece in pieces]) or pieces[0].box
    return Line(tuple(pieces), box)


def _middle(group: Sequence[Piece]) -> float:
    return sum(piece.middle for piece in group) / len(group)


def _joined(group: Iterable[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in sorted(group, key=lambda one: one.box[0]):
        if joined and piece.box[0] - joined[-1].box[2] < _WORD_GAP * piece.height:
            joined[-1] = _join(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def _join(left: Piece, right: Piece) -> Piece:
    box = union_box([left.box, right.box]) or left.box
    return Piece(f"{left.text.strip()} {right.text.strip()}", box, left.is_bold and right.is_bold)


def overlapping(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the lines, those together that stand partly beside each other, as centred cells do."""
    rows: list[list[Line]] = []
    for line in lines:
        beside = [other for other in rows[-1] if _is_beside(other, line)] if rows else []
        if beside and not any(_is_under(other, line) for other in beside):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_beside(line: Line, other: Line) -> bool:
    return line.box[3] - other.box[1] > _OVERLAP * (other.box[3] - other.box[1])


def _is_under(line: Line, other: Line) -> bool:
    return any(
        piece.box[0] < above.box[2] and above.box[0] < piece.box[2]
        for piece in other.pieces
        for above in line.pieces
    )
