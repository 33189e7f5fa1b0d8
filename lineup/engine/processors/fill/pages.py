"""Which pages are filled."""

from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.engine.processors.fill.settings import FillSettings
from lineup.engine.processors.protocol import ProcessorError


def chosen_pages(settings: FillSettings, page_count: int) -> list[int]:
    """Return the 0-based pages that may be filled. Raises ProcessorError for one that isn't there."""
    if settings.page_range is None:
        return list(range(page_count))
    page_range = parse_page_range(settings.page_range)
    try:
        page_range.require_within(page_count)
    except PageRangeError as error:
        raise ProcessorError(str(error)) from error
    return page_range.indices
