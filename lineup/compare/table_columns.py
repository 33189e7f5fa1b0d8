"""Which columns of a table are the same on all sides."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lineup.compare.alignment import changes_between
from lineup.compare.blocks import Cells

_LEAST_SHARED = 0.3
"""The least share of cells that two columns under different headers have in common to be one."""


def group_columns(grids: Sequence[Cells]) -> list[tuple[int | None, ...]]:
    """Return every column once with its position on each side: the first side's in order, then what others have beyond."""
    groups: list[list[int | None]] = [
        [at, *[None] * (len(grids) - 1)] for at in range(len(grids[0][0]))
    ]
    for side, grid in enumerate(grids[1:], start=1):
        pairs = {right: left for left, right in _pairs(grids[0], grid)}
        for at in range(len(grid[0])):
            if at in pairs:
                groups[pairs[at]][side] = at
            else:
                groups.append([at if other == side else None for other in range(len(grids))])
    return [tuple(group) for group in groups]


def _pairs(first: Cells, second: Cells) -> Iterator[tuple[int, int]]:
    """Yield columns under the same header, and of those between them the ones at the same place or with like cells."""
    heads = [_head(cell) for cell in first[0]], [_head(cell) for cell in second[0]]
    done = (0, 0)
    for start, end, left, right in (
        *changes_between(*heads),
        (len(heads[0]),) * 2 + (len(heads[1]),) * 2,
    ):
        yield from zip(range(done[0], start), range(done[1], left), strict=True)
        if end - start == right - left:
            yield from zip(range(start, end), range(left, right), strict=True)
        else:
            yield from _alike(first, second, range(start, end), range(left, right))
        done = (end, right)


def _alike(first: Cells, second: Cells, lefts: range, rights: range) -> Iterator[tuple[int, int]]:
    scored = sorted(
        ((_overlap(first, second, left, right), left, right) for left in lefts for right in rights),
        key=lambda item: (-item[0], item[1] + item[2], abs(item[1] - item[2])),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for overlap, left, right in scored:
        if overlap >= _LEAST_SHARED and left not in taken[0] and right not in taken[1]:
            taken[0].add(left)
            taken[1].add(right)
            yield left, right


def _overlap(first: Cells, second: Cells, left: int, right: int) -> float:
    one, other = Counter(row[left] for row in first), Counter(row[right] for row in second)
    return 2 * (one & other).total() / (len(first) + len(second))


def _head(cell: str) -> str:
    return "".join(sign for sign in cell.casefold() if sign.isalnum())
