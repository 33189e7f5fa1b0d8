"""Pages and the document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lineup.engine.processors.convert.model.blocks import Block, Box
from lineup.engine.processors.convert.model.lines import Line


class ExtractionMethod(StrEnum):
    """Where a page's text came from."""

    PDFTEXT = "pdftext"
    TESSERACT = "tesseract"
    PADDLE = "pp-ocrv6"
    NATIVE = "native"
    NONE = "none"


class PageKind(StrEnum):
    """What a page is in its format."""

    PAGE = "page"
    IMAGE = "image"
    SLIDE = "slide"
    SHEET = "sheet"
    SYNTHETIC = "synthetic"


@dataclass(frozen=True)
class Page:
    """One page: `index` is its 0-based place in the whole document, `width` and `height` in its unit.

    `confidence` is between 0 and 1 and None where nothing was recognised, `readers` are the engines that recognised it;
    `is_unread` means that there is something to read that this mode didn't. `lines` are the same text as the blocks', by
    place rather than by meaning, and empty where the format knows no places: what changes the blocks' text has to drop
    or change them too.
    """

    index: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    method: ExtractionMethod
    confidence: float | None = None
    is_unread: bool = False
    title: str = ""
    lines: tuple[Line, ...] = ()
    readers: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        """The whole page."""
        return (0.0, 0.0, self.width, self.height)

    def walk(self) -> Iterator[Block]:
        """Yield all blocks, those in groups too, in reading order."""
        for block in self.blocks:
            yield from block.walk()

    @property
    def block_count(self) -> int:
        """How many blocks there are, those in groups too."""
        return sum(1 for _ in self.walk())


@dataclass(frozen=True)
class Document:
    """The pages that were processed, the ones that failed (0-based), and what people should know about it."""

    kind: PageKind
    pages: tuple[Page, ...]
    failed_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """The bytes of a picture and their media type."""

    content: bytes
    media_type: str

    @property
    def extension(self) -> str:
        """The file name extension that goes with the media type."""
        return "png" if self.media_type == "image/png" else "jpeg"


@dataclass(frozen=True)
class Reading:
    """What a reader made of a file: the document, its pictures by key, and the versions of what read it."""

    document: Document
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
