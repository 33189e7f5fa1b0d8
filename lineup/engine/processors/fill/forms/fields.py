"""The fields of a form, as flat as people see them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.fill.forms.opening import acro_form

_READ_ONLY, _MULTILINE, _PASSWORD, _COMB = 1 << 0, 1 << 12, 1 << 13, 1 << 24
_RADIO, _PUSH_BUTTON, _COMBO, _EDIT, _MULTI_SELECT = 1 << 15, 1 << 16, 1 << 17, 1 << 18, 1 << 21
_DEEPEST = 20
MOST_FIELDS = 5_000
OFF = "/Off"


class FieldKind(StrEnum):
    """The kinds of fields that can be filled."""

    TEXT = "text"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    CHOICE = "choice"


@dataclass(frozen=True)
class Widget:
    """Where a field is seen: its dictionary, the 0-based page, and its rectangle in the page's own space (lower left)."""

    dictionary: DictionaryObject
    page: int
    rectangle: Box
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """What a choice offers: what is stored, and what people see."""

    export: str
    shown: str


@dataclass(frozen=True)
class FormField:
    """One field. `flags` are ISO 32000-1's, those of its ancestors too."""

    name: str
    kind: FieldKind
    dictionary: DictionaryObject
    widgets: tuple[Widget, ...]
    flags: int = 0
    tooltip: str = ""
    max_length: int | None = None
    options: tuple[Option, ...] = field(default=())

    @property
    def is_read_only(self) -> bool:
        """Whether the form's author forbade to change it."""
        return bool(self.flags & _READ_ONLY)

    @property
    def is_multiline(self) -> bool:
        """Whether a text may have several lines."""
        return bool(self.flags & _MULTILINE)

    @property
    def is_password(self) -> bool:
        """Whether what is typed is hidden."""
        return bool(self.flags & _PASSWORD)

    @property
    def is_comb(self) -> bool:
        """Whether each character has a cell of its own."""
        return bool(self.flags & _COMB) and bool(self.max_length)

    @property
    def is_editable(self) -> bool:
        """Whether a choice takes values that it doesn't offer."""
        return bool(self.flags & _COMBO) and bool(self.flags & _EDIT)

    @property
    def is_combo(self) -> bool:
        """Whether a choice shows one value only, rather than a list."""
        return bool(self.flags & _COMBO)

    @property
    def takes_several(self) -> bool:
        """Whether several options may be chosen."""
        return bool(self.flags & _MULTI_SELECT) and not self.is_combo


def form_fields(writer: PdfWriter) -> list[FormField]:
    """Return the form's fields that can be filled and seen, in the form's order; at most 5,000."""
    places = _places(writer)
    found: list[FormField] = []
    for reference in _resolved(acro_form(writer).get("/Fields")) or []:
        for each in _terminals(_resolved(reference), "", _DEEPEST, {}):
            made = _field(*each, places)
            if made is not None and made.widgets:
                found.append(made)
            if len(found) >= MOST_FIELDS:
                return found
    return found


def inherited(dictionary: DictionaryObject, key: str) -> Any:  # noqa: ANN401 (pypdf's objects)
    """Return the entry of a field, or of the nearest one above that has it; None without any."""
    for _ in range(_DEEPEST):
        if key in dictionary:
            return _resolved(dictionary[key])
        parent = _resolved(dictionary.get("/Parent"))
        if not isinstance(parent, DictionaryObject):
            return None
        dictionary = parent
    return None


def _places(writer: PdfWriter) -> dict[int, int]:
    """Return the 0-based page of each annotation by the number of its object."""
    found: dict[int, int] = {}
    for index, page in enumerate(writer.pages):
        for annotation in _resolved(page.get("/Annots")) or []:
            number = getattr(annotation, "idnum", None)
            if number is not None:
                found[number] = index
    return found


def _terminals(
    dictionary: Any,  # noqa: ANN401 (pypdf's objects)
    above: str,
    depth: int,
    seen: dict[int, bool],
) -> Iterator[tuple[str, DictionaryObject]]:
    """Yield the fields that have no fields below them, with their whole names."""
    if not isinstance(dictionary, DictionaryObject) or not depth or seen.get(id(dictionary)):
        return
    seen[id(dictionary)] = True
    own = _resolved(dictionary.get("/T"))
    name = ".".join(part for part in (above, str(own) if own is not None else "") if part)
    kids = [_resolved(kid) for kid in _resolved(dictionary.get("/Kids")) or []]
    below = [kid for kid in kids if isinstance(kid, DictionaryObject) and "/T" in kid]
    if not below:
        yield name, dictionary
    for kid in below:
        yield from _terminals(kid, name, depth - 1, seen)


def _field(name: str, dictionary: DictionaryObject, places: dict[int, int]) -> FormField | None:
    flags = inherited(dictionary, "/Ff")
    flags = int(flags) if isinstance(flags, int) else 0
    kind = _kind(str(inherited(dictionary, "/FT")), flags)
    if kind is None:
        return None
    length = inherited(dictionary, "/MaxLen")
    return FormField(
        name=name,
        kind=kind,
        dictionary=dictionary,
        widgets=tuple(_widgets(dictionary, places)),
        flags=flags,
        tooltip=str(inherited(dictionary, "/TU") or ""),
        max_length=int(length) if isinstance(length, int) and length > 0 else None,
        options=tuple(_options(inherited(dictionary, "/Opt"))),
    )


def _kind(kind: str, flags: int) -> FieldKind | None:
    if kind == "/Tx":
        return FieldKind.TEXT
    if kind == "/Ch":
        return FieldKind.CHOICE
    if kind == "/Btn" and not flags & _PUSH_BUTTON:
        return FieldKind.RADIO if flags & _RADIO else FieldKind.CHECKBOX
    return None


def _widgets(dictionary: DictionaryObject, places: dict[int, int]) -> Iterator[Widget]:
    kids = [_resolved(kid) for kid in _resolved(dictionary.get("/Kids")) or []]
    for each in [kid for kid in kids if isinstance(kid, DictionaryObject)] or [dictionary]:
        number = getattr(each.indirect_reference, "idnum", None)
        rectangle = _resolved(each.get("/Rect"))
        if number in places and isinstance(rectangle, ArrayObject) and len(rectangle) == 4:  # noqa: PLR2004 (corners)
            x0, y0, x1, y1 = (float(_resolved(part)) for part in rectangle)
            box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            yield Widget(each, places[number], box, tuple(_states(each)))


def _states(widget: DictionaryObject) -> Iterator[str]:
    looks = _resolved(widget.get("/AP"))
    normal = _resolved(looks.get("/N")) if isinstance(looks, DictionaryObject) else None
    if isinstance(normal, DictionaryObject) and not isinstance(normal, StreamObject):
        yield from (str(state) for state in normal if state != OFF)


def _options(given: Any) -> Iterator[Option]:  # noqa: ANN401 (pypdf's objects)
    if not isinstance(given, ArrayObject):
        return
    for each in given:
        item = _resolved(each)
        if isinstance(item, ArrayObject) and len(item) >= 2:  # noqa: PLR2004 (a pair)
            yield Option(str(_resolved(item[0])), str(_resolved(item[1])))
        else:
            yield Option(str(item), str(item))


def _resolved(value: Any) -> Any:  # noqa: ANN401 (pypdf's objects)
    return value.get_object() if hasattr(value, "get_object") else value
