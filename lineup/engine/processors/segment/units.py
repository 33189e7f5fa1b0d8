"""The pieces that are told apart: pages, cut where a heading that names a segment stands in the middle of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from lineup.engine.processors.segment.kinds import KindWords
from lineup.engine.processors.segment.pages import Line, PageText
from lineup.engine.processors.segment.text import folded

_ALIKE = 88
"""How much a heading must be like a name, of 100 (field notes §6.2)."""

_LONGER = 1.6
"""How much longer than the name a heading may be."""

_MUCH_ABOVE = 80
_LITTLE_BELOW = 60
_LONGEST_NUMBER = 3
_NUMBERING = "0123456789ivxabcdefgh"


@dataclass(frozen=True)
class Anchor:
    """A heading that names a kind."""

    kind: int
    line: Line


@dataclass(frozen=True)
class Unit:
    """A page, or the part of one from an anchor on; `blocks` are its texts."""

    page: PageText
    blocks: tuple[str, ...]
    is_page_start: bool
    anchor: Anchor | None = None

    @property
    def text(self) -> str:
        """The unit's text."""
        return "\n".join(self.blocks)


def find_units(pages: Sequence[PageText], kinds: Sequence[KindWords]) -> list[Unit]:
    """Return the units in reading order."""
    units = [unit for page in pages for unit in _units_of(page, kinds)]
    return _without_contents(units)


def find_anchor(line: Line, kinds: Sequence[KindWords]) -> Anchor | None:
    """Return the kind that a heading names, None for one that names none or two alike."""
    text = _without_number(folded(line.text))
    if not text:
        return None
    likeness = [
        max((_likeness(text, title) for title in kind.titles), default=0.0) for kind in kinds
    ]
    best = max(likeness, default=0.0)
    if best < _ALIKE or likeness.count(best) > 1:
        return None
    return Anchor(likeness.index(best), line)


def _likeness(text: str, title: str) -> float:
    return fuzz.ratio(text, title) if len(text) <= _LONGER * len(title) + 2 else 0.0


def _without_number(text: str) -> str:
    """Return a heading without the number before it: `3 1 results` is `results`."""
    words = text.split()
    while len(words) > 1 and (
        words[0].isdigit()
        or (len(words[0]) <= _LONGEST_NUMBER and set(words[0]) <= set(_NUMBERING))
    ):
        words = words[1:]
    return " ".join(words)


def _units_of(page: PageText, kinds: Sequence[KindWords]) -> list[Unit]:
    anchors = [anchor for anchor in (find_anchor(line, kinds) for line in page.lines) if anchor]
    units = [Unit(page, page.blocks, is_page_start=True)]
    for anchor in anchors:
        begin = len(page.blocks) - len(units[-1].blocks)
        above = units[-1].blocks[: anchor.line.place - begin]
        below = page.blocks[anchor.line.place :]
        is_first = units[-1].anchor is None and sum(map(len, above)) <= _MUCH_ABOVE
        if is_first and units[-1].is_page_start:
            units[-1] = replace(units[-1], anchor=anchor)
        elif anchor.line.is_heading and units[-1].anchor != anchor:
            units[-1] = replace(units[-1], blocks=above)
            units.append(Unit(page, below, is_page_start=False, anchor=anchor))
    return units


def _without_contents(units: list[Unit]) -> list[Unit]:
    """Return the units without the anchors of a table of contents: nothing stands under them, and they come again."""
    last: dict[int, int] = {}
    for number, unit in enumerate(units):
        if unit.anchor is not None:
            last[unit.anchor.kind] = number
    return [
        replace(unit, anchor=None)
        if unit.anchor is not None
        and last[unit.anchor.kind] > number
        and len(unit.text) - len(unit.anchor.line.text) < _LITTLE_BELOW
        else unit
        for number, unit in enumerate(units)
    ]
