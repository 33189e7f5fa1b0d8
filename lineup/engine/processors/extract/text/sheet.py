"""A whole document as rows of segments, and what stands beside, below and around a segment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lineup.engine.processors.convert.model.document import Document, Page
from lineup.engine.processors.convert.model.lines import LineWord
from lineup.engine.processors.convert.render.scene import block_id
from lineup.engine.processors.extract.text.segments import Segment, overlap

_NEAR_ROWS = 4
_NEAR_HEIGHTS = 4.5


@dataclass(frozen=True)
class Sheet:
    """The rows of a document, each from left to right, those of a page from top to bottom."""

    document: Document
    rows: tuple[tuple[Segment, ...], ...]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All segments, row by row."""
        return tuple(segment for row in self.rows for segment in row)

    @cached_property
    def text(self) -> str:
        """All text, a line for each row."""
        return "\n".join(" ".join(segment.text for segment in row) for row in self.rows)

    @cached_property
    def _pages(self) -> dict[int, Page]:
        return {page.index: page for page in self.document.pages}

    def page_of(self, segment: Segment) -> Page:
        """Return the page a segment is on."""
        return self._pages[segment.page]

    def after(self, segment: Segment) -> Sequence[Segment]:
        """Return the segments to the right in the same row."""
        return self.rows[segment.row][segment.at + 1 :]

    def before(self, segment: Segment) -> Sequence[Segment]:
        """Return the segments to the left in the same row."""
        return self.rows[segment.row][: segment.at]

    def below(self, segment: Segment) -> Iterator[Segment]:
        """Yield the nearest segments below that share some of its width, the nearest first."""
        last = segment
        for row in self.rows[segment.row + 1 : segment.row + 1 + _NEAR_ROWS]:
            under = [each for each in row if each.page == segment.page]
            shared = [each for each in under if overlap(segment.box, each.box) > 0]
            if not under or (shared and shared[0].top - last.box[3] > _NEAR_HEIGHTS * last.height):
                return
            if shared:
                best = max(shared, key=lambda each: overlap(segment.box, each.box))
                yield best
                last = best

    def words_of(self, segment: Segment) -> tuple[LineWord, ...]:
        """Return the segment's words with their boxes; none where they are unknown."""
        return () if segment.line is None else segment.line.words

    def citation(self, segment: Segment) -> str | None:
        """Return the id of the block that the segment is part of; None where it is part of none."""
        if segment.block is not None:
            return segment.block
        page = self.page_of(segment)
        x, y = segment.middle
        around = (
            ((block.box[2] - block.box[0]) * (block.box[3] - block.box[1]), block.number, block)
            for block in page.walk()
            if block.box is not None
            and not block.children
            and block.box[0] - 1 <= x <= block.box[2] + 1
            and block.box[1] - 1 <= y <= block.box[3] + 1
        )
        smallest = min(around, key=lambda each: each[:2], default=None)
        return None if smallest is None else block_id(page, smallest[2])
