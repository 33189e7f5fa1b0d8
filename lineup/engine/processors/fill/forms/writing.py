"""Writing values into a form's fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from lineup.engine.processors.fill.forms.appearance import (
    appearance,
    chosen_operators,
    look_of,
    text_fit,
    text_operators,
    tick_operators,
)
from lineup.engine.processors.fill.forms.choosing import choose_buttons, choose_options
from lineup.engine.processors.fill.forms.fields import OFF, FieldKind, FormField, Option, Widget
from lineup.engine.processors.fill.forms.opening import acro_form
from lineup.engine.processors.fill.outcome import Status
from lineup.engine.processors.fill.settings import FieldValue
from lineup.engine.processors.fill.type.drawing import FONT_NAME, font
from lineup.engine.processors.fill.values import text_of
from lineup.engine.processors.fill.writability import fitting_text, refusal

_ON = "/Yes"


@dataclass(frozen=True)
class Written:
    """How the writing of one value went."""

    status: Status
    sentence: str = ""


@dataclass(frozen=True)
class FormWriter:
    """Writes into one PDF; `font` is our font in it."""

    writer: PdfWriter
    form: DictionaryObject
    font: IndirectObject

    def write(self, field: FormField, value: FieldValue, labels: Sequence[str]) -> Written:
        """Write a value; `labels` stand beside the field's buttons."""
        if field.is_read_only:
            return _refused("the form doesn't allow changing this field")
        match field.kind:
            case FieldKind.TEXT:
                return self._write_text(field, value)
            case FieldKind.CHECKBOX | FieldKind.RADIO:
                return self._press(field, value, labels)
            case FieldKind.CHOICE:
                return self._choose(field, value)

    def _write_text(self, field: FormField, value: FieldValue) -> Written:
        text = text_of(value)
        if field.is_password:
            return _refused("it is a field for a password, which no form should hold")
        reason = refusal(text)
        fitting = None if reason else fitting_text(text, field.max_length)
        if fitting is None:
            count = f"{len(text)} characters, and the field takes {field.max_length}"
            return _refused(reason or f"the value has {count}")
        return self._show_text(field, fitting, fitting)

    def _show_text(self, field: FormField, stored: str, shown: str) -> Written:
        field.dictionary[NameObject("/V")] = TextStringObject(stored)
        is_whole = True
        for widget in field.widgets:
            look = look_of(field, widget, self.form)
            fitted = text_fit(shown, field, look)
            is_whole &= fitted.is_whole or field.is_comb
            self._set_look(
                widget,
                appearance(self.writer, look, text_operators(fitted, field, look), self.font),
            )
        if is_whole:
            return Written(Status.FILLED)
        return Written(
            Status.CUT, "the value is stored whole, but the field shows its beginning only"
        )

    def _press(self, field: FormField, value: FieldValue, labels: Sequence[str]) -> Written:
        chosen, reason = choose_buttons(field, value, labels)
        if reason:
            return _refused(reason)
        states = [self._state(field, widget, place) for place, widget in enumerate(field.widgets)]
        on = next((state for place, state in enumerate(states) if place in chosen), OFF)
        for place, widget in enumerate(field.widgets):
            is_on = place in chosen or (on != OFF and states[place] == on)
            widget.dictionary[NameObject("/AS")] = NameObject(states[place] if is_on else OFF)
        field.dictionary[NameObject("/V")] = NameObject(on)
        return Written(Status.FILLED)

    def _state(self, field: FormField, widget: Widget, place: int) -> str:
        """Return the name of the button's pressed state, drawn by us where the form has no look for it."""
        if widget.states:
            return widget.states[0]
        state = _ON if field.kind is FieldKind.CHECKBOX else f"/{place}"
        look = look_of(field, widget, self.form)
        normal = DictionaryObject(
            {
                NameObject(state): appearance(self.writer, look, tick_operators(look), self.font),
                NameObject(OFF): appearance(self.writer, look, "", self.font),
            }
        )
        widget.dictionary[NameObject("/AP")] = DictionaryObject({NameObject("/N"): normal})
        return state

    def _choose(self, field: FormField, value: FieldValue) -> Written:
        chosen, reason = choose_options(field, value)
        if not chosen and field.is_editable:
            return self._write_text(field, value)
        if reason:
            return _refused(reason)
        reason = next(filter(None, (refusal(each.shown) for each in chosen)), "")
        if reason:
            return _refused(reason)
        if field.is_combo:
            return self._show_text(field, chosen[0].export, chosen[0].shown)
        self._show_list(field, chosen)
        return Written(Status.FILLED)

    def _show_list(self, field: FormField, chosen: Sequence[Option]) -> None:
        exports = [TextStringObject(each.export) for each in chosen]
        places = sorted(field.options.index(each) for each in chosen)
        field.dictionary[NameObject("/V")] = (
            exports[0] if len(exports) == 1 else ArrayObject(exports)
        )
        field.dictionary[NameObject("/I")] = ArrayObject([NumberObject(each) for each in places])
        lines = [(each.shown, each in chosen) for each in field.options]
        for widget in field.widgets:
            look = look_of(field, widget, self.form)
            self._set_look(
                widget, appearance(self.writer, look, chosen_operators(lines, look), self.font)
            )

    def _set_look(self, widget: Widget, stream: IndirectObject) -> None:
        widget.dictionary[NameObject("/AP")] = DictionaryObject({NameObject("/N"): stream})


def form_writer(writer: PdfWriter) -> FormWriter:
    """Return what writes into the form, with our font among the form's; viewers are told that all looks are there."""
    form = acro_form(writer)
    reference = writer._add_object(font())  # noqa: SLF001 (pypdf has no other way to add an object)
    resources = form.setdefault(NameObject("/DR"), DictionaryObject()).get_object()
    fonts = resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object()
    fonts[NameObject(FONT_NAME)] = reference
    form.pop(NameObject("/NeedAppearances"), None)
    return FormWriter(writer, form, reference)


def _refused(reason: str) -> Written:
    return Written(Status.NOT_WRITTEN, reason)
