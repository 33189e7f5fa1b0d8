"""The sample letter: a page of text, as an office scanner would hand it over."""

import io
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib import units
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

mm: float = units.mm

_DPI = 170
_TILT_DEGREES = 0.55
_LEVELS = 16
_PAPER, _INK = (248, 244, 233), (38, 36, 42)

_SENDER = [
    "12 Mill Lane · Harrowgate Bridge · HB4 2TT",
    "Telephone 01632 960 417 · post@hollisverne.example",
]
_ADDRESS = [
    "Ms Ada Okonkwo",
    "Facilities Manager",
    "Larkfield Primary School",
    "Orchard Road 3",
    "Harrowgate Bridge HB1 7QD",
]
_SUBJECT = "Survey of the roof, Larkfield Primary School"
_PARAGRAPHS = [
    ["Dear Ms Okonkwo,"],
    [
        "Thank you for the time you gave us on 3 September. We have now completed our survey of the",
        "roof of the main building and would like to summarise what we found.",
    ],
    [
        "The slates on the south side are in good order. On the north side 46 slates are cracked or have",
        "slipped, and the lead flashing around both chimneys has come loose. Water has entered the attic",
        "above classrooms 4 and 5; the timber there is damp but sound. We recommend that the flashing",
        "be renewed before the winter and the slates in the spring holidays.",
    ],
    ["Our estimate of the cost, including scaffolding and without value added tax, is as follows:"],
]
_COSTS = [
    ("Renew lead flashing, two chimneys", "2,380.00"),
    ("Replace 46 slates, north side", "3,145.00"),
    ("Scaffolding, three weeks", "1,960.00"),
    ("Total", "7,485.00"),
]
_CLOSING = [
    [
        "The estimate is valid until 31 December 2026. If you would like us to go ahead, please return the",
        "enclosed form by 16 October, so that the flashing can be finished before the first frost.",
    ],
    ["Yours sincerely,"],
]


def letter_png() -> bytes:
    """Return the scanned letter, with as many tones as keep it below 400 kB."""
    page = pypdfium2.PdfDocument(_letter_pdf())[0]
    clean = page.render(scale=_DPI / 72, grayscale=True).to_pil()
    tones = _quantised(_scanned(clean))
    buffer = io.BytesIO()
    tones.save(buffer, "PNG", optimize=True, dpi=(_DPI, _DPI))
    return buffer.getvalue()


def _scanned(clean: Image.Image) -> Any:  # noqa: ANN401 (an array of floats, 0 ink to 1 paper)
    """Return the page as a scanner sees it: not quite straight, soft, unevenly lit, with grain."""
    tilted = clean.rotate(_TILT_DEGREES, Image.Resampling.BICUBIC, fillcolor=255)
    soft = tilted.filter(ImageFilter.GaussianBlur(0.6))
    tones = np.asarray(soft, dtype=np.float64) / 255
    height, width = tones.shape
    down, across = np.mgrid[0:height, 0:width]
    light = (
        1 - 0.05 * (across / width) ** 2 - 0.06 * np.exp(-down / 12) - 0.10 * np.exp(-across / 9)
    )
    grain = np.random.default_rng(2026).normal(0, 0.009, tones.shape)
    return np.clip((0.04 + 0.96 * tones) * light + grain, 0, 1)


def _quantised(tones: Any) -> Image.Image:  # noqa: ANN401 (an array of floats)
    """Return the tones as a picture of few colours between ink and warm paper."""
    indices = np.rint(tones * (_LEVELS - 1)).astype(np.uint8)
    picture = Image.fromarray(indices, "P")
    steps = [level / (_LEVELS - 1) for level in range(_LEVELS)]
    picture.putpalette(
        [round(i + (p - i) * step) for step in steps for p, i in zip(_PAPER, _INK, strict=True)]
    )
    return picture


def _letter_pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    _draw_head(canvas)
    y = 218 * mm
    for line in _ADDRESS:
        y = _draw_line(canvas, line, y)
    canvas.drawRightString(185 * mm, y, "24 September 2026")
    y -= 12 * mm
    canvas.setFont("Times-Bold", 11.5)
    y = _draw_line(canvas, _SUBJECT, y) - 3 * mm
    canvas.setFont("Times-Roman", 11.5)
    y = _draw_paragraphs(canvas, _PARAGRAPHS, y)
    y = _draw_costs(canvas, y)
    y = _draw_paragraphs(canvas, _CLOSING, y)
    _draw_signature(canvas, y)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_head(canvas: Canvas) -> None:
    canvas.setFont("Times-Bold", 22)
    canvas.drawString(25 * mm, 267 * mm, "Hollis & Verne")
    canvas.setFont("Times-Italic", 12)
    canvas.drawString(25 * mm, 261 * mm, "Chartered Surveyors")
    canvas.setFont("Times-Roman", 9.5)
    for place, line in enumerate(_SENDER):
        canvas.drawRightString(185 * mm, (267 - 5 * place) * mm, line)
    canvas.setLineWidth(1.2)
    canvas.line(25 * mm, 256 * mm, 185 * mm, 256 * mm)
    canvas.setFont("Times-Roman", 11.5)


def _draw_line(canvas: Canvas, line: str, y: float) -> float:
    canvas.drawString(25 * mm, y, line)
    return y - 5.4 * mm


def _draw_paragraphs(canvas: Canvas, paragraphs: list[list[str]], y: float) -> float:
    for lines in paragraphs:
        for line in lines:
            y = _draw_line(canvas, line, y)
        y -= 2.6 * mm
    return y


def _draw_costs(canvas: Canvas, y: float) -> float:
    canvas.setLineWidth(0.8)
    for what, pounds in _COSTS:
        if what == "Total":
            canvas.line(35 * mm, y + 4.1 * mm, 165 * mm, y + 4.1 * mm)
            canvas.setFont("Times-Bold", 11.5)
        canvas.drawString(35 * mm, y, what)
        canvas.drawRightString(165 * mm, y, f"GBP {pounds}")
        y -= 6.2 * mm
    canvas.setFont("Times-Roman", 11.5)
    return y - 3 * mm


def _draw_signature(canvas: Canvas, y: float) -> None:
    pen = canvas.beginPath()
    pen.moveTo(28 * mm, y - 4 * mm)
    pen.curveTo(31 * mm, y + 9 * mm, 34 * mm, y + 6 * mm, 30 * mm, y - 8 * mm)
    pen.curveTo(36 * mm, y + 5 * mm, 38 * mm, y - 9 * mm, 41 * mm, y - 3 * mm)
    pen.curveTo(43 * mm, y + 2 * mm, 45 * mm, y - 7 * mm, 48 * mm, y - 4 * mm)
    pen.curveTo(52 * mm, y + 1 * mm, 55 * mm, y - 6 * mm, 70 * mm, y - 1 * mm)
    canvas.setLineWidth(1.1)
    canvas.drawPath(pen)
    _draw_line(canvas, "Margaret Verne", y - 17 * mm)
    _draw_line(canvas, "Director", y - 22.4 * mm)
