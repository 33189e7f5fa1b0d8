"""The heading of a table: the lines in which the columns of a list are named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.extract.lexicon.loading import lexicon
from lineup.engine.processors.extract.tables.columns import Column
from lineup.engine.processors.extract.text.segments import Segment, overlap
from lineup.engine.processors.extract.text.sheet import Sheet
from lineup.engine.processors.extract.text.words import phrase

_MOST_LINES = 4
_LINE_GAP = 1.3  # heights between the lines of one heading
_FEWEST = 2


@dataclass(frozen=True)
class HeadCell:
    """What stands above one column: its lines from top to bottom, and its extent."""

    lines: tuple[Segment, ...]

    @cached_property
    def box(self) -> Box:
        """The box around its lines."""
        boxes = [line.box for line in self.lines]
        return (
            min(box[0] for box in boxes),
            boxes[0][1],
            max(box[2] for box in boxes),
            boxes[-1][3],
        )


@dataclass(frozen=True)
class Match:
    """A column and the cell it was found in; `depth` is the line of an item in which its value stands, from 0."""

    column: Column
    cell: HeadCell
    score: float
    depth: int = 0


@dataclass(frozen=True)
class Header:
    """A heading found: its first and last row, its cells, and which columns stand below which of them."""

    first_row: int
    last_row: int
    cells: tuple[HeadCell, ...]
    matches: tuple[Match, ...]

    @property
    def score(self) -> float:
        """How well it fits."""
        return sum(match.score for match in self.matches)


def find_headers(sheet: Sheet, columns: Sequence[Column]) -> list[Header]:
    """Return the headings in which most of the columns are named, in the document's order, none within another."""
    found = [
        header
        for row in range(len(sheet.rows))
        if len(sheet.rows[row]) > 1 or row + 1 < len(sheet.rows)
        for header in [_best_at(sheet, row, columns)]
        if header is not None
    ]
    best = max((header.score for header in found), default=0.0)
    kept: list[Header] = []
    for header in sorted(found, key=lambda each: -each.score):
        is_apart = all(
            header.last_row < other.first_row or header.first_row > other.last_row for other in kept
        )
        if is_apart and header.score > 0.8 * best:
            kept.append(header)
    return sorted(kept, key=lambda each: each.first_row)


def _best_at(sheet: Sheet, row: int, columns: Sequence[Column]) -> Header | None:
    """Return the best heading that begins in a row, of one to four lines."""
    best: Header | None = None
    if not any(column.likeness(each.text) for each in sheet.rows[row] for column in columns):
        return None
    for last in range(row, min(row + _MOST_LINES, len(sheet.rows))):
        if last > row and not _is_next_line(sheet, last):
            break
        cells = _cells([_split(sheet, line, columns) for line in sheet.rows[row : last + 1]])
        matches = _matched(cells, columns)
        has_number = any(match.column.is_numeric for match in matches)
        needed = min(_FEWEST, len(columns))
        if len(matches) < needed or (not has_number and any(c.is_numeric for c in columns)):
            continue
        header = Header(row, last, tuple(cells), tuple(matches))
        if best is None or header.score > best.score + 0.01:
            best = header
    return best


def _split(sheet: Sheet, row: Sequence[Segment], columns: Sequence[Column]) -> list[Segment]:
    """Return a row of a heading with the segments that name several columns cut between them."""
    return [part for segment in row for part in _parts(sheet, segment, columns)]


def _parts(sheet: Sheet, segment: Segment, columns: Sequence[Column]) -> list[Segment]:
    words = sheet.words_of(segment)
    if len(words) < _FEWEST or any(column.likeness(segment.text) == 1 for column in columns):
        return [segment]
    groups = _groups([word.text for word in words], columns)
    if len(groups) < _FEWEST:
        return [segment]
    parts = []
    for start, end in groups:
        boxes = [word.box for word in words[start:end]]
        text = " ".join(word.text for word in words[start:end])
        box = (boxes[0][0], segment.box[1], boxes[-1][2], segment.box[3])
        parts.append(replace(segment, text=text, box=box, line=None))
    return parts


def _groups(words: Sequence[str], columns: Sequence[Column]) -> list[tuple[int, int]]:
    """Return where each label among the words begins and ends; words between labels stay together."""
    groups: list[tuple[int, int]] = []
    at, loose, has_label = 0, 0, False
    while at < len(words):
        size = next((n for n in (3, 2, 1) if _is_label(words[at : at + n], columns)), 0)
        if size:
            if loose < at:
                groups.append((loose, at))
            groups.append((at, at + size))
            has_label = True
        at += max(size, 1)
        loose = at if size else loose
    if loose < len(words):
        groups.append((loose, len(words)))
    return groups if has_label else []


def _is_label(words: Sequence[str], columns: Sequence[Column]) -> bool:
    text = " ".join(words)
    is_known = any(name.startswith("line_") for name in lexicon().labels.get(phrase(text), ()))
    return is_known or any(column.likeness(text) == 1 for column in columns)


def _is_next_line(sheet: Sheet, row: int) -> bool:
    above, here = sheet.rows[row - 1], sheet.rows[row]
    if above[0].page != here[0].page or any(c.isdigit() for s in here for c in s.text):
        return False
    return here[0].top - above[0].box[3] < _LINE_GAP * max(above[0].height, 1.0)


def _cells(rows: Sequence[Sequence[Segment]]) -> list[HeadCell]:
    """Return the heading's cells: lines that stand above one another."""
    cells: list[list[Segment]] = []
    for row in rows:
        for segment in row:
            shared = [cell for cell in cells if _shares(cell, segment)]
            if len(shared) == 1:
                shared[0].append(segment)
            else:
                cells.append([segment])
    return [HeadCell(tuple(cell)) for cell in cells]


def _shares(cell: Sequence[Segment], segment: Segment) -> bool:
    return any(
        other.row != segment.row
        and overlap(other.box, segment.box) > 0.3 * min(_width(other), _width(segment))
        for other in cell
    )


def _width(segment: Segment) -> float:
    return segment.box[2] - segment.box[0]


def _matched(cells: Sequence[HeadCell], columns: Sequence[Column]) -> list[Match]:
    """Return which column stands below which cell, so that the whole fits best."""
    if not cells or not columns:
        return []
    import numpy as np  # noqa: PLC0415 (both are large, and every process of the engine imports this module)
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    fits = [[_fit(column, cell) for cell in cells] for column in columns]
    scores = np.array([[score for score, _ in row] for row in fits])
    rows, places = linear_sum_assignment(-scores)
    return [
        Match(columns[row], cells[place], *fits[row][place])
        for row, place in zip(rows.tolist(), places.tolist(), strict=True)
        if scores[row, place] > 0
    ]


def _fit(column: Column, cell: HeadCell) -> tuple[float, int]:
    """Return how well a column fits a cell, and in which of the cell's lines it is named."""
    texts = [line.text for line in cell.lines]
    joined = "".join(text[:-1] if text.endswith("-") else f"{text} " for text in texts)
    whole = max(column.likeness(joined), column.likeness(" ".join(texts)))
    lines = [(column.likeness(text), at) for at, text in enumerate(texts)]
    best, at = max(lines, key=lambda each: each[0])
    if whole >= best:
        return whole, 0
    return best * 0.97, at
