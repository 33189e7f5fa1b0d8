"""The parts of a page in their reading order, where text stands in columns.

A column begins where several lines begin at one place with white space left of all of them. From one line or picture
that crosses this space to the next reaches a zone: it is read above, left, right, below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from lineup.engine.processors.convert.model.blocks import Box

_SAME_EDGE = 2.5  # points
_HANGING = 5.0  # points, left of a column's edge: no more stands out of the column
_FEWEST_LINES = 3  # of a column
_MOST_EDGES = 12  # that are looked at: a drawing or a table has many
_LEAST_HEIGHT = 12.0  # points: three lines of small type
_MOST_ZONES = 6  # at one edge, the highest
_NARROWEST = 0.1  # of the page's width, a column
_LEAST_SPACE = 0.25  # of a line's height, left of a column
_AS_HIGH = (
    0.85  # as the highest zone: the leftmost such is of columns, others of what is indented in them
)
_DEEPEST = 6
_HEAD_BAND = 0.08  # of the page's height
_HEAD_SPACE = 1.0  # of a line's height, below a running header
_HEAD_SIZE = 1.1  # of the usual height: larger type is a title's
_NOTE_SPACE = 0.5  # above notes
_NOTE_SIZE = 0.95  # of the usual height
_FAR = 4.0
_SHORT_LINE = 12  # characters: columns of shorter lines are those of a table
_CELL_LINE = 26
_ALIGNED = 0.2  # of a line's height


@dataclass(frozen=True)
class Atom:
    """A line of text, or with no characters a picture or table, that no column parts."""

    box: Box
    characters: int


Size = tuple[float, float]
"""The width and the height of the page."""

Part = list[int]
"""A part of the page, its atoms by their places in the list."""

Zone = tuple[Part, Part, Part, Part]
"""What is above a zone of columns, left and right in it, and below."""


def reading_parts(atoms: Sequence[Atom], page: Size) -> list[Part]:
    """Return the parts in reading order; a single one where there are no columns."""
    return _parts(atoms, list(range(len(atoms))), page, _DEEPEST)


def _parts(atoms: Sequence[Atom], held: Part, page: Size, depth: int) -> list[Part]:
    if depth == 0 or len(held) < 2 * _FEWEST_LINES:
        return [held]
    edges = sorted(_edges(atoms, held))
    zones = [_best_zone(atoms, held, edge, page) for edge in edges]
    found = [zone for zone in zones if zone is not None]
    if not found:
        return [held]
    highest = max(height for height, _ in found)
    zone = next(zone for height, zone in found if height >= _AS_HIGH * highest)
    return [
        part
        for group in _trimmed(atoms, zone, page)
        if group
        for part in _parts(atoms, group, page, depth - 1)
    ]


def _edges(atoms: Sequence[Atom], held: Part) -> list[float]:
    """Return where several lines begin, but for the leftmost place, those of most lines first."""
    starts = sorted(atoms[at].box[0] for at in held if atoms[at].characters)
    counts: list[tuple[float, int]] = []
    for start in starts:
        if counts and start - counts[-1][0] <= _SAME_EDGE:
            counts[-1] = (counts[-1][0], counts[-1][1] + 1)
        else:
            counts.append((start, 1))
    several = [one for one in counts[1:] if one[1] >= _FEWEST_LINES]
    most = sorted(several, key=lambda one: -one[1])[:_MOST_EDGES]
    return [start for start, _ in most]


def _best_zone(
    atoms: Sequence[Atom], held: Part, edge: float, page: Size
) -> tuple[float, Zone] | None:
    """Return the height of the highest zone at this edge, and the zone; None where there is none."""
    cut = edge - _HANGING
    crossing = sorted((atoms[at].box for at in held if _crosses(atoms[at].box, cut)), key=_top)
    limits = _limits(crossing, _extent(atoms, held))
    best: tuple[float, Zone] | None = None
    for top, bottom in limits:
        zone = _zone(atoms, held, cut, (top, bottom))
        height = _height(atoms, [*zone[1], *zone[2]])
        if _is_columns(atoms, zone[1], zone[2], page) and (best is None or height > best[0]):
            best = (height, zone)
    return best


def _limits(crossing: Sequence[Box], extent: tuple[float, float]) -> list[tuple[float, float]]:
    """Return from where to where nothing crosses, the highest such spaces, if lines of a column fit in."""
    limits: list[tuple[float, float]] = []
    top, bottom = extent
    for box in crossing:
        if box[1] > top:
            limits.append((top, box[1]))
        top = max(top, box[3])
    limits.append((top, bottom))
    high = [one for one in limits if one[1] - one[0] >= _LEAST_HEIGHT]
    return sorted(high, key=lambda one: one[0] - one[1])[:_MOST_ZONES]


def _extent(atoms: Sequence[Atom], held: Part) -> tuple[float, float]:
    boxes = [atoms[at].box for at in held]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def _zone(atoms: Sequence[Atom], held: Part, cut: float, limits: tuple[float, float]) -> Zone:
    above, left, right, below = [], [], [], []
    for at in held:
        box = atoms[at].box
        middle = (box[1] + box[3]) / 2
        if middle < limits[0]:
            above.append(at)
        elif middle > limits[1]:
            below.append(at)
        elif box[0] >= cut:
            right.append(at)
        else:
            left.append(at)
    return above, left, right, below


def _trimmed(atoms: Sequence[Atom], zone: Zone, page: Size) -> Zone:
    """Return the zone without a running header above its columns, and without the notes and the footer below."""
    above, left, right, below = zone
    heads = _heads(atoms, left, right, page)
    notes = [*_notes(atoms, left, right, page), *_notes(atoms, right, left, page)]
    out = {*heads, *notes}
    return (
        [*above, *heads],
        [at for at in left if at not in out],
        [at for at in right if at not in out],
        [*notes, *below],
    )


def _heads(atoms: Sequence[Atom], left: Part, right: Part, page: Size) -> Part:
    """Return the first lines of both columns if they stand on one level, alone: a running header's two ends."""
    firsts = [min(side, key=lambda at: atoms[at].box[1]) for side in (left, right)]
    boxes = [atoms[at].box for at in firsts]
    height = min(box[3] - box[1] for box in boxes)
    bottom = max(box[3] for box in boxes)
    space = min(atoms[at].box[1] for at in (*left, *right) if at not in firsts) - bottom
    is_level = abs(boxes[0][3] - boxes[1][3]) < height / 2
    usual = median(atoms[at].box[3] - atoms[at].box[1] for at in (*left, *right))
    is_high = bottom < _HEAD_BAND * page[1]
    is_head = is_high and is_level and height <= _HEAD_SIZE * usual and space > _HEAD_SPACE * height
    return firsts if is_head else []


