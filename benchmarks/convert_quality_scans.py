"""The documents as if scanned: their pages drawn at 200 dpi, and nothing else in the file."""

from collections.abc import Iterable
from pathlib import Path

from pypdfium2 import PdfDocument

_DPI = 200
_POINTS_PER_INCH = 72
_JPEG_QUALITY = 85


def scan(files: Iterable[Path], folder: Path) -> list[Path]:
    """Write each file's pages as pictures into a PDF of the same name in the folder, and return those."""
    return [_scan(path, folder / path.name) for path in files]


def _scan(path: Path, target: Path) -> Path:
    with PdfDocument(path) as pdf:
        pages = [
            page.render(scale=_DPI / _POINTS_PER_INCH, grayscale=True).to_pil() for page in pdf
        ]
    pages[0].save(
        target,
        "PDF",
        resolution=_DPI,
        quality=_JPEG_QUALITY,
        save_all=True,
        append_images=pages[1:],
    )
    return target
