"""Words of a page that has no text of its own, recognised in its picture."""

from pathlib import Path

from PIL import Image

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.ocr.engine import PageUnreadableError, recognise
from lineup.engine.processors.fill.words import Word, split_word

_POINTS_PER_INCH = 72


def recognised_words(picture: Image.Image, scale: float, scratch: Path) -> list[Word]:
    """Return the words in a page's picture, which has so many pixels to a point; none where it can't be read."""
    file = scratch / "page-to-fill.pgm"
    picture.convert("L").save(file)
    try:
        found = recognise(file, dpi=max(round(scale * _POINTS_PER_INCH), 1))
    except PageUnreadableError:
        return []
    finally:
        file.unlink()
    words = (Word(word.text, _in_points(word.box, scale)) for word in found)
    return [part for word in words for part in split_word(word)]


def _in_points(box: Box, scale: float) -> Box:
    x0, y0, x1, y1 = box
    return (x0 / scale, y0 / scale, x1 / scale, y1 / scale)
