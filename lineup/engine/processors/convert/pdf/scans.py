"""Scanned pages of a PDF."""

from collections.abc import Iterable

from liteparse import ParsedPage
from pypdfium2 import PdfDocument

from lineup.engine.processors.convert.ocr.effort import engine_of, limits_of
from lineup.engine.processors.convert.ocr.page_images import PageImage
from lineup.engine.processors.convert.pdf.drawing import draw_page, has_objects
from lineup.engine.processors.convert.pdf.source_pages import SourcePage
from lineup.engine.processors.convert.request import ReadRequest

_SCAN_REASONS = {"no-text", "scanned"}
_POINTS_PER_INCH = 72


def is_scan(page: ParsedPage, pdf: PdfDocument) -> bool:
    """Whether there is something on the page, and none of it is text.

    Of liteparse's reasons only these two hold; the others are raised by many a page that reads well.
    """
    reasons = set(page.complexity.reasons) if page.complexity else set()
    return bool(reasons & _SCAN_REASONS) and has_objects(pdf, page.page_num - 1)


def is_unread(page: ParsedPage, pdf: PdfDocument) -> bool:
    """Whether there is something on the page and liteparse found no text at all, as `fast` asks for no verdicts."""
    return not page.text_items and has_objects(pdf, page.page_num - 1)


def read_scans(
    pdf: PdfDocument, indices: Iterable[int], request: ReadRequest
) -> dict[int, SourcePage]:
    """Return the 0-based pages as read from their pictures, in points; one that could not be read is left out."""
    from lineup.engine.processors.convert.ocr.structure import read_page_images  # noqa: PLC0415 (cv2: `fast` needs none)

    images = (_page_image(pdf, index) for index in indices)
    mode, seconds = request.settings.mode, request.seconds
    return read_page_images(
        images, request.scratch, engine=engine_of(mode), limits=limits_of(seconds)
    )


def _page_image(pdf: PdfDocument, index: int) -> PageImage:
    image = draw_page(pdf, index)
    size = pdf.get_page_size(index)
    return PageImage(index, image, dpi=image.width * _POINTS_PER_INCH / size[0], size=size)
