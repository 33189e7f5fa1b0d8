"""How the same words are set on two sides: roles of blocks, styles of words, and where blocks end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from lineup.compare.blocks import TextBlock
from lineup.compare.page_alignment import PageAlignment
from lineup.compare.page_words import PageWords

_MOST_STYLED = 5
"""How many styled stretches of a block are told."""


def markup_changes(
    first: PageWords, second: PageWords, alignment: PageAlignment
) -> Iterator[tuple[int, int, str, str]]:
    """Yield where blocks are set differently: the block's index on either side, and how each is set."""
    for lefts, rights in _components(_links(first, second, alignment)):
        left, right = lefts[0], rights[0]
        if len(lefts) == len(rights) == 1:
            is_same = first.block_keys[left] == second.block_keys[right]
            before = _set(first.blocks[left], with_styles=is_same)
            after = _set(second.blocks[right], with_styles=is_same)
        else:
            before, after = _cut(first, lefts), _cut(second, rights)
        if before != after:
            yield left, right, before, after


def _components(links: dict[int, list[int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield blocks that hold the same words, on either side: one and one, or more where they are cut differently."""
    back: dict[int, list[int]] = {}
    for left, rights in links.items():
        for right in rights:
            back.setdefault(right, []).append(left)
    done: set[int] = set()
    for start in links:
        lefts: set[int] = set()
        waiting = [start] if start not in done else []
        while waiting:
            left = waiting.pop()
            if left not in lefts:
                lefts.add(left)
                waiting.extend(other for right in links[left] for other in back[right])
        if lefts:
            done |= lefts
            yield sorted(lefts), sorted({right for left in lefts for right in links[left]})


def _cut(page: PageWords, blocks: Sequence[int]) -> str:
    lengths = " + ".join(str(len(page.blocks[block].words)) for block in blocks)
    return f"{len(blocks)} {'block' if len(blocks) == 1 else 'blocks'} of {lengths} words"


def _links(first: PageWords, second: PageWords, alignment: PageAlignment) -> dict[int, list[int]]:
    """Return which blocks of the second side hold most of a block's words, or have most of theirs in it."""
    links: dict[int, list[int]] = {}
    for left, (start, end) in enumerate(zip(first.starts, first.starts[1:], strict=False)):
        shared = Counter(second.block_at(twin) for twin in alignment.twins[start:end] if twin >= 0)
        rights = [
            right
            for right, count in sorted(shared.items())
            if 2 * count > min(end - start, len(second.blocks[right].words))
        ]
        if rights:
            links[left] = rights
    return links


def _set(block: TextBlock, *, with_styles: bool) -> str:
    """Return how a block is set: `heading 2, bold "Total due"`."""
    styled = _styled(block.words, block.styles) if with_styles else []
    return ", ".join([block.role, *styled[:_MOST_STYLED]])


def _styled(words: Sequence[str], styles: Sequence[str]) -> list[str]:
    runs = groupby(zip(words, styles, strict=False), key=lambda pair: pair[1])
    return [f'{style} "{" ".join(word for word, _ in run)}"' for style, run in runs if style]
