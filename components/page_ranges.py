"""Reading back a page range as it is typed: 0-based text in, pages as people count them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.formatting import count_text
from components.run_plan import pages_to_run
from lineup.contract.page_ranges import PageRange, PageRangeError, parse_page_range

_MOST_NAMED = 3


@dataclass(frozen=True)
class PageRangeReading:
    """What a typed page range means: the range, None for all pages; in words; and what is wrong with it."""

    pages: PageRange | None
    words: str
    problem: str | None = None


def read_page_range(text: str, page_counts: Mapping[str, int | None]) -> PageRangeReading:
    """Return what the text means for documents of these page counts, by name."""
    if not text.strip():
        return PageRangeReading(None, "")
    try:
        pages = parse_page_range(text)
    except PageRangeError as error:
        return PageRangeReading(None, "", str(error))
    return PageRangeReading(
        pages, _words(pages, list(page_counts.values())), _beyond(pages, page_counts)
    )


def _words(pages: PageRange, page_counts: Sequence[int | None]) -> str:
    shares = [
        f"{pages_to_run(count, pages):,} of {count_text(count, 'page')}"
        for count in page_counts
        if count is not None
    ]
    more = [f"{len(shares) - _MOST_NAMED} more"] if len(shares) > _MOST_NAMED else []
    return " · ".join([pages.people_text, ", ".join([*shares[:_MOST_NAMED], *more])]).rstrip(" ·")


def _beyond(pages: PageRange, page_counts: Mapping[str, int | None]) -> str | None:
    """Return the first document's objection; with several documents it is named."""
    for name, count in page_counts.items():
        try:
            if count is not None:
                pages.require_within(count)
        except PageRangeError as error:
            return str(error) if len(page_counts) == 1 else f"{name}: {error}"
    return None
