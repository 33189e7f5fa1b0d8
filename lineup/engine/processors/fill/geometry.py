"""Pages as they are seen, and as a PDF counts their points."""

from dataclasses import dataclass

from lineup.engine.processors.convert.model.blocks import Box

Matrix = tuple[float, float, float, float, float, float]
"""As in ISO 32000-1, 8.3.3."""


@dataclass(frozen=True)
class PageSpace:
    """The visible part of a page in its own space, and by how many degrees it is turned clockwise to be seen."""

    crop: Box
    rotation: int = 0

    @property
    def width(self) -> float:
        """How wide the page is seen, in points."""
        return self._extent[0] if self.rotation in {0, 180} else self._extent[1]

    @property
    def height(self) -> float:
        """How high the page is seen, in points."""
        return self._extent[1] if self.rotation in {0, 180} else self._extent[0]

    @property
    def to_own(self) -> Matrix:
        """The matrix from the seen page, its origin at the lower left, to the page's own space."""
        x0, y0, x1, y1 = self.crop
        return {
            90: (0, 1, -1, 0, x1, y0),
            180: (-1, 0, 0, -1, x1, y1),
            270: (0, -1, 1, 0, x0, y1),
        }.get(self.rotation, (1, 0, 0, 1, x0, y0))

    def seen(self, box: Box) -> Box:
        """Return a box of the page's own space as it is seen, with the origin at the top left."""
        ax, ay = self._seen_point(box[0], box[1])
        bx, by = self._seen_point(box[2], box[3])
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _seen_point(self, x: float, y: float) -> tuple[float, float]:
        x0, y0, x1, y1 = self.crop
        return {
            90: (y - y0, x - x0),
            180: (x1 - x, y - y0),
            270: (y1 - y, x1 - x),
        }.get(self.rotation, (x - x0, y1 - y))

    @property
    def _extent(self) -> tuple[float, float]:
        return self.crop[2] - self.crop[0], self.crop[3] - self.crop[1]


def covers(one: Box, other: Box) -> bool:
    """Whether two boxes share some area."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """Return how long the common part of two stretches is; 0 without any."""
    return max(min(a1, b1) - max(a0, b0), 0.0)
