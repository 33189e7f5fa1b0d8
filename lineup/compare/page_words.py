"""A page as one run of words with the keys they are compared by."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lineup.compare.blocks import TextBlock
from lineup.compare.forms import keys_of
from lineup.compare.rules import Rule

_OF_ONE_WORD = frozenset({Rule.CASE, Rule.HYPHENATION, Rule.QUOTES, Rule.NUMBERS})
"""The rules that can be followed word by word; the others look at a hunk."""


class WordKeys:
    """Gives words their keys under the rules, each word once."""

    def __init__(self, rules: Collection[Rule]) -> None:
        self._rules = _OF_ONE_WORD & frozenset(rules)
        self._known: dict[str, str] = {}

    def __call__(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return one key per word."""
        known = self._known
        return tuple([known[word] if word in known else self._add(word) for word in words])

    def _add(self, word: str) -> str:
        key = keys_of([word], self._rules)[0] if self._rules else word
        return self._known.setdefault(word, key)


@dataclass(frozen=True)
class PageWords:
    """The blocks of a page and all their keys in a row."""

    page: int | None
    blocks: tuple[TextBlock, ...]
    keys: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they were written, one per key."""
        return tuple(word for block in self.blocks for word in block.words)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each block begins, and where the last one ends."""
        return tuple(accumulate((len(block.words) for block in self.blocks), initial=0))

    @cached_property
    def block_keys(self) -> tuple[tuple[str, ...], ...]:
        """The keys of each block."""
        return tuple(
            self.keys[start:end] for start, end in zip(self.starts, self.starts[1:], strict=False)
        )

    def block_at(self, position: int) -> int:
        """Return the index of the block that a word stands in."""
        return bisect_right(self.starts, position) - 1

    def text(self, positions: Iterable[int]) -> str:
        """Return the words at some positions as text."""
        return " ".join(self.words[position] for position in positions)


def page_words(page: int | None, blocks: Iterable[TextBlock], keys: WordKeys) -> PageWords:
    """Return blocks as one run of words."""
    kept = tuple(blocks)
    return PageWords(page, kept, tuple([key for block in kept for key in keys(block.words)]))
