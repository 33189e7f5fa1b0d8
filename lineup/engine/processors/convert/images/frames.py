"""Frames made ready for reading: upright, grey, dark on white, in a size that suits OCR."""

import math

from PIL import ExifTags, Image, ImageOps

_UPRIGHT = 1  # Exif 2.3, table 4
_OPAQUE_MODES = {"RGB", "L", "1"}
_PLAUSIBLE_DPI = (100.0, 1200.0)
_PAPER_INCHES = 11.0  # the long side of a page of unknown resolution
_FEWEST_PIXELS = 1_600  # of the long side: below that, type is too small for Tesseract
_LARGEST_ENLARGEMENT = 3.0
_MOST_PIXELS = 25_000_000


def upright(frame: Image.Image) -> Image.Image:
    """Return the frame as it is to be seen, by its EXIF orientation, without transparency.

    What needs no change is not copied: a large frame fits into a worker's memory once or twice.
    """
    is_upright = frame.getexif().get(ExifTags.Base.Orientation, _UPRIGHT) == _UPRIGHT
    turned = frame if is_upright else ImageOps.exif_transpose(frame)
    if "A" not in turned.getbands() and "transparency" not in turned.info:
        return turned if turned.mode in _OPAQUE_MODES else turned.convert("RGB")
    opaque = Image.new("RGBA", turned.size, "white")
    opaque.alpha_composite(turned.convert("RGBA"))
    return opaque.convert("RGB")


def paper_dpi(frame: Image.Image) -> float:
    """Return the frame's resolution on paper: what it states, if that is plausible, else what fits a page."""
    stated = frame.info.get("dpi", (0, 0))
    horizontal = float(stated[0]) if isinstance(stated, tuple) and stated else 0.0
    if _PLAUSIBLE_DPI[0] <= horizontal <= _PLAUSIBLE_DPI[1]:
        return horizontal
    return max(max(frame.size) / _PAPER_INCHES, 1.0)


def reading_scale(width: int, height: int) -> float:
    """Return by how much to enlarge (above 1) or reduce a frame for OCR."""
    enlargement = min(max(_FEWEST_PIXELS / max(width, height), 1.0), _LARGEST_ENLARGEMENT)
    return min(enlargement, math.sqrt(_MOST_PIXELS / (width * height)))


def for_reading(image: Image.Image, scale: float) -> Image.Image:
    """Return the image in grey, enlarged or reduced by the scale."""
    size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
    grey = image.convert("L")
    return grey if size == image.size else grey.resize(size, Image.Resampling.LANCZOS)
