"""What the modes mean for pages that are pictures: who reads them, and for how long."""

from collections.abc import Iterable
from typing import assert_never

from lineup.engine.processors.convert.model.document import ExtractionMethod
from lineup.engine.processors.convert.ocr.page_reading import OcrEngine
from lineup.engine.processors.convert.ocr.reader_child import ReadingLimits
from lineup.engine.processors.convert.settings import Mode

_SHARE = 0.7
"""Of a step's time: the rest is for what follows, so that pages that were read are not lost."""

_PAGE_SECONDS = 60.0


def engine_of(mode: Mode) -> OcrEngine:
    """Return who reads pictures of pages. In `fast` that is only for documents that are nothing else."""
    match mode:
        case Mode.FAST | Mode.BALANCED:
            return OcrEngine.TESSERACT
        case Mode.ACCURATE:
            return OcrEngine.PADDLE
        case _:
            assert_never(mode)


def limits_of(seconds: float) -> ReadingLimits:
    """Return how long reading may take in a step of so many seconds."""
    return ReadingLimits(_PAGE_SECONDS, _SHARE * seconds)


def libraries_of(methods: Iterable[ExtractionMethod]) -> tuple[str, ...]:
    """Return the names of the libraries that pages read in these ways stand on."""
    used = set(methods)
    if ExtractionMethod.PADDLE in used:
        return ("rapid-layout", "rapidocr", "tesseract")
    if ExtractionMethod.TESSERACT in used:
        return ("rapid-layout", "tesseract")
    return ()
