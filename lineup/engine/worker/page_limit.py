"""No more pages at once than the engine may work on (contract §7.1): checked before a document is worked on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.engine.store.page_counts import PageCountStore
from lineup.engine.store.pages_in_flight import PagesInFlight
from lineup.engine.worker.patience import patiently

CountPages = Callable[[Path], Awaitable[int | None]]
"""Counts a document's pages where its reader may crash; None where they can't be counted."""


@dataclass(frozen=True)
class PageLimit:
    """Counts the pages that an execution asks for, and has it hold them."""

    counts: PageCountStore
    in_flight: PagesInFlight
    count_pages: CountPages

    async def refusal(self, execution_id: str, source: Path) -> str | None:
        """Return the sentence that refuses the execution's pages, or None: then it holds them until it ends.

        `source` are the document's bytes.
        """
        flight = await patiently(self.in_flight.find_flight, execution_id)
        if flight.pages is not None or flight.blob_key is None:
            return None
        of_document = await self._count(flight.blob_key, source)
        pages = pages_asked(of_document, flight.page_range)
        held = await patiently(self.in_flight.claim, execution_id, pages)
        return None if held is None else _sentence(held, pages, self.in_flight.limit)

    async def _count(self, blob_key: str, source: Path) -> int | None:
        known = await patiently(self.counts.find_count, blob_key)
        if known is not None:
            return known.pages
        pages = await self.count_pages(source)
        await patiently(self.counts.add_count, blob_key, pages)
        return pages


def pages_asked(of_document: int | None, page_range: str | None) -> int:
    """Return how many pages a run asks for; 1 where that shows only when it is converted (our decision)."""
    try:
        indices = parse_page_range(page_range).indices if page_range else None
    except PageRangeError:
        indices = None  # the step refuses it, in its own words
    if indices is None:
        return max(1, of_document or 1)
    within = [page for page in indices if of_document is None or page < of_document]
    return max(1, len(within))


def _sentence(held: int, pages: int, limit: int) -> str:
    return (
        f"Page rate limit exceeded. Your team has {held:,} pages in flight and this request adds {pages:,} more "
        f"({held + pages:,} total, limit: {limit:,}). Please wait until some of them are done and run the document again."
    )
