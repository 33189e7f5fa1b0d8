"""Segments: what stands together on one line, with its place."""

from dataclasses import dataclass

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.lines import Line


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words on one line of a page: a label, a value, a cell, a line of a paragraph.

    `row` counts the rows of the whole document, `at` its place among the row's segments. `block` is the id of the block it
    was made of where that is known already, `line` the page's own line with the places of its words.
    """

    text: str
    page: int
    box: Box
    row: int
    at: int
    block: str | None = None
    line: Line | None = None

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.box[0]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.box[1]

    @property
    def height(self) -> float:
        """How high it is."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return ((self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2)


def overlap(one: Box, other: Box) -> float:
    """Return how far two boxes overlap from left to right; negative is the gap between them."""
    return min(one[2], other[2]) - max(one[0], other[0])
