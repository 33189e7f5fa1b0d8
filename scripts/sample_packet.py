"""The sample packet: what a supplier sent in one file, four documents with a look of their own, of firms that don't exist."""

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from scripts.sample_packet_text import (
    DELIVERED,
    INVOICED,
    LETTER,
    NOTE_HEAD,
    SENDER,
    TERMS,
    TO,
    TOTALS,
)

_RULE, _SHADE = HexColor("#9fb3bd"), HexColor("#eaf1f4")
_NUMBERS = 2
"""From which column on a table holds numbers, which stand at the right."""


def packet_pdf() -> bytes:
    """Return the packet: a letter, an invoice of two pages, a delivery note and terms."""
    writer = PdfWriter()
    for part in (_letter(), _invoice(), _delivery_note(), _terms()):
        writer.append(PdfReader(io.BytesIO(part)))
    writer.metadata = {"/Title": "Supplier packet"}
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _letter() -> bytes:
    look = _style("Times-Roman", 11)
    flow = [
        *_lines(SENDER, look),
        Spacer(1, 12 * mm),
        *_lines(TO, look),
        Spacer(1, 10 * mm),
        *(part for text in LETTER for part in (Paragraph(text, look), Spacer(1, 3 * mm))),
    ]
    return _written(flow)


def _invoice() -> bytes:
    look, title = _style("Helvetica", 10), _style("Helvetica-Bold", 20)
    head = [
        Paragraph("Invoice", title),
        Spacer(1, 6 * mm),
        *_lines(
            [
                SENDER[0],
                "VAT no. GB 123 4567 89",
                f"Bill to: {', '.join(TO)}",
                "Invoice number: TW-20417",
                "Invoice date: 6 October 2026",
                "Due date: 5 November 2026",
                "Order: PO-8812",
            ],
            look,
        ),
        Spacer(1, 6 * mm),
    ]
    half = len(INVOICED) // 2 + 1
    flow = [*head, _table(INVOICED[:half]), PageBreak(), _table([INVOICED[0], *INVOICED[half:]])]
    flow += [Spacer(1, 4 * mm), _table(TOTALS, is_headed=False), Spacer(1, 6 * mm)]
    flow += [Paragraph("Please pay to Northbank, IBAN GB33 BUKB 2020 1555 5555 55.", look)]
    return _written(flow, "Invoice TW-20417 · page {page} of 2")


def _delivery_note() -> bytes:
    look, title = _style("Courier", 10), _style("Courier-Bold", 18)
    flow = [
        Paragraph("DELIVERY NOTE", title),
        Spacer(1, 6 * mm),
        *_lines(NOTE_HEAD, look),
        Spacer(1, 6 * mm),
        _table(DELIVERED),
        Spacer(1, 12 * mm),
        Paragraph("Received by: ______________________", look),
    ]
    return _written(flow)


def _terms() -> bytes:
    look, title = _style("Helvetica", 8.5), _style("Helvetica-Bold", 14)
    clauses = (part for text in TERMS for part in (Paragraph(text, look), Spacer(1, 2 * mm)))
    flow = [Paragraph("General Terms and Conditions of Sale", title), Spacer(1, 5 * mm), *clauses]
    return _written(flow)


def _style(font: str, size: float) -> ParagraphStyle:
    return ParagraphStyle(font, fontName=font, fontSize=size, leading=size * 1.4)


def _lines(texts: Sequence[str], look: ParagraphStyle) -> list[Flowable]:
    return [Paragraph(text, look) for text in texts]


def _table(rows: Sequence[Sequence[str]], *, is_headed: bool = True) -> Table:
    shade = [
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"),
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, _RULE),
        ("ALIGN", (_NUMBERS if is_headed else 1, 0), (-1, -1), "RIGHT"),
        *(shade if is_headed else []),
    ]
    return Table([list(row) for row in rows], style=TableStyle(style), hAlign="LEFT")


def _written(flow: Sequence[Flowable], footer: str = "") -> bytes:
    content = io.BytesIO()

    def draw_footer(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, footer.format(page=document.page))

    template = SimpleDocTemplate(content, pagesize=A4, invariant=True, leftMargin=22 * mm)
    template.build(list(flow), onFirstPage=draw_footer, onLaterPages=draw_footer)
    return content.getvalue()
