"""The rows below a table's heading as items."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.extract.kinds.conventions import Conventions
from lineup.engine.processors.extract.kinds.kind import Kind
from lineup.engine.processors.extract.kinds.reading import read_values
from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.schema.fields import Scalar
from lineup.engine.processors.extract.tables.headers import HeadCell, Header, Match
from lineup.engine.processors.extract.text.segments import Segment, overlap
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import words_of

_MOST_ITEMS = 5_000
_WIDE_GAP = 5.0  # heights: a new part of the page
_CONTINUES = 1.4
_NOTE = re.compile(r"[*•]|[^\w(]{0,2}[^\W\d][\w .\-]{1,34}\s?:\s*\S|\([\w ]{2,8}\)$")
"""A line that is no more of a description: a remark, or something with a label of its own."""
_LONGEST_END = 5
_FOOT = re.compile(
    r"\b(?:page|seite|blatt|pagina|página)\s*:?\s*\d{1,4}\s*(?:of|von|van|de|di|sur|/)\s*\d{1,4}\W*$",
    re.IGNORECASE,
)
"""A line below the table that counts the pages: the number of the document in it is no amount."""


@dataclass
class Item:
    """An item in the making: its first row, the text and numbers found for each column so far, and all its numbers."""

    row: int
    values: dict[str, Scalar] = field(default_factory=dict)
    segments: dict[str, list[Segment]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    numbers: list[tuple[float, Segment]] = field(default_factory=list)
    is_closed: bool = False


@dataclass(frozen=True)
class RowReader:
    """Reads the rows below one heading."""

    sheet: Sheet
    header: Header
    order: Conventions
    cells: Mapping[str, Match]

    def items(self, last_row: int) -> Iterator[Item]:
        """Yield the items from the heading to the row before `last_row`, or to what ends the table."""
        item: Item | None = None
        bottom = self.header.cells[0].box[3]
        for at in range(self.header.last_row + 1, min(last_row, len(self.sheet.rows))):
            row = self.sheet.rows[at]
            if _FOOT.search(" ".join(each.text for each in row)):
                continue
            cells = self._sorted_in(row)
            begins = self._begins(cells)
            if self._ends(row, begins=begins):
                break
            gap = row[0].top - bottom
            if (
                row[0].page == self.sheet.rows[at - 1][0].page
                and gap > _WIDE_GAP * row[0].height
                and not begins
            ):
                break
            bottom = max(each.box[3] for each in row)
            if begins:
                if item is not None:
                    yield item
                item = Item(at)
                self._add(item, cells, depth=0)
            elif item is not None:
                self._continue(item, cells, at)
        if item is not None:
            yield item

    def _sorted_in(self, row: Sequence[Segment]) -> dict[int, list[Segment]]:
        """Return the row's segments by the place of the heading's cell they stand below; one over several is cut."""
        sorted_in: dict[int, list[Segment]] = {}
        for segment in row:
            for part in self._parts(segment):
                sorted_in.setdefault(self._cell_of(part.box), []).append(part)
        return sorted_in

    def _parts(self, segment: Segment) -> Iterator[Segment]:
        under = [
            cell
            for cell in self.header.cells
            if overlap(cell.box, segment.box) > 0.5 * _width(cell.box)
        ]
        words = self.sheet.words_of(segment) if len(under) > 1 and ":" not in segment.text else ()
        with_digits = sum(1 for word in words if any(letter.isdigit() for letter in word.text))
        if with_digits * 3 < len(words) or not words:  # a sentence, not cells
            yield segment
            return
        groups: list[tuple[int, list[int]]] = []
        for at, word in enumerate(words):
            place = self._cell_of(word.box)
            if groups and groups[-1][0] == place:
                groups[-1][1].append(at)
            else:
                groups.append((place, [at]))
        for _, places in groups:
            boxes = [words[at].box for at in places]
            text = " ".join(words[at].text for at in places)
            box = (boxes[0][0], segment.box[1], boxes[-1][2], segment.box[3])
            yield replace(segment, text=text, box=box, line=None)

    def _cell_of(self, box: Box) -> int:
        """Return which of the heading's cells a box belongs to: the one it shares most with, else the nearest."""
        shared = [overlap(cell.box, box) for cell in self.header.cells]
        best = max(range(len(shared)), key=lambda at: shared[at])
        if shared[best] > 0:
            return best
        return min(range(len(shared)), key=lambda at: _distance(self.header.cells[at], box))

    def _begins(self, cells: Mapping[int, list[Segment]]) -> bool:
        """Whether a row begins an item: at least half of the numbers are there, or any where there is only one."""
        numeric = [match for match in self.cells.values() if match.column.is_numeric]
        if not numeric:
            first = min(self.cells.values(), key=lambda match: match.cell.box[0])
            return self.header.cells.index(first.cell) in cells
        filled = sum(1 for match in numeric if self._number(cells, match) is not None)
        return filled * 2 >= len(numeric) or (filled > 0 and self._is_numbered(cells))

    def _is_numbered(self, cells: Mapping[int, list[Segment]]) -> bool:
        """Whether a row begins with an item's number and has a text."""
        number = cells.get(self._leftmost, ())
        has_number = len(number) == 1 and number[0].text.strip(" .").isdecimal()
        return has_number and self._text_cell() in cells

    @property
    def _leftmost(self) -> int:
        """The place of the heading's leftmost cell, which is often the item's number."""
        cells = self.header.cells
        return min(range(len(cells)), key=lambda at: cells[at].box[0])

    def _number(
        self, cells: Mapping[int, list[Segment]], match: Match
    ) -> tuple[Scalar, Segment] | None:
        for segment in cells.get(self.header.cells.index(match.cell), ()):
            for reading in read_values(match.column.meaning.kind, segment.text, self.order):
                if reading.start <= 5:  # noqa: PLR2004 (a currency or a sign before it)
                    return reading.value, segment
        return None

    def _ends(self, row: Sequence[Segment], *, begins: bool) -> bool:
        """Whether a row is one of totals, or begins another part of the document."""
        words = tuple(word.text for word in words_of(row[0].text)[:_LONGEST_END])
        lists = lexicon().lists
        starts = any(words[:size] in lists["end_of_table"] for size in range(1, _LONGEST_END + 1))
        if starts and (len(row) <= 2 or not begins):  # noqa: PLR2004 (a label and an amount)
            return True
        if starts and self._cell_of(row[0].box) != self._text_cell():
            return True
        return words in lists["other_sections"]

    def _text_cell(self) -> int:
        texts = [match for match in self.cells.values() if not match.column.is_numeric]
        if not texts:
            return -1
        return self.header.cells.index(max(texts, key=lambda match: match.score).cell)

    def _add(self, item: Item, cells: Mapping[int, list[Segment]], depth: int) -> None:
        for segments in cells.values():
            for segment in segments:
                for reading in read_values(Kind.NUMBER, segment.text, self.order):
                    if isinstance(reading.value, int | float):
                        item.numbers.append((reading.value, segment))
        for name, match in self.cells.items():
            if name in item.values:
                continue
            if match.column.is_numeric:
                found = self._number(cells, match)
                if found is not None:
                    item.values[name], segment = found
                    item.segments[name] = [segment]
            elif match.depth == depth or match.column.meaning.kind is not Kind.TEXT:
                self._add_text(item, name, match, cells)

    def _add_text(
        self, item: Item, name: str, match: Match, cells: Mapping[int, list[Segment]]
    ) -> None:
        segments = cells.get(self.header.cells.index(match.cell), [])
        text = " ".join(segment.text for segment in segments)
        if not text:
            return
        if match.column.meaning.kind is Kind.TEXT:
            item.texts.setdefault(name, []).append(" ".join(text.split()))
            item.segments.setdefault(name, []).extend(segments)
            return
        for reading in read_values(match.column.meaning.kind, text, self.order):
            item.values[name] = reading.value
            item.segments[name] = list(segments)
            return

    def _is_apart(self, item: Item, name: str, segment: Segment) -> bool:
        """Whether a line stands well below the text so far."""
        before = item.segments.get(name)
        if not before or before[-1].page != segment.page:
            return False
        return segment.top - before[-1].box[3] > _CONTINUES * segment.height

    def _continue(self, item: Item, cells: Mapping[int, list[Segment]], at: int) -> None:
        """Take the numbers that an item's first line lacked, and the rest of its text, until something else begins."""
        for name, match in self.cells.items():
            if match.column.is_numeric:
                found = None if name in item.values else self._number(cells, match)
                if found is not None and at - item.row <= 2:  # noqa: PLR2004 (the item's own lines)
                    item.values[name], segment = found
                    item.segments[name] = [segment]
                continue
            segments = cells.get(self.header.cells.index(match.cell), [])
            if item.is_closed or not segments or match.column.meaning.kind is not Kind.TEXT:
                continue
            is_late = at - item.row == 1 and not item.texts.get(name)
            if (
                is_late
                or match.depth == at - item.row
                or (match.depth == 0 and item.texts.get(name))
            ):
                text = " ".join(segment.text for segment in segments)
                is_note = _NOTE.match(text) is not None or self._is_apart(item, name, segments[0])
                if is_note and match.depth == 0:
                    item.is_closed = True
                else:
                    self._add_text(item, name, match, cells)


def _width(box: Box) -> float:
    return box[2] - box[0]


def _distance(cell: HeadCell, box: Box) -> float:
    return min(
        abs(cell.box[0] - box[0]),
        abs(cell.box[2] - box[2]),
        abs((cell.box[0] + cell.box[2] - box[0] - box[2]) / 2),
    )
