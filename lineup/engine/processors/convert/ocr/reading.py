"""Reading the picture of a page: set straight, its lines taken off, its words read, its regions seen."""

import logging
from pathlib import Path
from typing import assert_never

import cv2
import numpy as np

from lineup.engine.processors.convert.layout.model import find_regions
from lineup.engine.processors.convert.ocr.emphasis import with_emphasis
from lineup.engine.processors.convert.ocr.engine import PageUnreadableError
from lineup.engine.processors.convert.ocr.ink import Picture, find_ink
from lineup.engine.processors.convert.ocr.page_reading import (
    OcrEngine,
    PageReading,
    PictureFile,
    Straightening,
)
from lineup.engine.processors.convert.ocr.readers import (
    Found,
    ReadablePage,
    read_by_paddle,
    read_by_tesseract,
)
from lineup.engine.processors.convert.ocr.rules import find_rules, without_rules
from lineup.engine.processors.convert.ocr.straight import measure, straightened
from lineup.engine.processors.convert.ocr.upside_down import is_upside_down

_log = logging.getLogger(__name__)

_HALF_TURN = 2


def read_picture(file: PictureFile, engine: OcrEngine, seconds: float) -> PageReading | None:
    """Return what stands on the page, or None where that takes too long or fails."""
    try:
        return _read_picture(file, engine, seconds)
    except PageUnreadableError:
        _log.warning("a page could not be read", exc_info=True)
        return None


def _read_picture(file: PictureFile, engine: OcrEngine, seconds: float) -> PageReading:
    straight, by = set_straight(_opened(file), file.dpi)
    ink = find_ink(straight, file.dpi)
    rules = find_rules(ink, file.dpi)
    clean = without_rules(straight, rules)
    page = ReadablePage(clean, find_ink(clean, file.dpi), file.dpi, Path(file.path), seconds)
    found = _read(page, engine)
    height, width = straight.shape[:2]
    return PageReading(
        by,
        float(width),
        float(height),
        tuple(with_emphasis(found.words, page.ink)),
        rules,
        find_regions(straight),
        found.readers,
    )


def _opened(file: PictureFile) -> Picture:
    picture = cv2.imread(file.path, cv2.IMREAD_GRAYSCALE)
    if picture is None:
        message = "its picture can't be opened"
        raise PageUnreadableError(message)
    return np.asarray(picture, np.uint8)


def set_straight(picture: Picture, dpi: float) -> tuple[Picture, Straightening]:
    """Return the picture as it is to be read, and what was done to it."""
    by = measure(find_ink(picture, dpi), dpi)
    straight = straightened(picture, by)
    if not is_upside_down(straight, find_ink(straight, dpi), dpi):
        return straight, by
    by = Straightening(by.quarter_turns + _HALF_TURN, by.degrees)
    return straightened(picture, by), by


def _read(page: ReadablePage, engine: OcrEngine) -> Found:
    match engine:
        case OcrEngine.TESSERACT:
            return read_by_tesseract(page)
        case OcrEngine.PADDLE:
            return read_by_paddle(page)
        case _:
            assert_never(engine)
