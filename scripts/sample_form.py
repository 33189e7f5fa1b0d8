"""The sample form: a page to register for a conference that doesn't exist."""

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

_INK, _ACCENT, _PALE, _RULE = (
    HexColor("#1d2733"),
    HexColor("#0b5c7a"),
    HexColor("#f4f8fa"),
    HexColor("#9fb3bd"),
)
_LEFT, _FIELD, _WIDTH = 62.0, 190.0, 340.0
_LINES = (
    ("Full name", "participant", 690),
    ("Organisation", "firm", 660),
    ("VAT number", "vat", 630),
    ("E-mail", "mail", 600),
    ("Day of arrival", "day", 570),
)
_COUNTRIES = ["Austria", "France", "Germany", "Ireland", "Netherlands", "Spain"]
_WORKSHOPS = ["Boilers", "Roof repair", "Playgrounds", "Rainwater"]
_TICKETS = (("full", "Full conference"), ("day", "One day"), ("online", "Online"))


def form_pdf() -> bytes:
    """Return the form as PDF; the same bytes each time."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4, invariant=True)
    canvas.setTitle("Registration form")
    canvas.setAuthor("Lineup")
    _head(canvas)
    for label, name, y in _LINES:
        _label(canvas, label, y)
        canvas.acroForm.textfield(
            name=name, x=_FIELD, y=y - 7, width=_WIDTH, maxlen=None, **_style(20)
        )
    _choices(canvas)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def _head(canvas: Canvas) -> None:
    canvas.setFillColor(_ACCENT)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(_LEFT, 770, "School Caretakers' Days 2026")
    canvas.setFillColor(_INK)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(_LEFT, 750, "Registration · 4 to 6 May · Harrowgate Bridge")
    canvas.setStrokeColor(_RULE)
    canvas.line(_LEFT, 738, _FIELD + _WIDTH, 738)
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(_LEFT, 718, "Participant")


def _choices(canvas: Canvas) -> None:
    form = canvas.acroForm
    _label(canvas, "Country", 540)
    form.choice(
        name="land", x=_FIELD, y=533, width=160, options=_COUNTRIES, value="Austria", **_style(20)
    )
    _label(canvas, "Ticket", 505)
    for place, (value, label) in enumerate(_TICKETS):
        x = _FIELD + place * 118
        form.radio(name="ticket", value=value, selected=False, x=x, y=501, size=14, **_paint())
        canvas.drawString(x + 20, 505, label)
    _label(canvas, "Workshops", 465)
    form.listbox(
        name="workshops",
        x=_FIELD,
        y=410,
        width=160,
        options=_WORKSHOPS,
        value=["Boilers"],
        fieldFlags="multiSelect",
        **_style(64),
    )
    _label(canvas, "Remarks", 385)
    form.textfield(
        name="notes",
        x=_FIELD,
        y=325,
        width=_WIDTH,
        fieldFlags="multiline",
        maxlen=None,
        **_style(70),
    )
    form.checkbox(name="news", x=_FIELD, y=290, size=14, **_paint())
    canvas.drawString(_FIELD + 22, 293, "Send me the newsletter")


def _label(canvas: Canvas, text: str, y: float) -> None:
    canvas.setFont("Helvetica", 10)
    canvas.setFillColor(_INK)
    canvas.drawString(_LEFT, y, text)


def _style(height: float) -> dict[str, Any]:
    return {"height": height, "fontSize": 10, "fontName": "Helvetica", **_paint()}


def _paint() -> dict[str, Any]:
    return {"borderColor": _RULE, "fillColor": _PALE, "textColor": _INK, "borderWidth": 1}
