"""liteparse, set up as the field tests found it best. Its own OCR is never on: it would fetch models."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from liteparse import LiteParse, ParseError, ParseResult

from lineup.engine.processors.convert.pdf.opening import damaged


def parse_pages(path: Path, pages: Iterable[int]) -> ParseResult:
    """Return the blocks of the 0-based pages. A page that fails is listed in `page_errors`."""
    return _parse(_parser(_written(pages), include_complexity=False), path)


def parse_pages_with_verdicts(path: Path, pages: Iterable[int]) -> ParseResult:
    """Return the blocks of the 0-based pages with the verdict of each whether it needs OCR, at a fifth more time."""
    return _parse(_parser(_written(pages), include_complexity=True), path)


def _written(pages: Iterable[int]) -> str:
    """Return the pages as liteparse counts them."""
    return ",".join(str(page + 1) for page in pages)


@lru_cache(maxsize=4)  # a new one starts threads: that takes longer than reading a page
def _parser(pages: str, *, include_complexity: bool) -> LiteParse:
    return LiteParse(
        ocr_enabled=False,
        extract_blocks=True,
        emit_word_boxes=True,
        extract_vector_graphics=True,
        keep_headers_footers=True,  # else headings that repeat vanish: we tell them apart ourselves
        continue_on_page_error=True,
        include_complexity=include_complexity,
        target_pages=pages,
        max_pages=1_000_000,  # its default would cut long documents silently
        quiet=True,
    )


def _parse(parser: LiteParse, path: Path) -> ParseResult:
    try:
        return parser.parse(path)
    except ParseError as error:
        raise damaged() from error
