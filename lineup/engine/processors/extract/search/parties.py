"""Parties: the parts of a page that belong to seller, buyer or the recipient of goods, and who they are."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.search.candidates import Candidate
from lineup.engine.processors.extract.search.labels import Labels
from lineup.engine.processors.extract.search.names import (
    bare_name,
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
from lineup.engine.processors.extract.text.words import phrase

OTHER = "other"
Place = tuple[int, int]
"""A segment by its row and its place in it."""

_LEFT_SLACK = 6.0
_GAP = 3.2  # heights of a line: further apart it is another part of the page
_ADDRESS_LINES = 5
_RETURN_LINE = re.compile(r"\s[●•·|∙‧*]\s|\s[-–—]\s|,\s|\s\*\s")
_WINDOW_ROWS = 12
_TOP_ROWS, _FIRST_ROWS = 10, 6


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


@dataclass(frozen=True)
class Section:
    """A heading such as "Bill to", and the segments that belong to it, `rest` is what stands behind it in its line."""

    party: str
    heading: Segment
    rest: str


@dataclass(frozen=True)
class Parties:
    """Who is who in a document."""

    sheet: Sheet
    labels: Labels

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The headings in the document's order."""
        return tuple(
            section for segment in self.sheet.segments if (section := _section(segment)) is not None
        )

    @cached_property
    def _owners(self) -> dict[Place, Section]:
        """Return which section each segment is part of."""
        owners: dict[Place, Section] = {}
        for segment in self.sheet.segments:
            section = self._above(segment)
            before = self.sheet.before(segment)
            if section is not None and before and section.heading is not segment:
                beside = owners.get((before[-1].row, before[-1].at))
                if beside is section and not self._is_labelled_by(before[-1], segment):
                    continue  # another column
            if section is not None:
                owners[segment.row, segment.at] = section
        return owners

    def _is_labelled_by(self, before: Segment, segment: Segment) -> bool:
        return (
            self.labels.begins(before)
            or before.text.rstrip().endswith(":")
            or segment.text.startswith(":")
        )

    def party_of(self, segment: Segment) -> str | None:
        """Return whose section a segment is in, or None for none."""
        section = self._owners.get((segment.row, segment.at))
        return None if section is None or section.party == OTHER else section.party

    def section_of(self, segment: Segment) -> Section | None:
        """Return the section a segment is in."""
        return self._owners.get((segment.row, segment.at))

    @cached_property
    def _members(self) -> dict[Place, list[Segment]]:
        members: defaultdict[Place, list[Segment]] = defaultdict(list)
        for segment in self.sheet.segments:
            section = self.section_of(segment)
            if section is not None:
                members[section.heading.row, section.heading.at].append(segment)
        return members

    @cached_property
    def _of_page(self) -> dict[int, list[Section]]:
        sections: defaultdict[int, list[Section]] = defaultdict(list)
        for section in self.sections:
            sections[section.heading.page].append(section)
        return sections

    def members(self, section: Section) -> list[Segment]:
        """Return the segments of a section."""
        return self._members.get((section.heading.row, section.heading.at), [])

    def _above(self, segment: Segment) -> Section | None:
        """Return the nearest heading above that a segment is not left of."""
        best: Section | None = None
        for section in self._of_page.get(segment.page, ()):
            heading = section.heading
            if (heading.row, heading.at) == (segment.row, segment.at):
                return section
            if heading.row >= segment.row or heading.left - _LEFT_SLACK > segment.left:
                continue
            if best is None or (heading.row, heading.left) > (best.heading.row, best.heading.left):
                best = section
        return best if best is not None and self._is_joined(best, segment) else None

    def _is_joined(self, section: Section, segment: Segment) -> bool:
        """Whether no wide gap parts a segment from its heading."""
        if segment.row - section.heading.row > _WINDOW_ROWS:
            return False
        bottom = section.heading.box[3]
        limit = _GAP * max(section.heading.height, 1.0)
        rows = self.sheet.rows[section.heading.row + 1 : segment.row + 1]
        for row in rows:
            near = [each for each in row if each.left >= section.heading.left - _LEFT_SLACK]
            if near:
                if near[0].top - bottom > limit:
                    return False
                bottom = max(each.box[3] for each in near)
        return True

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
        blocks = (Block(tuple(self._lines_from(each.segments[0]))) for each in alike)
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
            if self.party_of(label.segment) != party or not label.is_whole:
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
        for at, section in enumerate(self.sections):
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
                for segment in self.members(section)
                if segment is not section.heading and not self._is_labelled(segment)
            ]
            first = next((each for each in lines if is_name(each.text)), None)
            if first is not None and not (
                is_street(first.text) and len(lines) > 1 and lines[0] is not first
            ):
                name = Block(tuple(self._lines_from(first))).name
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
            if self.party_of(segment) in ("buyer", "ship_to") or has_postcode(segment.text):
                continue
            if self._is_second_line(segment):
                continue
            name = Block(tuple(self._lines_from(segment))).name
            score = 0.5
            if has_suffix(name[-1].text):
                score += 0.2 if segment.row < _FIRST_ROWS else 0.1
            if segment.height > 0.9 * tallest:
                score += 0.06
            if segment.row < _TOP_ROWS:
                score += 0.06 * (1 - at / max(len(top), 1))
            if at == 0:
                score += 0.14
            if len(self._lines_from(segment)) > 2 and self._has_address(segment):  # noqa: PLR2004
                score += 0.06
            yield _named(name, score, "At the top of the first page.")

    def _is_second_line(self, segment: Segment) -> bool:
        """Whether the line above begins a name that goes on in this one."""
        above = self.sheet.rows[segment.row - 1] if segment.row else ()
        return any(
            is_name(each.text) and segment in Block(tuple(self._lines_from(each))).name
            for each in above
        )

    def _has_address(self, segment: Segment) -> bool:
        return any(has_postcode(line.text) for line in self._lines_from(segment)[1:6])

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
            if below is not None and self.party_of(below) is None and not has_postcode(below.text):
                name = Block(tuple(self._lines_from(below))).name
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
            lines = self._lines_from(segment)
            if not self._has_address(segment) or phrase(segment.text) in sellers:
                continue
            if self._continues(segment) or self.party_of(segment) in ("seller", "ship_to"):
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
            if each.page == segment.page and abs(each.left - segment.left) < _LEFT_SLACK
        ]
        return any(
            segment.top - each.box[3] < 0.9 * segment.height and is_name(each.text)
            for each in above
        )

    def _lines_from(self, first: Segment) -> list[Segment]:
        """Return the segment and those below it, one right under the other, with the same left edge."""
        lines = [first]
        for row in self.sheet.rows[first.row + 1 : first.row + 9]:
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


