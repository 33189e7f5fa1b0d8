"""Where to write: the blank that belongs to a label. All measures are points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.fill.flat.sheet import Sheet
from lineup.engine.processors.fill.geometry import covers, overlap
from lineup.engine.processors.fill.words import Phrase

_NARROWEST, _LOWEST = 26.0, 8.0
_MARGIN = 36.0
_LINE_ROOM = 15.0
"""How much room above a line is taken for writing, at least."""

_FARTHEST_RULE = 160.0
_NEAREST_BELOW, _FARTHEST_BELOW, _FARTHEST_ABOVE = 9.0, 34.0, 6.0
_SAME_LEFT = 40.0
_HIGHEST_CELL = 220.0


@dataclass(frozen=True)
class Blank:
    """Room to write in, and how sure it is that it belongs to its label, 0 to 1."""

    box: Box
    sureness: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """How high it is."""
        return self.box[3] - self.box[1]


def find_blank(sheet: Sheet, phrase: Phrase, phrases: Sequence[Phrase]) -> Blank | None:
    """Return the blank that most surely belongs to the phrase; None without any."""
    others = [each.box for each in phrases if each is not phrase] + list(sheet.boxes)
    found = [
        blank
        for candidates in _KINDS
        for blank in candidates(sheet, phrase, others)
        if blank.width >= _NARROWEST and blank.height >= _LOWEST
    ]
    return max(found, key=lambda blank: blank.sureness, default=None)


def _right_on_rule(sheet: Sheet, phrase: Phrase, others: Sequence[Box]) -> Iterator[Blank]:
    """Yield a line that begins beside the label: `Name: ________`."""
    x0, y0, x1, y1 = phrase.box
    end = _next_right(sheet, phrase, others)
    low, high = y0 + 0.4 * phrase.height, y1 + max(0.6 * phrase.height, 5.0)
    for rule in _free_rules(sheet):
        start = max(rule[0], x1 + 2)
        if low <= rule[1] <= high and x0 <= rule[0] and start < rule[2] and start < end:
            room = (start, _room_above(rule, others, phrase.height), min(rule[2], end), rule[1])
            if start - x1 < _FARTHEST_RULE:
                yield Blank(room, 1.0 - (start - x1) / 1000)


def _right_in_cell(sheet: Sheet, phrase: Phrase, others: Sequence[Box]) -> Iterator[Blank]:
    """Yield an empty cell that begins right of the label: `| Name | ........ |`."""
    _, y0, x1, y1 = phrase.box
    walls = [wall[2] for wall in sheet.walls if wall[0] >= x1 - 1 and _is_beside(wall, phrase.box)]
    edge = min(walls, default=None)
    if edge is None or edge - x1 > _FARTHEST_RULE:
        return
    cell = cell_at(sheet, edge + 4, (y0 + y1) / 2)
    if cell is not None and not _is_taken(cell, others):
        yield Blank(_inside(cell), 0.93)


def _below_in_cell(sheet: Sheet, phrase: Phrase, others: Sequence[Box]) -> Iterator[Blank]:
    """Yield the empty lower part of a cell that has the label in its upper part."""
    x0, y0, x1, y1 = phrase.box
    cell = cell_at(sheet, (x0 + x1) / 2, (y0 + y1) / 2)
    if cell is None:
        return
    room = (max(cell[0] + 3, x0 - 2), y1 + 1, cell[2] - 3, cell[3] - 1)
    if cell[3] - y1 >= _LINE_ROOM - 4 and not _is_taken(room, others):
        yield Blank(room, 0.9)


def _cell_below(sheet: Sheet, phrase: Phrase, others: Sequence[Box]) -> Iterator[Blank]:
    """Yield an empty cell close under the label."""
    x0, _, x1, y1 = phrase.box
    under = [
        rule[3]
        for rule in sheet.rules
        if -1 <= rule[1] - y1 <= _NEAREST_BELOW + 5 and overlap(x0, x1, rule[0], rule[2])
    ]
    if not under:
        return
    cell = cell_at(sheet, x0 + 6, min(under) + 4)
    if cell is not None and not _is_taken(cell, others):
        yield Blank(_inside(cell), 0.89)


def _on_rule_above(sheet: Sheet, phrase: Phrase, others: Sequence[Box]) -> Iterator[Blank]:
    """Yield a line close above the label, which is its caption then."""
    x0, y0, x1, _ = phrase.box
    for rule in _free_rules(sheet):
        room = (rule[0], _room_above(rule, others, phrase.height), rule[2], rule[1])
        is_close = -1 <= y0 - rule[3] <= _FARTHEST_ABOVE
        is_over = overlap(x0, x1, rule[0], rule[2]) > 0.6 * (x1 - x0)
        is_wider = rule[2] - rule[0] > 1.2 * (x1 - x0)
        if is_close and is_over and is_wider and not _is_taken(room, others):
            yield Blank(room, 0.88)


def _on_rule_below(sheet: Sheet, phrase: Phrase, others: Sequence[Box]) -> Iterator[Blank]:
    """Yield a line under the label to write on."""
    x0, _, _, y1 = phrase.box
    for rule in _free_rules(sheet):
        gap = rule[1] - y1
        room = (max(rule[0], x0 - 2), y1 + 1, rule[2], rule[1])
        is_near = _NEAREST_BELOW <= gap <= _FARTHEST_BELOW and abs(rule[0] - x0) < _SAME_LEFT
        if is_near and not _is_taken(room, others):
            yield Blank(room, 0.85 - gap / 1000)


def _right_of_colon(sheet: Sheet, phrase: Phrase, others: Sequence[Box]) -> Iterator[Blank]:
    """Yield free room after a label that ends with a colon."""
    _, y0, x1, y1 = phrase.box
    end = _next_right(sheet, phrase, others)
    if phrase.text.rstrip().endswith(":") and end - x1 >= 2 * _NARROWEST:
        yield Blank((x1 + 4, y0 - 3, end, y1 + 1), 0.8)


_KINDS = (
    _right_on_rule,
    _right_in_cell,
    _below_in_cell,
    _cell_below,
    _on_rule_above,
    _on_rule_below,
    _right_of_colon,
)


def _next_right(sheet: Sheet, phrase: Phrase, others: Sequence[Box]) -> float:
    """Return where the free room right of a phrase ends: at the next phrase, box or wall, or at the margin."""
    _, y0, x1, y1 = phrase.box
    level = [other for other in others if overlap(y0, y1, other[1], other[3])]
    level += [wall for wall in sheet.walls if _is_beside(wall, phrase.box)]
    stops = [each[0] - 3 for each in level if each[0] >= x1 - 1]
    return min([*stops, sheet.width - _MARGIN])


def _room_above(rule: Box, others: Sequence[Box], height: float) -> float:
    """Return how far up one may write on a line without touching what stands above it."""
    above = [
        other[3]
        for other in others
        if other[3] <= rule[1] and overlap(other[0], other[2], rule[0], rule[2])
    ]
    return max([rule[1] - max(_LINE_ROOM, 1.6 * height), *above])


def cell_at(sheet: Sheet, x: float, y: float) -> Box | None:
    """Return the cell around a point: as far as the nearest lines on its four sides; None without one on each."""
    walls = [wall for wall in sheet.walls if wall[1] - 2 <= y <= wall[3] + 2]
    rules = [rule for rule in sheet.rules if rule[0] - 2 <= x <= rule[2] + 2]
    left = max((wall[2] for wall in walls if wall[2] <= x), default=None)
    right = min((wall[0] for wall in walls if wall[0] >= x), default=None)
    top = max((rule[3] for rule in rules if rule[3] <= y), default=None)
    bottom = min((rule[1] for rule in rules if rule[1] >= y), default=None)
    if left is None or right is None or top is None or bottom is None:
        return None
    return (left, top, right, bottom) if bottom - top <= _HIGHEST_CELL else None


def _inside(cell: Box) -> Box:
    return (cell[0] + 3, cell[1] + 1, cell[2] - 3, cell[3] - 1)


def _free_rules(sheet: Sheet) -> list[Box]:
    """Return the lines that are no edges of cells."""
    return [rule for rule in sheet.rules if not any(_touches(wall, rule) for wall in sheet.walls)]


def _touches(wall: Box, rule: Box) -> bool:
    return (
        rule[0] - 3 <= wall[0] <= rule[2] + 3 and wall[1] - 3 <= rule[1] and rule[3] <= wall[3] + 3
    )


def _is_taken(room: Box, others: Sequence[Box]) -> bool:
    return any(covers(room, other) for other in others)


def _is_beside(wall: Box, box: Box) -> bool:
    return overlap(wall[1], wall[3], box[1], box[3]) > (box[3] - box[1]) / 2
