"""The page range grammar: 0-based pages and inclusive ranges, comma-separated, such as `0,2-4` (contract §7.4)."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator

from lineup.contract.files import MAX_PAGES

_PART = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)
MAX_LENGTH = 2_000
"""The longest page range that is read, in characters."""


class PageRangeError(ValueError):
    """A page range that can't be used; its text quotes the part that is wrong and says what to write instead."""


@dataclass(frozen=True)
class PageRange:
    """Which pages of a document to process: inclusive 0-based spans in the order they were written."""

    spans: tuple[tuple[int, int], ...]

    @property
    def last_page(self) -> int:
        """The highest 0-based page named."""
        return max(last for _, last in self.spans)

    @property
    def indices(self) -> list[int]:
        """The 0-based pages, each once, ascending."""
        return sorted({page for first, last in self.spans for page in range(first, last + 1)})

    @property
    def people_text(self) -> str:
        """The same pages as people count them: `pages 1, 3-5`."""
        texts = [f"{a + 1}" if a == b else f"{a + 1}-{b + 1}" for a, b in self.spans]
        is_one = len(self.spans) == 1 and self.spans[0][0] == self.spans[0][1]
        return ("page " if is_one else "pages ") + ", ".join(texts)

    def require_within(self, page_count: int) -> None:
        """Raise PageRangeError if a page lies beyond the document's last one."""
        for first, last in self.spans:
            if last >= page_count:
                raise PageRangeError(_beyond(first, last, page_count))


def parse_page_range(text: str) -> PageRange:
    """Return the page range that the text says, raising PageRangeError where it doesn't."""
    if len(text) > MAX_LENGTH:
        message = f"The page range is {len(text)} characters long; write at most {MAX_LENGTH}."
        raise PageRangeError(message)
    if not text.strip():
        message = "The page range is empty: write 0-based pages such as '0,2-4', or leave it out for all pages."
        raise PageRangeError(message)
    return PageRange(tuple(_parse_part(part) for part in text.split(",")))


def _checked(text: str) -> str:
    parse_page_range(text)
    return text


PageRangeText = Annotated[str, AfterValidator(_checked)]
"""A page range as it was written, in a model that keeps it as text."""


def _parse_part(part: str) -> tuple[int, int]:
    match = _PART.fullmatch(part.strip())
    if match is None:
        message = f"'{part.strip()}' is not a page or a range of pages: write 0-based pages such as '0,2-4'."
        raise PageRangeError(message)
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    if last < first:
        message = f"'{part.strip()}' runs backwards: write '{last}-{first}'."
        raise PageRangeError(message)
    if last - first >= MAX_PAGES:
        message = (
            f"'{part.strip()}' names {last - first + 1} pages; a run takes at most {MAX_PAGES}."
        )
        raise PageRangeError(message)
    return first, last


def _beyond(first: int, last: int, page_count: int) -> str:
    part = f"'{first}'" if first == last else f"'{first}-{last}'"
    pages = (
        "1 page, which is 0" if page_count == 1 else f"{page_count} pages, 0 to {page_count - 1}"
    )
    return f"{part} reaches beyond the last page: the document has {pages}."
