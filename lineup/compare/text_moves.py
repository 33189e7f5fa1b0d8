"""Blocks that stand on another page than on the first side, on all sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lineup.compare.block_moves import PageMove, moves_between_pages
from lineup.compare.page_words import PageWords


@dataclass(frozen=True)
class TextMoves:
    """Per side, the blocks that went to another page, and the words they are looked up in."""

    words: Sequence[Mapping[int | None, PageWords]]
    moves: Sequence[tuple[PageMove, ...]]

    @classmethod
    def between(cls, words: Sequence[Mapping[int | None, PageWords]]) -> "TextMoves":
        """Find the moves of each side against the first."""
        others = [moves_between_pages(words[0], own) for own in words[1:]]
        return cls(words, [(), *others])

    def gone(self, side: int, page: int | None) -> tuple[frozenset[int], frozenset[int]]:
        """Return the blocks of a page that are elsewhere on the other side: the first side's, and the side's own."""
        moves = self.moves[side]
        return (
            frozenset(move.block for move in moves if move.page == page),
            frozenset(move.other_block for move in moves if move.other_page == page),
        )
