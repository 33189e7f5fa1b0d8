"""Which rules fit a block."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lineup.contract.page_ranges import parse_page_range
from lineup.engine.processors.convert.model.blocks import Block, BlockType
from lineup.engine.processors.keep_blocks.searching import Searching
from lineup.engine.processors.keep_blocks.settings import Rule, compiled
from lineup.engine.processors.rewriting.block_text import block_text


@dataclass(frozen=True)
class Standing:
    """A block with the 0-based page it is on and the headings that it stands under, its own included."""

    block: Block
    page: int
    headings: Sequence[str]


@dataclass(frozen=True)
class ReadyRule:
    """A rule made ready: what was given as text is parsed once."""

    types: frozenset[BlockType]
    spans: tuple[tuple[int, int], ...] | None
    pattern: re.Pattern[str] | None
    section: str | None

    def fits(self, standing: Standing, searching: Searching) -> bool:
        """Whether the block fits all conditions, the cheap ones asked first."""
        return (
            (not self.types or standing.block.type in self.types)
            and self._is_on_page(standing.page)
            and self._is_in_section(standing.headings)
            and (self.pattern is None or searching.search(self.pattern, block_text(standing.block)))
        )

    def _is_on_page(self, page: int) -> bool:
        return self.spans is None or any(first <= page <= last for first, last in self.spans)

    def _is_in_section(self, headings: Iterable[str]) -> bool:
        return self.section is None or any(self.section in _folded(each) for each in headings)


def ready(rule: Rule) -> ReadyRule:
    """Return the rule ready to be asked."""
    return ReadyRule(
        types=frozenset(rule.types),
        spans=None if rule.pages is None else parse_page_range(rule.pages).spans,
        pattern=None
        if rule.pattern is None
        else compiled(rule.pattern, ignore_case=rule.ignore_case),
        section=None if rule.section is None else _folded(rule.section),
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
