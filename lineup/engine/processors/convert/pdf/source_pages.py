"""What liteparse found on a page, before it becomes our blocks."""

from dataclasses import dataclass

from liteparse import LayoutBlock

from lineup.engine.processors.convert.model.document import ExtractionMethod
from lineup.engine.processors.convert.model.lines import Line


@dataclass(frozen=True)
class SourcePage:
    """A page in liteparse's own blocks, whose places are in points.

    `width` and `height` are in the page's unit, of which a point has `unit`: 1 for PDFs, more or less for pictures.
    `lines` are in the page's unit already.
    """

    index: int
    width: float
    height: float
    blocks: tuple[LayoutBlock, ...]
    method: ExtractionMethod
    unit: float = 1.0
    confidence: float | None = None
    is_unread: bool = False
    lines: tuple[Line, ...] = ()
    readers: tuple[str, ...] = ()
