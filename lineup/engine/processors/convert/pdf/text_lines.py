"""The lines of a PDF's page, from liteparse's text items."""

from collections.abc import Callable, Iterable, Iterator

from liteparse import TextItem, WordBox

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.inline import clean
from lineup.engine.processors.convert.model.lines import Line, line_at

_CLOSE = 0.4  # of the height: a space between two words of one line, where the look changes
_LEVEL = 0.5  # of the height: how far two items of one line may be above each other


def text_lines(items: Iterable[TextItem], unit: float = 1.0) -> tuple[Line, ...]:
    """Return the page's lines in liteparse's order; a point of theirs has `unit` of the page's units."""
    lines = (line_at(*_words(group, unit)) for group in grouped(items, _goes_on))
    return tuple(line for line in lines if line is not None)


def grouped(
    items: Iterable[TextItem], goes_on: Callable[[TextItem, TextItem], bool]
) -> Iterator[list[TextItem]]:
    """Yield the items of each line, those with a text: liteparse begins a new one with every change of look."""
    group: list[TextItem] = []
    for item in items:
        if not item.text.strip():
            continue
        if group and not goes_on(group[-1], item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _goes_on(before: TextItem, item: TextItem) -> bool:
    if before.rotation or item.rotation:
        return False
    height: float = max(before.height, item.height)
    gap: float = item.x - (before.x + before.width)
    is_level: bool = abs(item.y - before.y) < _LEVEL * height
    return is_level and -_CLOSE * height < gap < _CLOSE * height


def _words(items: Iterable[TextItem], unit: float) -> tuple[list[str], list[Box]]:
    """Return the words of the items' own text, and their boxes: liteparse's word boxes also break at punctuation."""
    texts: list[str] = []
    boxes: list[Box] = []
    for item in items:
        split = item.text.split()
        if len(split) == len(item.words) and unit == 1 and item.text.isprintable():
            texts += split
            boxes += [_box(word) for word in item.words]
            continue
        parts = iter(item.words)
        for text in split:
            box = _box_of(text, parts) or _box(item)
            cleaned = text if text.isprintable() else "".join(clean(text).split())
            if cleaned:
                texts.append(cleaned)
                boxes.append(box if unit == 1 else _scaled(box, unit))
    return texts, boxes


def _box(part: TextItem | WordBox) -> Box:
    x, y = part.x, part.y
    return (x, y, x + part.width, y + part.height)


def _scaled(box: Box, unit: float) -> Box:
    return (box[0] * unit, box[1] * unit, box[2] * unit, box[3] * unit)


def _box_of(text: str, boxes: Iterator[WordBox]) -> Box | None:
    """Return the box around the next boxes that make up the text."""
    for box in boxes:
        x0, y0, x1, y1 = box.x, box.y, box.x + box.width, box.y + box.height
        missing = len(text) - len(box.text)
        while missing > 0 and (more := next(boxes, None)) is not None:
            x0, y0 = min(x0, more.x), min(y0, more.y)
            x1, y1 = max(x1, more.x + more.width), max(y1, more.y + more.height)
            missing -= len(more.text)
        return (x0, y0, x1, y1)
    return None
