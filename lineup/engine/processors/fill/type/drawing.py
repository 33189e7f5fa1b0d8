"""Lines of text and marks as the operators of a PDF content stream (ISO 32000-1, 9.4 and 14.9.4)."""

from collections.abc import Iterable, Iterator

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
)

from lineup.engine.processors.fill.type.fitting import LEADING, Fitted
from lineup.engine.processors.fill.type.glyphs import Glyph, glyphs_of
from lineup.engine.processors.fill.type.widths import EXTRA_GLYPHS

FONT_NAME = "/LineupHelv"
"""What our font is called among a page's or a form's resources."""

BLACK = "0 g"

_TICK = ((0.12, 0.52), (0.4, 0.2), (0.88, 0.82))
_TICK_STROKE = 0.12


def font() -> DictionaryObject:
    """Return the font that our text is drawn with."""
    differences = ArrayObject()
    for code, (_, name, _) in EXTRA_GLYPHS.items():
        differences += [NumberObject(code), NameObject(f"/{name}")]
    return _dictionary(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type1"),
        BaseFont=NameObject("/Helvetica"),
        Encoding=_dictionary(
            Type=NameObject("/Encoding"),
            BaseEncoding=NameObject("/WinAnsiEncoding"),
            Differences=differences,
        ),
    )


def draw_line(text: str, *, x: float, y: float, size: float, colour: str = BLACK) -> str:
    """Return the operators that draw the line with its baseline's left end at x, y."""
    shown = " ".join(_shown(glyphs_of(text), size))
    actual = text.encode("utf-16-be", "replace").hex()
    return (
        f"/Span <</ActualText <feff{actual}>>> BDC\n"
        f"BT {colour} {FONT_NAME} {size:.2f} Tf {x:.2f} {y:.2f} Td {shown} ET\nEMC\n"
    )


def draw_lines(fitted: Fitted, *, x: float, top: float, colour: str = BLACK) -> str:
    """Return the operators that draw the lines under `top`, each beginning at x."""
    first = top - 0.8 * fitted.size
    return "".join(
        draw_line(
            line,
            x=x,
            y=first - place * LEADING * fitted.size,
            size=fitted.size,
            colour=colour,
        )
        for place, line in enumerate(fitted.lines)
        if line
    )


def draw_tick(x: float, y: float, width: float, height: float, colour: str = "0 G") -> str:
    """Return the operators that draw a tick into a box whose lower left corner is x, y."""
    (x0, y0), (x1, y1), (x2, y2) = ((x + a * width, y + b * height) for a, b in _TICK)
    stroke = _TICK_STROKE * min(width, height)
    return (
        f"q {colour} {stroke:.2f} w 1 J 1 j {x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l "
        f"{x2:.2f} {y2:.2f} l S Q\n"
    )


def _shown(glyphs: Iterable[Glyph], size: float) -> Iterator[str]:
    """Yield the operators; an accent is drawn after its letter, by going back to it and on again."""
    plain = ""
    for glyph in glyphs:
        plain += f"{glyph.code:02x}"
        if glyph.accent is not None:
            back = glyph.width - glyph.shift
            rise = glyph.rise / 1000 * size
            yield f"<{plain}> Tj [{back}] TJ {rise:.2f} Ts <{glyph.accent:02x}> Tj"
            yield f"0 Ts [{glyph.accent_width - back}] TJ"
            plain = ""
    if plain:
        yield f"<{plain}> Tj"


def _dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})