def _is_only_street(segment: Segment) -> bool:
    return is_street(segment.text) and not has_suffix(bare_name(segment.text))


def _is_aligned(first: Segment, other: Segment) -> bool:
    """Whether two lines have the same left edge, or the same middle, as on receipts."""
    slack = max(_LEFT_SLACK, 0.6 * first.height)
    is_flush = abs(other.left - first.left) < slack
    is_centred = abs(other.middle[0] - first.middle[0]) < 2 * slack
    return (is_flush or is_centred) and overlap(other.box, first.box) > 0


def _is_within(first: Segment, other: Segment) -> bool:
    """Whether one of two lines is as wide as the other or narrower, at no side beyond it."""
    slack = max(_LEFT_SLACK, first.height)
    inner, outer = sorted((first.box, other.box), key=lambda box: box[2] - box[0])
    return inner[0] >= outer[0] - slack and inner[2] <= outer[2] + slack


def _named(
    segments: Sequence[Segment], score: float, reason: str, label: Segment | None = None
) -> Candidate:
    """Return the name that segments make up."""
    text = " ".join(" ".join(segment.text.split()) for segment in segments)
    cited = (*segments, label) if label is not None else tuple(segments)
    return Candidate(bare_name(text), score, cited, reason)


def _section(segment: Segment) -> Section | None:
    """Return the section that a segment is the heading of."""
    words = phrase(segment.text)
    known = lexicon()
    if words in known.sections:
        return Section(known.sections[words], segment, "")
    if words in known.lists["other_sections"]:
        return Section(OTHER, segment, "")
    head, colon, rest = segment.text.partition(":")
    if colon and phrase(head) in known.sections:
        return Section(known.sections[phrase(head)], segment, rest.strip())
    return None
