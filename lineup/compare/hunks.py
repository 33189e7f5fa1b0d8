"""Hunks: stretches of a page where the sides' words differ, with every side's own words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lineup.compare.page_alignment import PageAlignment, Replaced
from lineup.compare.page_words import PageWords

_CONTEXT = 8
"""How many shared words are shown on either side."""
_ANCHOR = 3
"""How many of them tell the place apart from others."""
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Hunk:
    """Where the words are per side, where each side has or would have them, and the shared words around."""

    positions: tuple[tuple[int, ...], ...]
    at: tuple[int, ...]
    before: str
    after: str
    anchor: str


def page_hunks(baseline: PageWords, alignments: Sequence[PageAlignment]) -> Iterator[Hunk]:
    """Yield the hunks of one page in the baseline's order; the alignments are the other sides'."""
    for region in _regions(alignments):
        others = [_words_of(side, region) for side in alignments]
        before, after = _around(baseline, alignments, region, others)
        first, last = _squashed(baseline, before[-_ANCHOR:]), _squashed(baseline, after[:_ANCHOR])
        yield Hunk(
            positions=(tuple(range(region.start, region.end)), *others),
            at=(region.start, *(_at(side, region) for side in alignments)),
            before=baseline.text(before),
            after=baseline.text(after),
            anchor=f"{first} … {last}",
        )


def _regions(alignments: Sequence[PageAlignment]) -> list[Replaced]:
    """Return the baseline's stretches where any side differs; stretches that touch are one."""
    regions: list[Replaced] = []
    for replaced in sorted(
        (one for side in alignments for one in side.replaced), key=lambda one: (one.start, one.end)
    ):
        if regions and replaced.start <= regions[-1].end:
            last = regions[-1]
            regions[-1] = Replaced(last.start, max(last.end, replaced.end), ())
        else:
            regions.append(Replaced(replaced.start, replaced.end, ()))
    return regions


def _words_of(side: PageAlignment, region: Replaced) -> tuple[int, ...]:
    """Return the positions of a side's words in a region: what stayed the same in it, and what was replaced."""
    first = bisect_left(side.replaced, region.start, key=lambda one: one.start)
    last = bisect_right(side.replaced, region.end, key=lambda one: one.start)
    instead: dict[int, list[int]] = {}
    for one in side.replaced[first:last]:
        instead.setdefault(one.start, []).extend(one.positions)
    found: list[int] = []
    for at in range(region.start, region.end + 1):
        found.extend(instead.get(at, ()))
        if at < region.end and side.twins[at] >= 0:
            found.append(side.twins[at])
    return tuple(found)


def _at(side: PageAlignment, region: Replaced) -> int:
    """Return where a side has, or would have, the region: behind the last word before it that the side has."""
    behind = (side.twins[at] + 1 for at in range(region.start - 1, -1, -1) if side.twins[at] >= 0)
    return next(behind, 0)


def _around(
    baseline: PageWords,
    alignments: Sequence[PageAlignment],
    region: Replaced,
    positions: Sequence[tuple[int, ...]],
) -> tuple[list[int], list[int]]:
    """Return the positions of shared words before and after, as far as all sides have them in a row."""
    ends = {_neighbours(*told, region) for told in zip(alignments, positions, strict=True)}
    sides = [side.twins for side in alignments]
    first, last = ends.pop() if len(ends) == 1 else (None, None)
    before = range(first, max(first - _CONTEXT, -1), -1) if first is not None else ()
    after = range(last, min(last + _CONTEXT, len(baseline.keys))) if last is not None else ()
    return _row(sides, before)[::-1], _row(sides, after)


def _neighbours(
    side: PageAlignment, own: tuple[int, ...], region: Replaced
) -> tuple[int | None, int | None]:
    """Return the baseline's positions of the shared words next to a region, told the same from either side.

    Where one side has no words, the two neighbours have to stand side by side there, else the place is not known.
    """
    if region.start < region.end and own:
        return (
            region.start - 1 if side.back.get(own[0] - 1) == region.start - 1 else None,
            region.end if side.back.get(own[-1] + 1) == region.end else None,
        )
    if own:
        first, last = side.back.get(own[0] - 1), side.back.get(own[-1] + 1)
        is_known = first is None or last is None or first + 1 == last
    else:
        first, last = (
            at if 0 <= at < len(side.twins) and side.twins[at] >= 0 else None
            for at in (region.start - 1, region.end)
        )
        is_known = first is None or last is None or side.twins[first] + 1 == side.twins[last]
    return (first, last) if is_known else (None, None)


def _row(sides: Sequence[Sequence[int]], positions: Iterable[int]) -> list[int]:
    """Return positions as long as all sides have the words in a row."""
    row: list[int] = []
    for at in positions:
        if not _in_a_row(sides, at, row[-1] if row else None):
            break
        row.append(at)
    return row


def _in_a_row(sides: Sequence[Sequence[int]], at: int, last: int | None) -> bool:
    if any(twins[at] < 0 for twins in sides):
        return False
    return last is None or all(twins[at] - twins[last] == at - last for twins in sides)


def _squashed(page: PageWords, positions: Sequence[int]) -> str:
    return _SIGNS.sub("", page.text(positions)).casefold()
