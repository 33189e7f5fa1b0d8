"""Everything on a page that can be filled: blanks with their labels, boxes with theirs, and groups of boxes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lineup.engine.processors.convert.model.blocks import Box, union_box
from lineup.engine.processors.fill.flat.blanks import Blank, find_blank
from lineup.engine.processors.fill.flat.sheet import Sheet
from lineup.engine.processors.fill.geometry import overlap
from lineup.engine.processors.fill.matching import Name, Target
from lineup.engine.processors.fill.words import Phrase

_LONGEST_LABEL = 80
_NEAR_BOX, _CLOSE_TO_BOX = 90.0, 14.0
_LINES_BELOW = 9.0
"""A group's boxes begin within so many lines under its label."""

_INDENT = 300.0
_SHARED_ROOM = 0.3
_TOUCHING, _ALIGNED = 2.0, 4.0


@dataclass(frozen=True)
class Option:
    """A box and what stands beside it."""

    label: str
    box: Box


@dataclass(frozen=True)
class Spot:
    """Something that can be filled, on a 0-based page: a blank, or boxes of which one is ticked; a single one by yes or no."""

    page: int
    label: str
    blank: Blank | None = None
    options: tuple[Option, ...] = ()
    around: str = ""

    @property
    def box(self) -> Box:
        """All of it."""
        if self.blank is not None:
            return self.blank.box
        return union_box([option.box for option in self.options]) or (0.0, 0.0, 0.0, 0.0)

    @property
    def target(self) -> Target:
        """What it can be found by."""
        worth = 1.0 if self.blank is None else 0.9 + 0.1 * self.blank.sureness
        return Target((Name(self.label.rstrip(" :"), worth),), self.around)


def spots_of(sheet: Sheet) -> list[Spot]:
    """Return all that can be filled on a page."""
    phrases = sheet.phrases
    boxes = sorted(sheet.boxes, key=lambda box: (round(box[1] / _ALIGNED), box[0]))
    options = [_option(box, phrases) for box in boxes]
    blanks = _labelled_blanks(sheet, phrases, {option.label for option in options})
    labels = [phrase for phrase, _ in blanks]
    spots = [
        Spot(sheet.index, phrase.text, blank, around=_heading(phrase.box, phrases, labels))
        for phrase, blank in blanks
    ]
    named = [option for option in options if option.label]
    return spots + _box_spots(sheet.index, named, phrases, labels)


def _labelled_blanks(
    sheet: Sheet, phrases: Sequence[Phrase], options: set[str]
) -> list[tuple[Phrase, Blank]]:
    """Return each blank with the label that it most surely belongs to, in the page's order."""
    found = [
        (phrase, blank)
        for phrase in phrases
        if _is_label(phrase.text)
        and phrase.text not in options
        and (blank := find_blank(sheet, phrase, phrases)) is not None
    ]
    kept: list[tuple[Phrase, Blank]] = []
    for phrase, blank in sorted(found, key=lambda each: -each[1].sureness):
        if not any(_is_same_room(blank.box, other.box) for _, other in kept):
            kept.append((phrase, blank))
    return sorted(kept, key=lambda each: (each[0].box[1], each[0].box[0]))


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and any(character.isalpha() for character in text)


def _is_same_room(one: Box, other: Box) -> bool:
    shared = overlap(one[0], one[2], other[0], other[2]) * overlap(
        one[1], one[3], other[1], other[3]
    )
    return shared > _SHARED_ROOM * min(_area(one), _area(other))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _option(box: Box, phrases: Sequence[Phrase]) -> Option:
    """Return the box with the phrase right of it, or the one left of it where that is much nearer."""
    level = [phrase for phrase in phrases if _is_level(phrase.box, box)]
    right = min(_near((each.box[0] - box[2], each.text) for each in level), default=None)
    left = min(_near((box[0] - each.box[2], each.text) for each in level), default=None)
    if right and (not left or right[0] <= max(_CLOSE_TO_BOX, 3 * left[0])):
        return Option(right[1], box)
    return Option(left[1] if left else "", box)


def _near(gaps: Iterable[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    return ((gap, text) for gap, text in gaps if -_TOUCHING <= gap <= _NEAR_BOX)


def _is_level(one: Box, other: Box) -> bool:
    low = min(one[3] - one[1], other[3] - other[1])
    return overlap(one[1], one[3], other[1], other[3]) > 0.4 * low


def _box_spots(
    page: int, options: list[Option], phrases: Sequence[Phrase], labels: Sequence[Phrase]
) -> list[Spot]:
    """Return each box by itself, and the boxes after a common label as a group."""
    single = [
        Spot(page, each.label, options=(each,), around=_heading(each.box, phrases, labels))
        for each in options
    ]
    own = {option.label for option in options}
    others = [phrase for phrase in phrases if phrase.text not in own]
    groups: dict[Phrase, list[Option]] = {}
    for option in options:
        label = _group_label(option.box, others)
        if label is not None:
            groups.setdefault(label, []).append(option)
    return single + [
        Spot(page, each.text, options=tuple(held), around=_heading(each.box, phrases, labels))
        for each, found in groups.items()
        if len(held := _together(each, found)) > 1
    ]


def _together(label: Phrase, options: list[Option]) -> list[Option]:
    """Return the boxes of a label: those on its line and under these, else all that were found under it."""
    level = [option.box[0] for option in options if _is_level(option.box, label.box)]
    if not level:
        return options
    return [each for each in options if any(abs(each.box[0] - x) < _ALIGNED for x in level)]


def _group_label(box: Box, phrases: Sequence[Phrase]) -> Phrase | None:
    """Return the phrase that a box belongs to with others: the one before it on its line, else the one above it."""
    before = [each for each in phrases if each.box[2] <= box[0] and _is_level(each.box, box)]
    if before:
        return max(before, key=lambda each: each.box[2])
    above = [
        each
        for each in phrases
        if 0 <= box[1] + 1 - each.box[3] <= _LINES_BELOW * each.height
        and -_TOUCHING <= box[0] - each.box[0] < _INDENT
    ]
    return max(above, key=lambda each: each.box[3], default=None)


def _heading(box: Box, phrases: Sequence[Phrase], labels: Sequence[Phrase]) -> str:
    """Return the nearest phrase above that has no label of a blank on its line."""
    above = [
        (box[1] - phrase.box[3], phrase.text)
        for phrase in phrases
        if phrase.box[3] <= box[1] + 1
        and not any(
            overlap(label.box[1], label.box[3], phrase.box[1], phrase.box[3]) for label in labels
        )
    ]
    return min(above, default=(0.0, ""))[1]
