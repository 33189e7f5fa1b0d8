"""The parts of a page that belong to seller, buyer or the recipient of goods, by their headings."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.search.labels import Labels
from lineup.engine.processors.extract.search.name_blocks import LEFT_SLACK
from lineup.engine.processors.extract.text.segments import Segment
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import phrase

OTHER = "other"
Place = tuple[int, int]
"""A segment by its row and its place in it."""

_GAP = 3.2  # heights of a line: further apart it is another part of the page
_WINDOW_ROWS = 12


@dataclass(frozen=True)
class Section:
    """A heading such as "Bill to", and the segments that belong to it, `rest` is what stands behind it in its line."""

    party: str
    heading: Segment
    rest: str


@dataclass(frozen=True)
class PartySections:
    """Which part of a document's pages is about whom."""

    sheet: Sheet
    labels: Labels

    @cached_property
    def headings(self) -> tuple[Section, ...]:
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
        for section in self.headings:
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
            if heading.row >= segment.row or heading.left - LEFT_SLACK > segment.left:
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
            near = [each for each in row if each.left >= section.heading.left - LEFT_SLACK]
            if near:
                if near[0].top - bottom > limit:
                    return False
                bottom = max(each.box[3] for each in near)
        return True


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
