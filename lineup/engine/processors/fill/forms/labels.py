"""What is printed beside a form's fields."""

from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfWriter
from pypdfium2 import PdfDocument, PdfiumError

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.fill.forms.fields import FieldKind, FormField
from lineup.engine.processors.fill.geometry import PageSpace, covers, overlap
from lineup.engine.processors.fill.matching import Name, Target
from lineup.engine.processors.fill.words import Phrase, pdf_words, phrases_of

MOST_PAGES = 100
"""Labels are looked for on so many pages at most."""

_FARTHEST_LEFT, _FARTHEST_ABOVE = 260.0, 26.0
_TOUCHING = 2.0
_BY_TOOLTIP, _BY_NAME, _BY_LABEL = 1.0, 0.98, 0.95


def page_space(writer: PdfWriter, page: int) -> PageSpace:
    """Return how a page is seen."""
    found = writer.pages[page]
    x0, y0, x1, y1 = (float(part) for part in found.cropbox)
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return PageSpace(box, int(found.rotation) % 360)


def printed_phrases(path: Path, writer: PdfWriter, pages: Sequence[int]) -> dict[int, list[Phrase]]:
    """Return the phrases on the pages; none for a page whose text can't be read: fields have other names too."""
    found: dict[int, list[Phrase]] = {}
    try:
        pdf = PdfDocument(path)
    except PdfiumError:
        return found
    try:
        for index in sorted(set(pages))[:MOST_PAGES]:
            try:
                found[index] = phrases_of(pdf_words(pdf[index], page_space(writer, index)))
            except PdfiumError:
                found[index] = []
    finally:
        pdf.close()
    return found


def targets_of(
    fields: Sequence[FormField], boxes: Sequence[Sequence[Box]], phrases: dict[int, list[Phrase]]
) -> list[Target]:
    """Return what each field can be found by: its tooltip, its name, its label, and the heading above it."""
    taken = {
        index: [
            box
            for field, held in zip(fields, boxes, strict=True)
            for widget, box in zip(field.widgets, held, strict=True)
            if widget.page == index
        ]
        for index in phrases
    }
    return [
        _target(field, held, phrases.get(field.widgets[0].page, []), taken)
        for field, held in zip(fields, boxes, strict=True)
    ]


def option_labels(
    field: FormField, boxes: Sequence[Box], phrases: dict[int, list[Phrase]]
) -> list[str]:
    """Return what stands beside each of a field's buttons."""
    return [
        _label_right(box, phrases.get(widget.page, []))
        for widget, box in zip(field.widgets, boxes, strict=True)
    ]


def _target(
    field: FormField, boxes: Sequence[Box], phrases: list[Phrase], taken: dict[int, list[Box]]
) -> Target:
    others = taken.get(field.widgets[0].page, [])
    label = (
        _label_right(boxes[0], phrases)
        if field.kind is FieldKind.CHECKBOX
        else label_before(boxes[0], phrases, others)
    )
    last = field.name.rsplit(".", 1)[-1]
    names = [
        (field.tooltip, _BY_TOOLTIP),
        (label.rstrip(" :"), _BY_LABEL),
        (field.name, _BY_NAME),
        (last, _BY_NAME),
    ]
    known = {text: Name(text, worth) for text, worth in reversed(names) if text.strip()}
    around = heading_above(boxes[0], phrases, others)
    return Target(tuple(reversed(known.values())), f"{field.name.rpartition('.')[0]} {around}")


def label_before(box: Box, phrases: Sequence[Phrase], others: Sequence[Box]) -> str:
    """Return the phrase left of a field on its line, else the one right above it; empty without any."""
    x0, y0, x1, y1 = box
    left = [
        (x0 - phrase.box[2], phrase.text)
        for phrase in phrases
        if overlap(y0, y1, phrase.box[1], phrase.box[3]) > phrase.height / 2
        and -_TOUCHING <= x0 - phrase.box[2] <= _FARTHEST_LEFT
        and not _is_between(phrase.box, box, others)
    ]
    above = [
        (y0 - phrase.box[3], phrase.text)
        for phrase in phrases
        if overlap(x0, x1, phrase.box[0], phrase.box[2])
        and -_TOUCHING <= y0 - phrase.box[3] <= _FARTHEST_ABOVE
    ]
    return min(left, default=min(above, default=(0.0, "")))[1]


def heading_above(box: Box, phrases: Sequence[Phrase], others: Sequence[Box]) -> str:
    """Return the nearest phrase above a field that has no field on its line."""
    above = [
        (box[1] - phrase.box[3], phrase.text)
        for phrase in phrases
        if phrase.box[3] <= box[1]
        and not any(overlap(other[1], other[3], phrase.box[1], phrase.box[3]) for other in others)
    ]
    return min(above, default=(0.0, ""))[1]


def _label_right(box: Box, phrases: Sequence[Phrase]) -> str:
    x0, y0, x1, y1 = box
    right = [
        (phrase.box[0] - x1, phrase.text)
        for phrase in phrases
        if overlap(y0, y1, phrase.box[1], phrase.box[3]) > min(phrase.height, y1 - y0) / 2
        and -_TOUCHING <= phrase.box[0] - x1 <= _FARTHEST_LEFT / 4
    ]
    left = [
        (x0 - phrase.box[2], phrase.text)
        for phrase in phrases
        if overlap(y0, y1, phrase.box[1], phrase.box[3]) > min(phrase.height, y1 - y0) / 2
        and -_TOUCHING <= x0 - phrase.box[2] <= _FARTHEST_LEFT / 4
    ]
    return min(right, default=min(left, default=(0.0, "")))[1]


def _is_between(label: Box, box: Box, others: Sequence[Box]) -> bool:
    gap = (label[2], max(label[1], box[1]), box[0], min(label[3], box[3]))
    return gap[2] > gap[0] and any(covers(gap, other) for other in others if other != box)
