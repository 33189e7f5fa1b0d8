"""Which blocks of a page stand for one another, and which of them stand elsewhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from lineup.compare.alignment import equal_pairs, in_order
from lineup.compare.blocks import TABLE
from lineup.compare.page_words import PageWords

_FEWEST_WORDS = 3
"""A shorter block that stands elsewhere is too likely another one."""
_FEWEST_SIMILAR = 5
_TABLE_WEIGHT = 50
_SIMILAR = 0.75
_MOST_COMPARED = 2_500
"""The most pairs of blocks whose similarity is measured on one page."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class BlockMatch:
    """Pairs of block positions: equal ones in the same order, and ones that stand elsewhere (perhaps edited)."""

    anchors: tuple[Pair, ...]
    moved: tuple[Pair, ...]


def match_blocks(
    first: PageWords, second: PageWords, gone: tuple[Collection[int], Collection[int]]
) -> BlockMatch:
    """Return how the blocks of two pages match; `gone` are the blocks of either that went to another page."""
    keys = first.block_keys, second.block_keys
    equal = [
        (left, right)
        for left, right in equal_pairs(*keys)
        if left not in gone[0] and right not in gone[1]
    ]
    free = tuple(
        [at for at, block in enumerate(blocks) if at not in taken and len(block) >= _FEWEST_SIMILAR]
        for blocks, taken in (
            (keys[0], {left for left, _ in equal} | set(gone[0])),
            (keys[1], {right for _, right in equal} | set(gone[1])),
        )
    )
    similar = _similar_pairs(first, second, free[0], free[1])
    pairs = sorted([*equal, *similar])
    kept = in_order(pairs, [_weight(first, left) for left, _ in pairs])
    moved = [
        pair
        for position, pair in enumerate(pairs)
        if position not in kept and _can_move(first, pair[0])
    ]
    anchors = [
        pair for position, pair in enumerate(pairs) if position in kept and pair in set(equal)
    ]
    return BlockMatch(tuple(anchors), tuple(moved))


def _weight(page: PageWords, block: int) -> int:
    """Return how unlikely it is that the block moved and not the others; a table whose cells are apart counts as long."""
    is_table = page.blocks[block].role == TABLE
    return max(len(page.block_keys[block]), _TABLE_WEIGHT if is_table else 1)


def _can_move(page: PageWords, block: int) -> bool:
    return page.blocks[block].role == TABLE or len(page.block_keys[block]) >= _FEWEST_WORDS


def _similar_pairs(
    first: PageWords, second: PageWords, left: list[int], right: list[int]
) -> list[Pair]:
    """Return the most similar blocks that are left over, each at most once, the best first."""
    if len(left) * len(right) > _MOST_COMPARED:
        return []
    scored = [
        (
            Indel.normalized_similarity(
                first.block_keys[one], second.block_keys[other], score_cutoff=_SIMILAR
            ),
            one,
            other,
        )
        for one in left
        for other in right
    ]
    pairs: list[Pair] = []
    for score, one, other in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        is_free = all(one != taken and other != used for taken, used in pairs)
        if score >= _SIMILAR and is_free:
            pairs.append((one, other))
    return pairs


@dataclass(frozen=True)
class PageMove:
    """A block that stands on another page: its page and position on either side."""

    page: int
    block: int
    other_page: int
    other_block: int


def moves_between_pages(
    first: Mapping[int | None, PageWords], second: Mapping[int | None, PageWords]
) -> tuple[PageMove, ...]:
    """Return the blocks that are whole on another page, if there is no doubt which they are."""
    shared = [page for page in first if page is not None and page in second]
    differing = [page for page in shared if first[page].keys != second[page].keys]
    homes = _lone_blocks(first, second, differing), _lone_blocks(second, first, differing)
    return tuple(
        PageMove(*homes[0][key], *homes[1][key])
        for key in homes[0]
        if key in homes[1] and homes[0][key][0] != homes[1][key][0]
    )


def _lone_blocks(
    pages: Mapping[int | None, PageWords],
    others: Mapping[int | None, PageWords],
    numbers: list[int],
) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return the places of blocks that stand once, and not on the other side's same page."""
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number in numbers:
        there = set(others[number].block_keys)
        for position, key in enumerate(pages[number].block_keys):
            if key not in there and len(key) >= _FEWEST_SIMILAR:
                found.setdefault(key, []).append((number, position))
    return {key: places[0] for key, places in found.items() if len(places) == 1}
