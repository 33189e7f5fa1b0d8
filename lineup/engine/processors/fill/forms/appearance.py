"""How a filled field looks: appearance streams, so that every viewer shows the value (ISO 32000-1, 12.7.3.3)."""

import re
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
)

from lineup.engine.processors.fill.forms.fields import FormField, Widget, inherited
from lineup.engine.processors.fill.type.drawing import (
    BLACK,
    FONT_NAME,
    draw_line,
    draw_lines,
    draw_tick,
)
from lineup.engine.processors.fill.type.fitting import Fitted, fit_line, fit_lines
from lineup.engine.processors.fill.type.glyphs import width_of

_SIZE = re.compile(r"/\S{1,127}\s+(-?[\d.]{1,12})\s+Tf")
_COLOUR = re.compile(r"((?:-?[\d.]{1,12}\s+){1,4})(g|rg|k)\b")
_MARGIN = 2.0
_LARGEST, _LARGEST_OF_LINES = 12.0, 10.0
_ASCENT, _DESCENT = 0.72, 0.21
_CENTRED, _RIGHT = 1, 2


@dataclass(frozen=True)
class Look:
    """A widget's inner size, and its type: 0 as size takes what fits. `alignment` is 0 left, 1 centred, 2 right."""

    width: float
    height: float
    rotation: int
    size: float
    colour: str
    alignment: int
    ground: str


def look_of(field: FormField, widget: Widget, form: DictionaryObject) -> Look:
    """Return how the form wants the widget to look."""
    x0, y0, x1, y1 = widget.rectangle
    marks = inherited(widget.dictionary, "/MK")
    marks = marks if isinstance(marks, DictionaryObject) else DictionaryObject()
    turn = int(marks.get("/R", 0)) % 360
    size = (x1 - x0, y1 - y0) if turn in {0, 180} else (y1 - y0, x1 - x0)
    style = str(inherited(widget.dictionary, "/DA") or form.get("/DA") or "")
    alignment = inherited(field.dictionary, "/Q")
    return Look(
        width=size[0],
        height=size[1],
        rotation=turn,
        size=_type_size(style),
        colour=_colour(style),
        alignment=int(alignment) if alignment in {_CENTRED, _RIGHT} else 0,
        ground=_ground(marks, *size),
    )


def text_fit(text: str, field: FormField, look: Look) -> Fitted:
    """Return the text as it fits the widget."""
    width = max(look.width - 2 * _MARGIN, 1.0)
    if field.is_multiline:
        size = look.size or _LARGEST_OF_LINES
        height = max(look.height - 2 * _MARGIN, 1.0)
        return fit_lines(text, width=width, height=height, size=size)
    fitting = max(look.height * 0.72, 4.0)
    return fit_line(text, width=width, size=min(look.size or _LARGEST, fitting))


def text_operators(fitted: Fitted, field: FormField, look: Look) -> str:
    """Return the operators that draw the value into the widget."""
    if field.is_comb and field.max_length:
        return _comb(fitted, field.max_length, look)
    if field.is_multiline:
        return draw_lines(fitted, x=_MARGIN, top=look.height - _MARGIN, colour=look.colour)
    return _one_line(fitted, look)


def chosen_operators(lines: list[tuple[str, bool]], look: Look) -> str:
    """Return the operators that draw a list of options, the chosen ones on a coloured ground."""
    size = look.size or _LARGEST_OF_LINES
    step = size * 1.15
    first = next((place for place, (_, is_chosen) in enumerate(lines) if is_chosen), 0)
    room = max(int((look.height - 2) / step), 1)
    drawn = []
    for place, (text, is_chosen) in enumerate(lines[max(first - room + 1, 0) :][:room]):
        y = look.height - 1 - (place + 1) * step
        if is_chosen:
            drawn.append(f"0.6 0.75 0.85 rg 1 {y:.2f} {look.width - 2:.2f} {step:.2f} re f\n")
        line = fit_line(text, width=look.width - 2 * _MARGIN, size=size)
        drawn.append(
            draw_line(
                line.lines[0], x=_MARGIN, y=y + 0.25 * size, size=line.size, colour=look.colour
            )
        )
    return "".join(drawn)