def _notes(atoms: Sequence[Atom], side: Part, other: Part, page: Size) -> Part:
    """Return a column's last lines if they are in smaller type with a space above, or far below both columns."""
    ordered = sorted(side, key=lambda at: -atoms[at].box[3])
    notes: Part = []
    for count in range(1, len(ordered) * 4 // 5 + 1):
        group, before = ordered[:count], atoms[ordered[count]]
        top = min(atoms[at].box[1] for at in group)
        if top < page[1] / 2 or not all(atoms[at].characters for at in group):
            break
        space = top - before.box[3]
        largest = max(_line_height(atoms[at]) for at in group)
        usual = median(_line_height(atoms[at]) for at in ordered[count:])
        is_small = largest <= _NOTE_SIZE * min(usual, _line_height(before))
        is_last = all(atoms[at].box[1] > top or atoms[at].box[3] < top for at in other)
        if (is_small and space > _NOTE_SPACE * usual) or (is_last and space > _FAR * usual):
            notes = group
    return notes[::-1]


def _line_height(atom: Atom) -> float:
    return atom.box[3] - atom.box[1]


def _is_columns(atoms: Sequence[Atom], left: Part, right: Part, page: Size) -> bool:
    sides = [[atoms[at] for at in side if atoms[at].characters] for side in (left, right)]
    if min(map(len, sides)) < _FEWEST_LINES:
        return False
    height = median(atom.box[3] - atom.box[1] for side in sides for atom in side)
    space = min(atom.box[0] for atom in sides[1]) - max(atom.box[2] for atom in sides[0])
    widths = [max(a.box[2] for a in side) - min(a.box[0] for a in side) for side in sides]
    if space < _LEAST_SPACE * height or min(widths) < _NARROWEST * page[0]:
        return False
    lengths = [median(atom.characters for atom in side) for side in sides]
    if min(lengths) < _SHORT_LINE:
        return False
    return min(lengths) >= _CELL_LINE or not _are_level(sides[0], sides[1], height)


def _are_level(left: Sequence[Atom], right: Sequence[Atom], height: float) -> bool:
    """Whether the lines of the shorter side stand beside lines of the other, as a table's cells do."""
    fewer, more = sorted((left, right), key=len)
    level = sum(
        any(abs(atom.box[3] - other.box[3]) < _ALIGNED * height for other in more) for atom in fewer
    )
    return level * 3 >= 2 * len(fewer)


def _crosses(box: Box, cut: float) -> bool:
    return box[0] < cut and box[2] > cut + _HANGING


def _top(box: Box) -> float:
    return box[1]


def _height(atoms: Sequence[Atom], held: Iterable[int]) -> float:
    boxes = [atoms[at].box for at in held]
    return max((box[3] for box in boxes), default=0.0) - min((box[1] for box in boxes), default=0.0)
