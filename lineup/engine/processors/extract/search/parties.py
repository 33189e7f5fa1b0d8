"""Parties: who is the seller, the buyer or the recipient of goods in a document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lineup.engine.processors.extract.search.candidates import Candidate
from lineup.engine.processors.extract.search.labels import Labels
from lineup.engine.processors.extract.search.name_blocks import (
    LEFT_SLACK,
    Block,
    block_from,
    lines_from,
)
from lineup.engine.processors.extract.search.names import (
    bare_name,
    has_postcode,
    has_suffix,
    is_name,
    is_street,
)
from lineup.engine.processors.extract.search.party_sections import PartySections
from lineup.engine.processors.extract.text.segments import Segment, overlap
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import phrase

_RETURN_LINE = re.compile(r"\s[●•·|∙‧*]\s|\s[-–—]\s|,\s|\s\*\s")
_TOP_ROWS, _FIRST_ROWS = 10, 6


@dataclass(frozen=True)
class Parties:
    """Who is who in a document."""

    sheet: Sheet
    labels: Labels

    @cached_property
    def sections(self) -> PartySections:
        """The parts of the pages that have a heading such as "Bill to"."""
        return PartySections(self.sheet, self.labels)

    def names(self, party: str) -> list[Candidate]:
        """Return the names a party may have, the likeliest first."""
        found = [*self._labelled(party), *self._headed(party)]
        if party == "seller":
            found += [*self._return_line(), *self._letterhead()]
        if party == "buyer":
            found += [*self._window(), *self._address_block()]
        return sorted(found, key=lambda each: -each.score)

    def block_of(self, party: str) -> Block | None:
        """Return the lines of a party's name and address, where the likeliest name stands above one."""
        names = self.names(party)
        alike = (each for each in names if phrase(str(each.value)) == phrase(str(names[0].value)))
        blocks = (block_from(self.sheet, each.segments[0]) for each in alike)
        return next((block for block in blocks if block.address), None)

    def address_line(self, party: str) -> tuple[Segment, str] | None:
        """Return the rest of a sender's line behind the name, and the line."""
        senders = self._return_line() if party == "seller" else iter(())
        for sender in senders:
            [line] = sender.segments
            parts = [part.strip(" ,") for part in _RETURN_LINE.split(line.text) if part.strip()]
            return line, ", ".join(parts[1:])
        return None

    def _labelled(self, party: str) -> Iterator[Candidate]:
        """Yield the values of "Name:" in a party's section."""
        for label in self.labels.of("name"):
            if self.sections.party_of(label.segment) != party or not label.is_whole:
                continue
            for segment in self.sheet.after(label.segment)[:1]:
                name = (*self._line_above(segment), segment)
                yield _named(
                    name, 0.97, f"Beside {label.text!r} in the part of the {party}.", label.segment
                )

    def _line_above(self, segment: Segment) -> tuple[Segment, ...]:
        """Return the first of the two lines of a cell whose label stands at its middle."""
        above = self.sheet.rows[segment.row - 1] if segment.row else ()
        if len(above) != 1 or above[0].page != segment.page or not is_name(above[0].text):
            return ()
        gap = segment.top - above[0].box[3]
        is_joined = abs(above[0].left - segment.left) < 1 and gap < 0.7 * segment.height
        return above if is_joined else ()

    def _headed(self, party: str) -> Iterator[Candidate]:
        """Yield the first name below, or behind, a party's heading."""
        for at, section in enumerate(self.sections.headings):
            if section.party != party:
                continue
            weight = 0.95 if at < 4 else 0.85  # noqa: PLR2004 (parties are named at the beginning)
            if section.rest and is_name(section.rest):
                text = section.heading.text[-len(section.rest) :]
                yield Candidate(
                    text, weight, (section.heading,), f"Behind {section.heading.text!r}."
                )
                continue
            lines = [
                segment
                for segment in self.sections.members(section)
                if segment is not section.heading and not self._is_labelled(segment)
            ]
            first = next((each for each in lines if is_name(each.text)), None)
            if first is not None and not (
                is_street(first.text) and len(lines) > 1 and lines[0] is not first
            ):
                name = block_from(self.sheet, first).name
                yield _named(name, weight, f"Below {section.heading.text!r}.", section.heading)

    def _is_labelled(self, segment: Segment) -> bool:
        """Whether a segment is a label, or stands to the right of one."""
        if self.labels.begins(segment):
            return True
        after, before = self.sheet.after(segment), self.sheet.before(segment)
        if (after and after[0].text.startswith(":")) or segment.text.startswith(":"):
            return True
        return bool(before) and self.labels.begins(before[-1])

    def _return_line(self) -> Iterator[Candidate]:
        """Yield the sender in the small line above an address: "Firm ● Street 1 ● 12345 Town"."""
        for segment in self._first_page_top():
            parts = [part.strip() for part in _RETURN_LINE.split(segment.text) if part.strip()]
            is_whole = len(parts) > 2 or (len(parts) > 1 and has_suffix(parts[0]))  # noqa: PLR2004
            if is_whole and is_name(parts[0]) and has_postcode(" ".join(parts[1:])):
                yield Candidate(parts[0], 0.9, (segment,), "The sender's line with its address.")

    def _first_page_top(self) -> list[Segment]:
        first = self.sheet.segments[0].page if self.sheet.segments else 0
        return [each for each in self.sheet.segments if each.page == first and each.row < 30]  # noqa: PLR2004

    def _letterhead(self) -> Iterator[Candidate]:
        """Yield names at the top of the first page, those with a legal form or in large type before others."""
        top = self._first_page_top()
        tallest = max((segment.height for segment in top), default=1.0)
        for at, segment in enumerate(top):
            if not is_name(segment.text) or self._is_labelled(segment) or _is_only_street(segment):
                continue
            if self.sections.party_of(segment) in ("buyer", "ship_to") or has_postcode(
                segment.text
            ):
                continue
            if self._is_second_line(segment):
                continue
            name = block_from(self.sheet, segment).name
            score = 0.5
            if has_suffix(name[-1].text):
                score += 0.2 if segment.row < _FIRST_ROWS else 0.1
            if segment.height > 0.9 * tallest:
                score += 0.06
            if segment.row < _TOP_ROWS:
                score += 0.06 * (1 - at / max(len(top), 1))
            if at == 0:
                score += 0.14
            if len(lines_from(self.sheet, segment)) > 2 and self._has_address(segment):  # noqa: PLR2004
                score += 0.06
            yield _named(name, score, "At the top of the first page.")

    def _is_second_line(self, segment: Segment) -> bool:
        """Whether the line above begins a name that goes on in this one."""
        above = self.sheet.rows[segment.row - 1] if segment.row else ()
        return any(
            is_name(each.text) and segment in block_from(self.sheet, each).name for each in above
        )

    def _has_address(self, segment: Segment) -> bool:
        return any(has_postcode(line.text) for line in lines_from(self.sheet, segment)[1:6])

    def _window(self) -> Iterator[Candidate]:
        """Yield the addressee below a sender's line."""
        for sender in self._return_line():
            line = sender.segments[0]
            below = next(
                (
                    segment
                    for row in self.sheet.rows[line.row + 1 : line.row + 5]
                    for segment in row
                    if overlap(segment.box, line.box) > 0 and is_name(segment.text)
                ),
                None,
            )
            if (
                below is not None
                and self.sections.party_of(below) is None
                and not has_postcode(below.text)
            ):
                name = block_from(self.sheet, below).name
                yield _named(name, 0.88, "The addressee below the sender's line.", line)

    def _address_block(self) -> Iterator[Candidate]:
        """Yield the first lines of address blocks that are not the seller's."""
        sellers = {
            phrase(str(each.value)) for each in [*self._return_line(), *self._headed("seller")]
        }
        for segment in self._first_page_top():
            if (
                not is_name(segment.text)
                or self._is_labelled(segment)
                or has_postcode(segment.text)
            ):
                continue
            if is_street(segment.text):
                continue
            lines = lines_from(self.sheet, segment)
            if not self._has_address(segment) or phrase(segment.text) in sellers:
                continue
            if self._continues(segment) or self.sections.party_of(segment) in ("seller", "ship_to"):
                continue
            letterhead = next(iter(sorted(self._letterhead(), key=lambda each: -each.score)), None)
            if letterhead is not None and letterhead.segments[0] == segment:
                continue
            yield _named(Block(tuple(lines)).name, 0.72, "The first line of an address.")

    def _continues(self, segment: Segment) -> bool:
        """Whether a line of the same block stands right above."""
        if segment.row == 0:
            return False
        above = [
            each
            for each in self.sheet.rows[segment.row - 1]
            if each.page == segment.page and abs(each.left - segment.left) < LEFT_SLACK
        ]
        return any(
            segment.top - each.box[3] < 0.9 * segment.height and is_name(each.text)
            for each in above
        )


def _is_only_street(segment: Segment) -> bool:
    return is_street(segment.text) and not has_suffix(bare_name(segment.text))


def _named(
    segments: Sequence[Segment], score: float, reason: str, label: Segment | None = None
) -> Candidate:
    """Return the name that segments make up."""
    text = " ".join(" ".join(segment.text.split()) for segment in segments)
    cited = (*segments, label) if label is not None else tuple(segments)
    return Candidate(bare_name(text), score, cited, reason)
