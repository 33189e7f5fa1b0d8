"""Which words of a page stand for one another on two sides."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lineup.compare.alignment import changes_between
from lineup.compare.block_moves import BlockMatch, match_blocks
from lineup.compare.page_words import PageWords

LACKING = -1
"""The twin of a word that the other side does not have."""
ELSEWHERE = -2
"""The twin of a word that stands on another page."""


@dataclass(frozen=True)
class Replaced:
    """Words from `start` to `end` of the baseline, and the positions of those that the other side has instead."""

    start: int
    end: int
    positions: tuple[int, ...]


@dataclass(frozen=True)
class PageAlignment:
    """One page on two sides: each baseline word's twin, what was replaced in order, and which blocks moved."""

    twins: list[int]
    replaced: list[Replaced] = field(default_factory=list)
    moved: tuple[tuple[int, int], ...] = ()

    @cached_property
    def back(self) -> dict[int, int]:
        """The baseline's position of each of the side's words that has a twin."""
        return {twin: at for at, twin in enumerate(self.twins) if twin >= 0}


def align_page(
    first: PageWords, second: PageWords, gone: tuple[Collection[int], Collection[int]] = ((), ())
) -> PageAlignment:
    """Return how two pages align; `gone` are the blocks of either that went to another page."""
    if first.keys == second.keys and not gone[0] and not gone[1]:
        return PageAlignment(list(range(len(first.keys))))
    match = _matched(first, second, gone)
    aligned = PageAlignment([LACKING] * len(first.keys), moved=match.moved)
    for block in gone[0]:
        aligned.twins[first.starts[block] : first.starts[block + 1]] = [ELSEWHERE] * len(
            first.block_keys[block]
        )
    for left, right in match.anchors:
        _align(aligned, first, second, _positions(first, [left]), _positions(second, [right]))
    for left, right in match.moved:
        _align(aligned, first, second, _positions(first, [left]), _positions(second, [right]))
    away = (
        {left for left, _ in match.moved} | set(gone[0]),
        {right for _, right in match.moved} | set(gone[1]),
    )
    for lefts, rights in _gaps(match, len(first.blocks), len(second.blocks)):
        left_words = _positions(first, [block for block in lefts if block not in away[0]])
        right_words = _positions(second, [block for block in rights if block not in away[1]])
        here = left_words[0] if left_words else first.starts[lefts.start]
        _align(aligned, first, second, left_words, right_words, here)
    aligned.replaced.sort(key=lambda replaced: (replaced.start, replaced.end))
    return aligned


def _matched(
    first: PageWords, second: PageWords, gone: tuple[Collection[int], Collection[int]]
) -> BlockMatch:
    """Return how the blocks match, computed in one order of the sides so that swapping them swaps the result."""
    if first.keys <= second.keys:
        return match_blocks(first, second, gone)
    match = match_blocks(second, first, (gone[1], gone[0]))
    anchors, moved = (
        sorted((left, right) for right, left in pairs) for pairs in (match.anchors, match.moved)
    )
    return BlockMatch(tuple(anchors), tuple(moved))


def _gaps(match: BlockMatch, left_end: int, right_end: int) -> Iterator[tuple[range, range]]:
    """Yield the blocks between anchors on either side."""
    left = right = 0
    for next_left, next_right in (*match.anchors, (left_end, right_end)):
        yield range(left, next_left), range(right, next_right)
        left, right = next_left + 1, next_right + 1


def _positions(page: PageWords, blocks: Collection[int]) -> list[int]:
    return [at for block in blocks for at in range(page.starts[block], page.starts[block + 1])]


def _align(
    aligned: PageAlignment,
    first: PageWords,
    second: PageWords,
    left: list[int],
    right: list[int],
    here: int = 0,
) -> None:
    """Align some words of either page, and note their twins and what was replaced."""
    changes = changes_between([first.keys[at] for at in left], [second.keys[at] for at in right])
    done = shift = 0
    for change in changes:
        for at in range(done, change.start):
            aligned.twins[left[at]] = right[at + shift]
        positions = tuple(right[change.left : change.right])
        aligned.replaced.extend(_pieces(left, change.start, change.end, positions, here))
        done, shift = change.end, change.right - change.end
    for at in range(done, len(left)):
        aligned.twins[left[at]] = right[at + shift]


def _pieces(
    left: list[int], start: int, end: int, positions: tuple[int, ...], here: int
) -> Iterator[Replaced]:
    """Yield a replaced stretch, cut where a block that moved stands between its words."""
    if start == end:
        at = left[start] if start < len(left) else (left[-1] + 1 if left else here)
        yield Replaced(at, at, positions)
        return
    began = start
    for at in range(start + 1, end + 1):
        if at == end or left[at] != left[at - 1] + 1:
            yield Replaced(left[began], left[at - 1] + 1, positions if began == start else ())
            began = at
