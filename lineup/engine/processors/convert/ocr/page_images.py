"""Pictures of pages, read into pages with blocks."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from PIL import Image

from lineup.engine.processors.convert.model.document import ExtractionMethod
from lineup.engine.processors.convert.ocr.engine import (
    PAGE_SECONDS,
    PageUnreadableError,
    recognise,
)
from lineup.engine.processors.convert.ocr.recognised_lines import recognised_lines
from lineup.engine.processors.convert.ocr.text_layer import LayerPage, text_layer_pdf
from lineup.engine.processors.convert.ocr.words import mean_confidence
from lineup.engine.processors.convert.pdf.parsing import parse_pages
from lineup.engine.processors.convert.pdf.source_pages import SourcePage

_log = logging.getLogger(__name__)

_POINTS_PER_INCH = 72
_MOST_AT_ONCE = 4


@dataclass(frozen=True)
class PageImage:
    """The picture of a page.

    `dpi` is its resolution on paper, measured or guessed; `size` is the page's in its own unit, of which a point has
    `unit`.
    """

    index: int
    image: Image.Image
    dpi: float
    size: tuple[float, float]
    unit: float = 1.0


@dataclass(frozen=True)
class _Recognised:
    """What is left of a picture once its words are known: a document's pictures don't fit into memory at once."""

    index: int
    size: tuple[float, float]
    unit: float
    layer: LayerPage


def read_page_images(
    images: Iterable[PageImage], scratch: Path, *, page_seconds: float = PAGE_SECONDS
) -> dict[int, SourcePage]:
    """Return the pages as Tesseract and liteparse read them, by index; one that could not be read is left out.

    The pictures are asked for as they are needed, each may take `page_seconds`.
    """
    read = partial(_recognise, scratch=scratch, seconds=page_seconds)
    return _structured(list(_recognise_all(images, read)), scratch)


def _recognise_all(
    images: Iterable[PageImage], read: Callable[[PageImage], _Recognised | None]
) -> Iterator[_Recognised]:
    at_once = min(os.cpu_count() or 1, _MOST_AT_ONCE)
    remaining = iter(images)
    with ThreadPoolExecutor(at_once) as threads:
        while batch := list(islice(remaining, at_once)):
            outcomes = threads.map(read, batch)
            yield from (outcome for outcome in outcomes if outcome is not None)


def _recognise(page: PageImage, *, scratch: Path, seconds: float) -> _Recognised | None:
    file = scratch / f"page-{page.index}.pgm"
    page.image.save(file)
    try:
        words = recognise(file, dpi=round(page.dpi), seconds=seconds)
    except PageUnreadableError:
        _log.warning("page %d could not be read", page.index, exc_info=True)
        return None
    finally:
        file.unlink()
    layer = LayerPage(tuple(words), *page.image.size, _POINTS_PER_INCH / page.dpi)
    return _Recognised(page.index, page.size, page.unit, layer)


def _structured(recognised: list[_Recognised], scratch: Path) -> dict[int, SourcePage]:
    if not recognised:
        return {}
    file = scratch / "text-layer.pdf"
    file.write_bytes(text_layer_pdf([page.layer for page in recognised]))
    parsed = parse_pages(file, range(len(recognised)))
    blocks = {page.page_num: tuple(page.blocks or ()) for page in parsed.pages}
    return {
        page.index: SourcePage(
            index=page.index,
            width=page.size[0],
            height=page.size[1],
            blocks=blocks.get(number, ()),
            method=ExtractionMethod.TESSERACT,
            unit=page.unit,
            confidence=mean_confidence(page.layer.words),
            lines=recognised_lines(page.layer.words, page.layer.points_per_pixel * page.unit),
        )
        for number, page in enumerate(recognised, start=1)
    }
