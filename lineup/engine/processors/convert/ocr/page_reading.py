"""What is read off the picture of a page, and its way between processes."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pydantic import TypeAdapter

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.layout.regions import Region
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.ocr.words import Word


class OcrEngine(StrEnum):
    """What reads the words."""

    TESSERACT = "tesseract"
    PADDLE = "pp-ocrv6"


@dataclass(frozen=True)
class PictureFile:
    """A file with the picture of a page, in grey and dark on light, with its resolution on paper."""

    path: str
    dpi: float


@dataclass(frozen=True)
class Straightening:
    """What sets a picture straight: quarter turns against the clock, then degrees of skew, also against the clock."""

    quarter_turns: int = 0
    degrees: float = 0.0


@dataclass(frozen=True)
class PageReading:
    """What stands on a page, in pixels of its picture once that was set straight.

    `rules` are its ruling lines, `readers` what its words were read by, such as `tesseract 5.5.1 (eng+deu)`.
    """

    straightening: Straightening
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Box, ...]
    regions: tuple[Region, ...]
    readers: tuple[str, ...]


def readings_to_json(readings: list[PageReading | None]) -> JsonObject:
    """Return the readings, None for a page that could not be read, as a JSON object."""
    return {"readings": _adapter().dump_python(readings, mode="json")}


def readings_from_json(written: JsonObject) -> list[PageReading | None]:
    """Return the readings that were written."""
    return _adapter().validate_python(written["readings"])


@cache
def _adapter() -> TypeAdapter[list[PageReading | None]]:
    return TypeAdapter(list[PageReading | None])
