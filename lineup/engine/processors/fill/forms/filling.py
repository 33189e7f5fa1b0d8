"""A form filled: fields found, values written, the PDF written anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfWriter

from lineup.engine.processors.convert.model.blocks import Box, union_box
from lineup.engine.processors.fill.filled import Filled
from lineup.engine.processors.fill.forms.fields import FieldKind, FormField
from lineup.engine.processors.fill.forms.labels import (
    option_labels,
    page_space,
    printed_phrases,
    targets_of,
)
from lineup.engine.processors.fill.forms.opening import written_pdf
from lineup.engine.processors.fill.forms.writing import FormWriter, form_writer
from lineup.engine.processors.fill.matching import Match, Target, match_keys
from lineup.engine.processors.fill.outcome import Outcome, Place, Status
from lineup.engine.processors.fill.settings import FieldValue, FillSettings
from lineup.engine.processors.fill.unfound import empty, unfound
from lineup.engine.processors.fill.values import is_empty, text_of
from lineup.engine.processors.fill.words import Phrase


@dataclass(frozen=True)
class _Form:
    fields: Sequence[FormField]
    boxes: Sequence[Sequence[Box]]
    phrases: dict[int, list[Phrase]]
    targets: Sequence[Target]


def fill_form(
    path: Path, writer: PdfWriter, fields: Sequence[FormField], settings: FillSettings
) -> Filled:
    """Return the PDF with the values in its fields."""
    form = _read(path, writer, fields)
    matches = match_keys(settings, form.targets)
    form_pen = form_writer(writer)
    outcomes = [
        _outcome(form_pen, form, key, value, matches.get(key), settings)
        for key, value in settings.field_data.items()
    ]
    pages = {widget.page for field in fields for widget in field.widgets}
    spaces = {index: page_space(writer, index) for index in sorted(pages)}
    return Filled(
        written_pdf(writer),
        "pdf",
        len(writer.pages),
        tuple(outcomes),
        sizes={index: (space.width, space.height) for index, space in spaces.items()},
    )


def _read(path: Path, writer: PdfWriter, fields: Sequence[FormField]) -> _Form:
    spaces = {
        widget.page: page_space(writer, widget.page) for field in fields for widget in field.widgets
    }
    boxes = [
        [spaces[widget.page].seen(widget.rectangle) for widget in field.widgets] for field in fields
    ]
    phrases = printed_phrases(path, writer, list(spaces))
    return _Form(fields, boxes, phrases, targets_of(fields, boxes, phrases))


def _outcome(
    pen: FormWriter,
    form: _Form,
    key: str,
    value: FieldValue,
    match: Match | None,
    settings: FillSettings,
) -> Outcome:
    if is_empty(value):
        return empty(key)
    if match is None:
        return unfound(settings, key, form.targets)
    field, boxes = form.fields[match.target], form.boxes[match.target]
    written = pen.write(field, value, option_labels(field, boxes, form.phrases))
    target = form.targets[match.target].title
    sentence = f"{key!r} → {target!r}: {written.sentence}." if written.sentence else ""
    is_written = written.status is not Status.NOT_WRITTEN
    return Outcome(
        key=key,
        status=written.status,
        value=text_of(value),
        target=target,
        confidence=match.confidence,
        place=_place(field, boxes) if is_written else None,
        sentence=sentence,
    )


def _place(field: FormField, boxes: Sequence[Box]) -> Place:
    """Return where a field is: all buttons of a group that are on its first page, else its first widget."""
    page = field.widgets[0].page
    if field.kind is not FieldKind.RADIO:
        return Place(page, boxes[0])
    near = [box for widget, box in zip(field.widgets, boxes, strict=True) if widget.page == page]
    return Place(page, union_box([*near]) or boxes[0])
