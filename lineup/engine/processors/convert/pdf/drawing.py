"""Pages, and parts of them, as pixels."""

import io
import math

from PIL import Image
from pypdfium2 import PdfDocument

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.document import Picture

_POINTS_PER_INCH = 72
_OCR_DPI = 200
_MAX_PAGE_PIXELS = 25_000_000
_SMALL_SIDE = 1_000
_FIGURE_DPI = 100
_MAX_FIGURE_PIXELS = 1_500_000
_JPEG_QUALITY = 80


def draw_page(pdf: PdfDocument, index: int) -> Image.Image:
    """Return the page in grey at 200 dpi, or fewer where it would have more than 25 million pixels."""
    page = pdf[index]
    try:
        width, height = page.get_size()
        scale = min(
            _OCR_DPI / _POINTS_PER_INCH, math.sqrt(_MAX_PAGE_PIXELS / max(width * height, 1))
        )
        image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        return image
    finally:
        page.close()


def draw_small(pdf: PdfDocument, index: int) -> tuple[Image.Image, float]:
    """Return the page in grey, as small as the layout model looks at it, and how many pixels a point has."""
    page = pdf[index]
    try:
        width, height = page.get_size()
        scale = min(_SMALL_SIDE / max(width, height, 1), _OCR_DPI / _POINTS_PER_INCH)
        return page.render(scale=scale, grayscale=True).to_pil(), scale
    finally:
        page.close()


def draw_part(pdf: PdfDocument, index: int, box: Box) -> Picture | None:
    """Return the part of the page as a JPEG at 100 dpi or fewer, or None where nothing of it lies on the page."""
    page = pdf[index]
    try:
        width, height = page.get_size()
        x0, y0, x1, y1 = max(box[0], 0), max(box[1], 0), min(box[2], width), min(box[3], height)
        if x1 - x0 < 1 or y1 - y0 < 1:
            return None
        scale = min(
            _FIGURE_DPI / _POINTS_PER_INCH, math.sqrt(_MAX_FIGURE_PIXELS / ((x1 - x0) * (y1 - y0)))
        )
        margins = (x0, height - y1, width - x1, y0)
        return jpeg(page.render(scale=scale, crop=margins, rev_byteorder=True).to_pil())
    finally:
        page.close()


def jpeg(image: Image.Image) -> Picture:
    """Return the image as a JPEG."""
    buffer = io.BytesIO()
    opaque = image if image.mode == "RGB" else image.convert("RGB")
    opaque.save(buffer, "JPEG", quality=_JPEG_QUALITY)
    return Picture(buffer.getvalue(), "image/jpeg")


def has_objects(pdf: PdfDocument, index: int) -> bool:
    """Whether anything at all is drawn on the page."""
    page = pdf[index]
    try:
        return next(iter(page.get_objects(max_depth=1)), None) is not None
    finally:
        page.close()
