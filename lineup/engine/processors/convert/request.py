"""What a reader is asked, and which pages of a document that means."""

from dataclasses import dataclass
from pathlib import Path

from lineup.contract.files import MAX_PAGES
from lineup.contract.page_ranges import PageRange, PageRangeError, parse_page_range
from lineup.documents.sniff import DocumentType
from lineup.engine.processors.convert.settings import ConvertSettings
from lineup.engine.processors.protocol import ProcessorError


@dataclass(frozen=True)
class ReadRequest:
    """One file to read, in so many seconds. `scratch` is an empty folder that is deleted afterwards."""

    source: Path
    document_type: DocumentType
    scratch: Path
    settings: ConvertSettings
    seconds: float = 600.0

    def select_pages(self, page_count: int) -> list[int]:
        """Return the 0-based pages to process, ascending. Raises ProcessorError where that can't be done."""
        if page_count == 0:
            message = "The document has no pages."
            raise ProcessorError(message)
        selected = self._selected(page_count)
        if len(selected) > MAX_PAGES:
            message = (
                f"The document has {len(selected):,} pages; a run takes at most {MAX_PAGES:,}: "
                "name fewer in the page range."
            )
            raise ProcessorError(message)
        return selected

    def _selected(self, page_count: int) -> list[int]:
        if self.settings.page_range is None:
            return list(range(min(page_count, self.settings.max_pages or page_count)))
        page_range = parse_page_range(self.settings.page_range)
        try:
            page_range.require_within(page_count)
        except PageRangeError as error:
            raise ProcessorError(str(error)) from error
        return page_range.indices


def people_pages(indices: list[int]) -> str:
    """Return 0-based pages, ascending, as people count them: `pages 1, 3-5`."""
    spans: list[tuple[int, int]] = []
    for index in indices:
        if spans and index == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], index)
        else:
            spans.append((index, index))
    return PageRange(tuple(spans)).people_text
