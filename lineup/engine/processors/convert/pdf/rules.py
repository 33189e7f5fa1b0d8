"""The straight lines that are drawn on a page, as tables have them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from liteparse import ParsedPage

from lineup.engine.processors.convert.model.blocks import Box

_THIN = 2.5  # points: what is thicker is an area
_SHORTEST = 30.0
_MOST_SHAPES = 2000  # a page with more is a drawing, and looking at each takes long
_MOST_RULES = 400
_SAME_PLACE = 4.0


@dataclass(frozen=True)
class Rules:
    """Horizontal lines from top to bottom, and upright ones, each as a thin box."""

    level: tuple[Box, ...] = ()
    upright: tuple[Box, ...] = ()


def rules_of(page: ParsedPage) -> Rules:
    """Return the page's straight lines; none where it is full of drawings."""
    graphics = page.vector_graphics
    if graphics is None or len(graphics.shapes) + len(graphics.lines) > _MOST_SHAPES:
        return Rules()
    lines = ((line.x1, line.y1, line.x2, line.y2) for line in graphics.lines)
    boxes = [_ordered(box) for box in (*lines, *(shape.bbox for shape in graphics.shapes))]
    level = [box for box in boxes if box[3] - box[1] <= _THIN and box[2] - box[0] >= _SHORTEST]
    upright = [box for box in boxes if box[2] - box[0] <= _THIN < box[3] - box[1]]
    if len(level) > _MOST_RULES:
        return Rules()
    return Rules(tuple(_once(sorted(level, key=lambda box: box[1]))), tuple(upright))


def stacks(level: Iterable[Box]) -> list[list[Box]]:
    """Return the horizontal lines that begin and end alike, together."""
    found: list[list[Box]] = []
    for box in level:
        for stack in found:
            if all(abs(stack[0][side] - box[side]) <= _SAME_PLACE for side in (0, 2)):
                stack.append(box)
                break
        else:
            found.append([box])
    return found


def _ordered(box: Sequence[float]) -> Box:
    x0, y0, x1, y1 = box
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _once(level: Iterable[Box]) -> Iterator[Box]:
    """Yield the lines without those that are drawn again at the same place."""
    kept: list[Box] = []
    for box in level:
        if not any(
            all(abs(box[side] - other[side]) <= _SAME_PLACE for side in range(4))
            for other in kept[-8:]
        ):
            kept.append(box)
            yield box
