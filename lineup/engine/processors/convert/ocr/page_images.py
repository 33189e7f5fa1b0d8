"""Pictures of pages, and what is left of them once they are read."""

from dataclasses import dataclass

from PIL import Image

from lineup.engine.processors.convert.ocr.page_reading import PageReading


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
class ReadPage:
    """A page without its picture, as a document's pictures don't fit into memory at once; `size` is as above."""

    index: int
    dpi: float
    size: tuple[float, float]
    unit: float
    reading: PageReading
