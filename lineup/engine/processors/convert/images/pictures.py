"""The pictures of an image's figures, cut out of its frames."""

from collections.abc import Iterable
from itertools import groupby, islice
from operator import itemgetter

from PIL import Image, ImageOps

from lineup.engine.processors.convert.images.frames import upright
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.document import Page, Picture
from lineup.engine.processors.convert.pdf.drawing import jpeg
from lineup.engine.processors.convert.pdf.figures import MAX_PICTURES, figures_of

_MOST_SHOWN = 1_600  # pixels of the long side of a picture in a result


def cut_frames(image: Image.Image, pages: Iterable[Page]) -> dict[str, Picture]:
    """Return the pictures of the pages' figures by key; a page is a frame of the image, in its pixels."""
    figures = islice(figures_of(pages), MAX_PICTURES)
    pictures: dict[str, Picture] = {}
    for index, held in groupby(figures, key=itemgetter(1)):
        image.seek(index)
        frame = upright(image)
        pictures |= {key: jpeg(_shown(frame, box)) for key, _, box in held}
    return pictures


def _shown(frame: Image.Image, box: Box) -> Image.Image:
    """Return the part of the frame, in a size that suits a result."""
    x0, y0 = max(int(box[0]), 0), max(int(box[1]), 0)
    x1, y1 = min(round(box[2]), frame.width), min(round(box[3]), frame.height)
    part = frame.crop((x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)))
    if max(part.size) <= _MOST_SHOWN:
        return part
    return ImageOps.contain(part, (_MOST_SHOWN, _MOST_SHOWN))
