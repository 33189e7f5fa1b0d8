"""Lines put into paragraphs: those that follow each other closely, one below the other, in type of one size."""

from collections.abc import Iterable

from lineup.engine.processors.convert.model.blocks import Box

_WIDEST_GAP = 0.9  # of the lines' height
_LEAST_SHARED = 0.5  # of the shorter line's width
_OTHER_SIZE = 1.3


def paragraph_numbers(lines: Iterable[Box]) -> list[int]:
    """Return each line's paragraph, for lines that come from top to bottom."""
    numbers: list[int] = []
    ends: dict[int, Box] = {}
    for line in lines:
        above = [number for number, end in ends.items() if _follows(line, end)]
        number = above[-1] if above else len(ends)
        ends[number] = line
        numbers.append(number)
    return numbers


def _follows(line: Box, above: Box) -> bool:
    heights = (above[3] - above[1], line[3] - line[1])
    shared = min(above[2], line[2]) - max(above[0], line[0])
    gap = line[1] - above[3]
    return (
        max(heights) < _OTHER_SIZE * min(heights)
        and -min(heights) / 2 < gap < _WIDEST_GAP * min(heights)
        and shared > _LEAST_SHARED * min(above[2] - above[0], line[2] - line[0])
    )
