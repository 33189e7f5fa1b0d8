"""Pictures of pages made for the tests, and their reading in this process."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from lineup.engine.processors.convert.ocr.ink import Picture
from lineup.engine.processors.convert.ocr.page_reading import OcrEngine, PageReading, PictureFile
from lineup.engine.processors.convert.ocr.reading import read_picture

DPI = 200.0
PROSE = (
    "The harbour master wrote down every ship that came in",
    "and every ship that went out, with its cargo and crew.",
    "His books were kept in the tower until the great fire,",
    "when a clerk carried them down to the cellar in a cart.",
    "They are read there today by all who ask for them first.",
    "Nobody has copied them, as far as the town remembers.",
)


def page_of_lines(
    *lines: str, size: tuple[int, int] = (1240, 900), bold: frozenset[int] = frozenset()
) -> Image.Image:
    """Return lines in grey print, those with the numbers in `bold` with wider strokes."""
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(34)
    for at, line in enumerate(lines):
        draw.text((80, 80 + 60 * at), line, fill=0, font=font, stroke_width=int(at in bold))
    return image


def as_picture(image: Image.Image) -> Picture:
    """Return the image as the reading takes it."""
    return np.asarray(image.convert("L"), np.uint8)


Reader = Callable[[Image.Image, OcrEngine], PageReading]


def reader_in(folder: Path) -> Reader:
    """Return a function that reads an image as a page at 200 dpi."""

    def read(image: Image.Image, engine: OcrEngine = OcrEngine.TESSERACT) -> PageReading:
        file = folder / "page.pgm"
        image.convert("L").save(file)
        reading = read_picture(PictureFile(str(file), DPI), engine, 60.0)
        assert reading is not None
        return reading

    return read


def text_of(reading: PageReading) -> str:
    """Return the words in their order."""
    return " ".join(word.text for word in reading.words)
