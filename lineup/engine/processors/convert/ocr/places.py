"""Places on a picture that was set straight, brought back to where they are on the picture as it came."""

import math
from dataclasses import dataclass, replace

from liteparse import AnnotationRect, LayoutBlock, LayoutCell

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.contents import Grid
from lineup.engine.processors.convert.ocr.page_reading import Straightening
from lineup.engine.processors.convert.pdf.grid_blocks import GridBlock

Point = tuple[float, float]

_FULL_TURN = 4


@dataclass(frozen=True)
class Way:
    """The way back from a straight picture of this size; all in one unit."""

    straightening: Straightening
    width: float
    height: float

    def block(self, block: LayoutBlock) -> LayoutBlock:
        """Return the block, its cells too, where it is on the picture as it came."""
        if self.straightening == Straightening():
            return block
        if isinstance(block, GridBlock):
            return GridBlock("table", bbox=self._rect(block.bbox), grid=self._grid(block.grid))
        return replace(
            block,
            bbox=self._rect(block.bbox),
            header=self._row(block.header),
            rows=None if block.rows is None else [self._row(row) or [] for row in block.rows],
        )

    def box(self, box: Box) -> Box:
        """Return the box around where the box is on the picture as it came."""
        if self.straightening == Straightening():
            return box
        x0, y0, x1, y1 = box
        xs, ys = zip(*map(self.point, ((x0, y0), (x1, y0), (x1, y1), (x0, y1))), strict=True)
        return (min(xs), min(ys), max(xs), max(ys))

    def point(self, point: Point) -> Point:
        """Return where the point is on the picture as it came."""
        x, y = self._unskewed(point)
        width, height = self.width, self.height
        for _ in range(self.straightening.quarter_turns % _FULL_TURN):
            x, y = height - y, x  # a quarter turn with the clock
            width, height = height, width
        return x, y

    def _unskewed(self, point: Point) -> Point:
        """Turn the point with the clock around the middle, as the picture was turned against it (y grows downwards)."""
        angle = math.radians(self.straightening.degrees)
        across, down = point[0] - self.width / 2, point[1] - self.height / 2
        return (
            self.width / 2 + across * math.cos(angle) - down * math.sin(angle),
            self.height / 2 + across * math.sin(angle) + down * math.cos(angle),
        )

    def _rect(self, rect: AnnotationRect | None) -> AnnotationRect | None:
        if rect is None:
            return None
        x0, y0, x1, y1 = self.box((rect.x, rect.y, rect.x + rect.width, rect.y + rect.height))
        return AnnotationRect(x0, y0, x1 - x0, y1 - y0)

    def _grid(self, grid: Grid | None) -> Grid | None:
        if grid is None:
            return None
        cells = (replace(cell, box=cell.box and self.box(cell.box)) for cell in grid.cells)
        return replace(grid, cells=tuple(cells))

    def _row(self, cells: list[LayoutCell] | None) -> list[LayoutCell] | None:
        return cells and [replace(cell, bbox=self._rect(cell.bbox)) for cell in cells]
