"""How the sides split a document: what each page is said to be, and where segments of one name begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from lineup.compare.differences import Difference, Place, Reading
from lineup.compare.kinds import Kind, State
from lineup.compare.rates import NO_PAIRS, Rate
from lineup.compare.shapes import json_objects, text_of
from lineup.compare.weights import WEIGHTS
from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.contract.wire import JsonObject

_MOST_PAGES = 100_000


@dataclass(frozen=True)
class Segment:
    """A run of pages under a name; pages are 0-based."""

    name: str
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Span:
    """Pages in a row of one segment, 0-based, from the first to the last."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class SegmentDiff:
    """What differs between the sides' segments, and how many pages each side names as the first does."""

    differences: tuple[Difference, ...]
    alike: tuple[Rate, ...]


def segments_of(results: JsonObject) -> tuple[Segment, ...]:
    """Return the segments of a `segmentation_results`, whose pages are a list or a page range (contract §4.6)."""
    return tuple(
        Segment(text_of(segment, "name"), _pages(segment))
        for segment in json_objects(results.get("segments"))
    )


def diff_segments(document: str, sides: Sequence[Sequence[Segment]]) -> SegmentDiff:
    """Return what differs between two to four ways to split a document.

    Pages in a row that the sides name differently are one difference; a boundary between two segments of one name, which
    only some sides have, is another one unless such a page touches it.
    """
    named = [_by_page(segments) for segments in sides]
    pages = sorted({page for own in named for page in own})
    bands = [
        (page, tuple(own[page][0] if page in own else None for own in named)) for page in pages
    ]
    differing = {page for page, names in bands if len(set(names)) > 1}
    found = [
        *_name_differences(document, bands, differing),
        *_boundary_differences(document, named, pages, differing),
    ]
    alike = [
        Rate(sum(own[page][0] == named[0][page][0] for page in shared), len(shared))
        for own in named[1:]
        for shared in [[page for page in own if page in named[0]]]
    ]
    return SegmentDiff(tuple(found), (NO_PAIRS, *alike))


def spans_of(segments: Sequence[Segment]) -> tuple[Span, ...]:
    """Return the pages as they are compared, in their order: each is of the first segment that names it."""
    owned = enumerate(sorted(_by_page(segments).items()))
    runs = groupby(owned, key=lambda item: (item[1][0] - item[0], item[1][1]))
    told = [(name, [page for _, (page, _) in run]) for (_, (name, _)), run in runs]
    return tuple(Span(name, pages[0], pages[-1]) for name, pages in told)


def _pages(segment: JsonObject) -> tuple[int, ...]:
    told = segment.get("pages")
    if isinstance(told, list):
        return tuple(page for page in told if isinstance(page, int) and 0 <= page < _MOST_PAGES)
    try:
        return tuple(parse_page_range(text_of(segment, "page_range")).indices)
    except PageRangeError:
        return ()


def _by_page(segments: Sequence[Segment]) -> dict[int, tuple[str, int]]:
    """Return each page's name and the number of its segment; the first segment that names a page has it."""
    named: dict[int, tuple[str, int]] = {}
    for number, segment in enumerate(segments):
        for page in segment.pages:
            named.setdefault(page, (segment.name, number))
    return named


Bands = Sequence[tuple[int, tuple[str | None, ...]]]


def _name_differences(document: str, bands: Bands, differing: set[int]) -> list[Difference]:
    runs = groupby(enumerate(bands), key=lambda item: (item[1][0] - item[0], item[1][1]))
    found = []
    for _, run in runs:
        told = [band for _, band in run]
        first, names = told[0]
        if first in differing:
            readings = tuple(_reading(name, first, told[-1][0]) for name in names)
            found.append(
                Difference(
                    document, Kind.SEGMENT, Place(first), readings, weight=WEIGHTS[Kind.SEGMENT]
                )
            )
    return found


def _reading(name: str | None, first: int, last: int) -> Reading:
    """Return what a side calls some pages; `value` are the first and the last page, 0-based."""
    if name is None:
        return Reading(State.ABSENT, value=[first, last], page=first)
    return Reading(State.VALUE, name, name, [first, last], page=first)


def _boundary_differences(
    document: str,
    named: Sequence[dict[int, tuple[str, int]]],
    pages: Sequence[int],
    differing: set[int],
) -> list[Difference]:
    found = []
    for before, page in pairwise(pages):
        if {before, page} & differing:
            continue
        splits = [before in own and own[before][1] != own[page][1] for own in named]
        if len(set(splits)) > 1:
            readings = tuple(
                Reading(
                    State.VALUE,
                    "new segment" if is_split else "same segment",
                    str(is_split),
                    is_split,
                    page=page,
                )
                for is_split in splits
            )
            found.append(
                Difference(
                    document, Kind.BOUNDARY, Place(page), readings, weight=WEIGHTS[Kind.BOUNDARY]
                )
            )
    return found
