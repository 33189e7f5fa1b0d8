"""Opening a picture, with a sentence for each reason why that may fail."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from lineup.engine.processors.protocol import ProcessorError

_DAMAGED = (
    "This image is damaged or incomplete and can't be read: upload it again, or save it anew."
)

_MOST_PIXELS = 89_478_485
"""Pillow's own limit, said again: whoever counts a picture's frames in the same process lifts it."""


@contextmanager
def opened_image(path: Path) -> Iterator[Image.Image]:
    """Yield the picture, open for its frames. Raises ProcessorError where it, or a frame in the block, can't be read."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.simplefilter(
            "ignore", UserWarning
        )  # of metadata that is damaged: the pixels count
        try:
            with Image.open(path) as image:
                yield image
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_large() from error
        except (UnidentifiedImageError, OSError, SyntaxError, EOFError, ValueError) as error:
            raise ProcessorError(_DAMAGED) from error


def frame_count(image: Image.Image) -> int:
    """Return how many frames the picture has."""
    return int(getattr(image, "n_frames", 1))


def _too_large() -> ProcessorError:
    most = _MOST_PIXELS // 1_000_000
    message = f"The image unpacks to more than {most} million pixels: make it smaller and upload it again."
    return ProcessorError(message)
