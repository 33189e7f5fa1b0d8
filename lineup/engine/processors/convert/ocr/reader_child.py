"""Pictures of pages handed to the reading program, some at a time, and what it made of them."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from lineup.documents.child import ChildError, ChildLimits, run_in_child
from lineup.engine.processors.convert.ocr.page_images import PageImage, ReadPage
from lineup.engine.processors.convert.ocr.page_reading import (
    OcrEngine,
    PageReading,
    PictureFile,
    readings_from_json,
)

_log = logging.getLogger(__name__)

_PROGRAM = "lineup.engine.processors.convert.ocr.program"
_START_SECONDS = 20.0
_BATCH = 8  # pages that share the program's start, a second or two
_MEMORY_BYTES = {OcrEngine.TESSERACT: 2 << 30, OcrEngine.PADDLE: 4 << 30}
"""The address space of the program: what a step of the mode may have."""


@dataclass(frozen=True)
class ReadingLimits:
    """How many seconds a page may take, and all pages together."""

    page_seconds: float = 60.0
    document_seconds: float = 480.0


def read_pictures(
    images: Iterable[PageImage], scratch: Path, engine: OcrEngine, limits: ReadingLimits
) -> Iterator[ReadPage]:
    """Yield the pages that could be read. The pictures are asked for as they are needed; none once the time is over."""
    program = _Program(engine, limits.page_seconds, time.monotonic() + limits.document_seconds)
    remaining = iter(images)
    while program.seconds_left > 0 and (batch := list(islice(remaining, _BATCH))):
        files = [_written(image, scratch) for image in batch]
        for image, reading in zip(batch, program.read(files), strict=True):
            if reading is not None:
                yield ReadPage(image.index, image.dpi, image.size, image.unit, reading)
        for file in files:
            Path(file.path).unlink()


def _written(image: PageImage, scratch: Path) -> PictureFile:
    path = scratch / f"page-{image.index}.pgm"
    image.image.save(path)
    return PictureFile(str(path), image.dpi)


@dataclass(frozen=True)
class _Program:
    """The reading program, until a moment of the monotonic clock."""

    engine: OcrEngine
    page_seconds: float
    deadline: float

    @property
    def seconds_left(self) -> float:
        """How long it may still run."""
        return self.deadline - time.monotonic()

    def read(self, files: Sequence[PictureFile]) -> list[PageReading | None]:
        """Return what stands on the pictures, None for one that couldn't be read. Where one ends the program, the others are read alone."""
        if self.seconds_left <= 0:
            return [None] * len(files)
        try:
            return self._ask(files)
        except ChildError as error:
            _log.warning("the reading of %d pages ended: %s %s", len(files), error, error.trace)
        if len(files) == 1:
            return [None]
        return [reading for file in files for reading in self.read([file])]

    def _ask(self, files: Sequence[PictureFile]) -> list[PageReading | None]:
        request = {
            "engine": self.engine,
            "seconds": self.page_seconds,
            "pictures": [asdict(file) for file in files],
        }
        seconds = min(_START_SECONDS + self.page_seconds * len(files), self.seconds_left)
        limits = ChildLimits(max(seconds, 0.0), _MEMORY_BYTES[self.engine])
        return readings_from_json(run_in_child(_PROGRAM, request, limits=limits))
