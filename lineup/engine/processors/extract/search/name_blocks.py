"""Blocks of lines in which a name stands above its address."""

from dataclasses import dataclass

from lineup.engine.processors.extract.search.names import (
    has_postcode,
    has_suffix,
    is_code_line,
    is_heading,
    is_name,
    is_phone_or_mail,
    is_salutation,
    is_street,
)
from lineup.engine.processors.extract.text.segments import Segment, overlap
from lineup.engine.processors.extract.text.sheet import Sheet

LEFT_SLACK = 6.0
"""How far the left edges of lines of one part of a page may be from each other, in points."""

_ADDRESS_LINES = 5


@dataclass(frozen=True)
class Block:
    """Lines one below the other: a name first, then an address."""

    segments: tuple[Segment, ...]

    @property
    def name(self) -> tuple[Segment, ...]:
        """The lines of the name: one, or more where the first is a greeting or the legal form stands in the next."""
        first = self.segments[0]
        if len(self.segments) < 2:  # noqa: PLR2004 (a second line)
            return (first,)
        second = self.segments[1]
        goes_on = is_salutation(first.text) or (
            first.text.isupper() == second.text.isupper()
            and not has_suffix(first.text)
            and has_suffix(second.text)
            and not is_street(second.text)
            and not has_postcode(second.text)
        )
        return (first, second) if goes_on and is_name(second.text) else (first,)

    @property
    def address(self) -> tuple[Segment, ...]:
        """The lines after the name, as far as they are an address."""
        rest = self.segments[len(self.name) :]
        kept: list[Segment] = []
        for segment in rest:
            if not kept and is_code_line(segment.text):
                continue
            if is_phone_or_mail(segment.text) or ":" in segment.text or len(kept) >= _ADDRESS_LINES:
                break
            kept.append(segment)
        return tuple(kept)


def block_from(sheet: Sheet, first: Segment) -> Block:
    """Return the block that begins with a segment."""
    return Block(tuple(lines_from(sheet, first)))


def lines_from(sheet: Sheet, first: Segment) -> list[Segment]:
    """Return the segment and those below it, one right under the other, with the same left edge."""
    lines = [first]
    for row in sheet.rows[first.row + 1 : first.row + 9]:
        under = [
            each
            for each in row
            if each.page == first.page
            and (_is_aligned(first, each) or (len(row) == 1 and _is_within(first, each)))
        ]
        if not under:
            if row[0].top - lines[-1].box[3] > 1.3 * first.height:
                break
            continue
        segment = under[0]
        is_near = segment.top - lines[-1].box[3] < 1.6 * max(first.height, segment.height)
        if not is_near or is_heading(segment.text):
            break
        lines.append(segment)
    return lines


def _is_aligned(first: Segment, other: Segment) -> bool:
    """Whether two lines have the same left edge, or the same middle, as on receipts."""
    slack = max(LEFT_SLACK, 0.6 * first.height)
    is_flush = abs(other.left - first.left) < slack
    is_centred = abs(other.middle[0] - first.middle[0]) < 2 * slack
    return (is_flush or is_centred) and overlap(other.box, first.box) > 0


def _is_within(first: Segment, other: Segment) -> bool:
    """Whether one of two lines is as wide as the other or narrower, at no side beyond it."""
    slack = max(LEFT_SLACK, first.height)
    inner, outer = sorted((first.box, other.box), key=lambda box: box[2] - box[0])
    return inner[0] >= outer[0] - slack and inner[2] <= outer[2] + slack
