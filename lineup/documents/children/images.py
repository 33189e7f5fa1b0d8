"""Open pictures with Pillow, in a child."""

import importlib
import struct
from typing import TYPE_CHECKING

from lineup.documents.children.serving import RefusalError
from lineup.documents.document_type import DocumentType

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 100_000_000
"""The most pixels one picture may have: A1 at 300 dpi, and 400 MB when unpacked with four channels."""

_READERS = {
    DocumentType.PNG: ("PNG", "PIL.PngImagePlugin"),
    DocumentType.JPG: ("JPEG", "PIL.JpegImagePlugin"),
    DocumentType.WEBP: ("WEBP", "PIL.WebPImagePlugin"),
    DocumentType.TIFF: ("TIFF", "PIL.TiffImagePlugin"),
    DocumentType.GIF: ("GIF", "PIL.GifImagePlugin"),
}

UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    LookupError,
    ArithmeticError,
    struct.error,
)
"""What Pillow raises about damaged pictures."""


def open_image(path: str, document_type: DocumentType) -> "Image":
    """Return the open picture at its first frame, its pixels not unpacked yet. Raises RefusalError.

    Only the reader of its own format may look at it.
    """
    from PIL import Image  # noqa: PLC0415 (loaded under the child's limits)

    image_format, plugin = _READERS[document_type]
    importlib.import_module(plugin)
    Image.MAX_IMAGE_PIXELS = (
        None  # Pillow's own check is of the first frame only; callers ask `require_size` of each
    )
    try:
        return Image.open(path, formats=[image_format])
    except UNREADABLE as error:
        raise damaged(document_type) from error


def require_size(picture: "Image") -> None:
    """Raise RefusalError if the frame has too many pixels to be unpacked."""
    width, height = picture.size
    if width * height > MAX_PIXELS:
        message = (
            f"The picture has {width:,} × {height:,} pixels; "
            f"at most {MAX_PIXELS // 1_000_000} million can be read."
        )
        raise RefusalError(message)


def frame_count(picture: "Image") -> int:
    """Return how many frames the picture has."""
    return int(getattr(picture, "n_frames", 1))


def damaged(document_type: DocumentType) -> RefusalError:
    """Return the refusal of a picture that can't be read."""
    return RefusalError(f"The {document_type.label} is damaged and can't be opened.")
