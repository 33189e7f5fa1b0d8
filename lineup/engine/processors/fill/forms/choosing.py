"""Which buttons and options of a field a value means."""

from collections.abc import Sequence

from lineup.engine.processors.fill.forms.fields import FieldKind, FormField, Option
from lineup.engine.processors.fill.names import likeness
from lineup.engine.processors.fill.settings import FieldValue
from lineup.engine.processors.fill.values import text_of, texts_of, tick_of

_SURE = 0.75
"""From which likeness a value counts as an option."""

_MOST_NAMED = 8


def choose_buttons(
    field: FormField, value: FieldValue, labels: Sequence[str]
) -> tuple[set[int], str]:
    """Return which of a field's buttons are pressed, or why none can be; `labels` stand beside them."""
    if field.kind is FieldKind.CHECKBOX and len(field.widgets) == 1:
        return _choose_single(field, value, labels)
    texts = [_names(field, place, labels) for place in range(len(field.widgets))]
    tick = tick_of(value)
    best = _best(text_of(value), texts)
    if best is not None:
        return {best}, ""
    if tick is not None and len(texts) == 1:
        return ({0} if tick else set()), ""
    if tick is False:
        return set(), ""
    return set(), _no_option(text_of(value), [names[0] for names in texts])


def choose_options(field: FormField, value: FieldValue) -> tuple[list[Option], str]:
    """Return the options of a choice that the value means, or why it means none."""
    names = [(each.shown, each.export) for each in field.options]
    chosen = []
    for text in texts_of(value):
        best = _best(text, names)
        if best is None:
            return [], _no_option(text, [each.shown for each in field.options])
        chosen.append(field.options[best])
    if len(chosen) > 1 and not field.takes_several:
        return [], f"the field takes one value, and there are {len(chosen)}"
    return list(dict.fromkeys(chosen)), ""


def _choose_single(
    field: FormField, value: FieldValue, labels: Sequence[str]
) -> tuple[set[int], str]:
    tick = tick_of(value)
    if tick is None:
        is_named = _best(text_of(value), [_names(field, 0, labels)]) is not None
        if not is_named:
            return set(), f"{text_of(value)!r} says neither yes nor no"
        tick = True
    return ({0} if tick else set()), ""


def _names(field: FormField, place: int, labels: Sequence[str]) -> tuple[str, ...]:
    state = next(iter(field.widgets[place].states), "").removeprefix("/")
    option = field.options[place].shown if place < len(field.options) else ""
    label = labels[place] if place < len(labels) else ""
    return tuple(text for text in (label, option, state) if text) or (str(place + 1),)


def _best(text: str, options: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the option that the text means: the same one, else the one that is clearly most alike."""
    wanted = text.strip().casefold()
    for place, names in enumerate(options):
        if any(wanted == name.strip().casefold() for name in names):
            return place
    scores = [max((likeness(text, name) for name in names), default=0.0) for names in options]
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    if best is None or scores[best] < _SURE or scores.count(scores[best]) > 1:
        return None
    return best


def _no_option(text: str, options: Sequence[str]) -> str:
    offered = ", ".join(options[:_MOST_NAMED]) or "nothing"
    more = f" and {len(options) - _MOST_NAMED} more" if len(options) > _MOST_NAMED else ""
    return f"{text!r} is none of the options: {offered}{more}"