def tick_operators(look: Look) -> str:
    """Return the operators that draw a tick into the widget."""
    return look.ground + draw_tick(1, 1, look.width - 2, look.height - 2)


def appearance(
    writer: PdfWriter, look: Look, operators: str, font: IndirectObject
) -> IndirectObject:
    """Return an appearance stream that draws the operators on the widget's ground, added to the file."""
    stream = DecodedStreamObject()
    clip = f"1 1 {look.width - 2:.2f} {look.height - 2:.2f} re W n"
    body = f"{look.ground}/Tx BMC q {clip}\n{operators}Q EMC\n"
    stream.set_data(body.encode("latin-1", "replace"))
    numbers = [0.0, 0.0, look.width, look.height]
    fonts = DictionaryObject({NameObject(FONT_NAME): font})
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _array(numbers),
            NameObject("/Matrix"): _array(_matrix(look)),
            NameObject("/Resources"): DictionaryObject({NameObject("/Font"): fonts}),
        }
    )
    return writer._add_object(stream.flate_encode())  # noqa: SLF001 (pypdf has no other way to add an object)


def _one_line(fitted: Fitted, look: Look) -> str:
    line = fitted.lines[0]
    free = look.width - width_of(line) / 1000 * fitted.size
    x = {_CENTRED: free / 2, _RIGHT: free - _MARGIN}.get(look.alignment, _MARGIN)
    y = (look.height - (_ASCENT - _DESCENT) * fitted.size) / 2
    return draw_line(line, x=x, y=y, size=fitted.size, colour=look.colour)


def _comb(fitted: Fitted, cells: int, look: Look) -> str:
    cell = look.width / cells
    size = min(look.size or _LARGEST, look.height * 0.72, cell * 1.2)
    y = (look.height - (_ASCENT - _DESCENT) * size) / 2
    return "".join(
        draw_line(
            character,
            x=place * cell + (cell - width_of(character) / 1000 * size) / 2,
            y=y,
            size=size,
            colour=look.colour,
        )
        for place, character in enumerate(fitted.lines[0][:cells])
        if not character.isspace()
    )


def _type_size(style: str) -> float:
    match = _SIZE.search(style)
    try:
        return min(max(float(match[1]), 0.0), 100.0) if match else 0.0
    except ValueError:
        return 0.0


def _colour(style: str) -> str:
    match = _COLOUR.search(style)
    counts = {"g": 1, "rg": 3, "k": 4}
    if match is None or len(match[1].split()) != counts[match[2]]:
        return BLACK
    return f"{' '.join(match[1].split())} {match[2]}"


def _ground(marks: DictionaryObject, width: float, height: float) -> str:
    """Return the operators that draw the widget's background and border."""
    drawn = ""
    background, border = (_paint(marks, "/BG", "g rg k"), _paint(marks, "/BC", "G RG K"))
    if background:
        drawn += f"q {background} 0 0 {width:.2f} {height:.2f} re f Q\n"
    if border:
        drawn += f"q {border} 1 w 0.5 0.5 {width - 1:.2f} {height - 1:.2f} re S Q\n"
    return drawn


def _paint(marks: DictionaryObject, key: str, operators: str) -> str:
    colour = marks.get(key)
    colour = colour.get_object() if colour is not None else None
    if not isinstance(colour, ArrayObject):
        return ""
    operator = dict(zip((1, 3, 4), operators.split(), strict=True)).get(len(colour))
    return f"{' '.join(f'{float(part):g}' for part in colour)} {operator}" if operator else ""


def _matrix(look: Look) -> list[float]:
    width, height = look.width, look.height
    return {
        90: [0.0, 1.0, -1.0, 0.0, height, 0.0],
        180: [-1.0, 0.0, 0.0, -1.0, width, height],
        270: [0.0, -1.0, 1.0, 0.0, 0.0, width],
    }.get(look.rotation, [1.0, 0.0, 0.0, 1.0, 0.0, 0.0])


def _array(numbers: list[float]) -> ArrayObject:
    return ArrayObject([FloatObject(number) for number in numbers])
