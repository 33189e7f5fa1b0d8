"""The sample report: three pages in two columns, of a firm that doesn't exist."""

import io
from typing import Any

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from scripts.sample_report_text import (
    ASSETS,
    INCOME,
    KEY_FIGURES,
    LAST_PAGE_BEGINS,
    QUARTERS,
    REGIONS,
    REVENUE,
    SECTIONS,
    SEGMENTS,
    SUBTITLE,
    TITLE,
)

INK, ACCENT, PALE, RULE = (
    HexColor("#1d2733"),
    HexColor("#0b5c7a"),
    HexColor("#eaf1f4"),
    HexColor("#9fb3bd"),
)
MARGIN, GUTTER, FOOT = 20 * mm, 12 * mm, 22 * mm
WIDTH, HEIGHT = A4
COLUMN = (WIDTH - 2 * MARGIN - GUTTER) / 2
FIRST_TOP, TOP = 84 * mm, 24 * mm

BODY = ParagraphStyle(
    "Body",
    fontName="Times-Roman",
    fontSize=10.5,
    leading=14.4,
    textColor=INK,
    alignment=TA_JUSTIFY,
    spaceAfter=6,
)
HEADING = ParagraphStyle(
    "Heading",
    fontName="Helvetica-Bold",
    fontSize=12.5,
    leading=16,
    textColor=ACCENT,
    spaceBefore=8,
    spaceAfter=4,
)
CAPTION = ParagraphStyle(
    "Caption",
    fontName="Helvetica-Oblique",
    fontSize=8,
    leading=10,
    textColor=INK,
    spaceBefore=3,
    spaceAfter=8,
)


def report_pdf() -> bytes:
    """Return the report."""
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=A4, invariant=True, title=f"{TITLE}: {SUBTITLE}", author="Tarnbrook Meters"
    )
    document.addPageTemplates(
        [
            PageTemplate("first", frames=_columns(FIRST_TOP), onPage=_draw_first_page),
            PageTemplate("later", frames=_columns(TOP), onPage=_draw_later_page),
        ]
    )
    document.build([NextPageTemplate("later"), *_story()])
    return buffer.getvalue()


def _columns(top: float) -> list[Frame]:
    height = HEIGHT - top - FOOT
    lefts = (MARGIN, MARGIN + COLUMN + GUTTER)
    return [
        Frame(
            left, FOOT, COLUMN, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        for left in lefts
    ]


def _story() -> list[Flowable]:
    exhibits = {
        "segments": _segment_table,
        "chart": _revenue_chart,
        "regions": _region_table,
        "income": _income_table,
        "assets": _asset_table,
    }
    story: list[Flowable] = []
    for heading, blocks in SECTIONS:
        if heading == LAST_PAGE_BEGINS:
            story.append(PageBreak())
        parts = [exhibits[b]() if b in exhibits else Paragraph(b, BODY) for b in blocks]
        story += [KeepTogether([Paragraph(heading, HEADING), parts[0]]), *parts[1:]]
    return story


def _segment_table() -> Flowable:
    return _exhibit(
        "Table 1. Revenue by segment, in EUR million.", _ruled_table(SEGMENTS, first_width=0.40)
    )


def _region_table() -> Flowable:
    return _exhibit(
        "Table 2. Revenue by region, in EUR million.", _ruled_table(REGIONS, first_width=0.40)
    )


def _income_table() -> Flowable:
    return _exhibit(
        "Table 3. Income statement, condensed, in EUR million.",
        _ruled_table(INCOME, first_width=0.52),
    )


def _asset_table() -> Flowable:
    return _exhibit("Table 4. Assets, in EUR million.", _ruled_table(ASSETS, first_width=0.48))


def _exhibit(caption: str, exhibit: Flowable) -> Flowable:
    return KeepTogether([Spacer(1, 4), exhibit, Paragraph(caption, CAPTION)])


def _ruled_table(rows: list[list[str]], *, first_width: float) -> Table:
    others = (1 - first_width) / (len(rows[0]) - 1)
    widths = [COLUMN * first_width] + [COLUMN * others] * (len(rows[0]) - 1)
    table = Table(rows, colWidths=widths, rowHeights=15.5)
    last = len(rows) - 1
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), "Helvetica", 8.5),
                ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 8.5),
                ("FONT", (0, last), (-1, last), "Helvetica-Bold", 8.5),
                ("TEXTCOLOR", (0, 0), (-1, -1), INK),
                ("TEXTCOLOR", (0, 0), (-1, 0), white),
                ("BACKGROUND", (0, 0), (-1, 0), ACCENT),
                ("BACKGROUND", (0, last), (-1, last), PALE),
                ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("GRID", (0, 0), (-1, -1), 0.5, RULE),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return table


def _revenue_chart() -> Flowable:
    drawing = Drawing(COLUMN, 48 * mm)
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 22, 18, COLUMN - 26, 48 * mm - 28
    chart.data = [REVENUE]
    chart.bars[0].fillColor = ACCENT
    chart.bars[0].strokeColor = None
    chart.groupSpacing = 6
    chart.valueAxis.valueMin, chart.valueAxis.valueMax, chart.valueAxis.valueStep = 0, 100, 50
    chart.valueAxis.visibleGrid, chart.valueAxis.gridStrokeColor = True, RULE
    chart.categoryAxis.categoryNames = QUARTERS
    chart.barLabelFormat, chart.barLabels.nudge = "%.1f", 6
    for labels in (chart.barLabels, chart.valueAxis.labels, chart.categoryAxis.labels):
        labels.fontName, labels.fontSize, labels.fillColor = "Helvetica", 6.5, INK
    for axis in (chart.valueAxis, chart.categoryAxis):
        axis.strokeColor = RULE
    drawing.add(chart)
    return _exhibit("Figure 1. Revenue by quarter, in EUR million.", drawing)


def _draw_first_page(canvas: Canvas, document: Any) -> None:  # noqa: ANN401 (reportlab ships no types)
    canvas.setFillColor(ACCENT)
    canvas.rect(0, HEIGHT - 44 * mm, WIDTH, 44 * mm, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(MARGIN, HEIGHT - 24 * mm, TITLE)
    canvas.setFont("Helvetica", 12.5)
    canvas.drawString(MARGIN, HEIGHT - 33 * mm, SUBTITLE)
    _draw_key_figures(canvas)
    _draw_footer(canvas, document)


def _draw_key_figures(canvas: Canvas) -> None:
    width = (WIDTH - 2 * MARGIN) / len(KEY_FIGURES)
    for place, (figure, meaning, change) in enumerate(KEY_FIGURES):
        left = MARGIN + place * width
        canvas.setFillColor(ACCENT)
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(left, HEIGHT - 58 * mm, figure)
        canvas.setFillColor(INK)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(left, HEIGHT - 63.5 * mm, meaning)
        canvas.drawString(left, HEIGHT - 68 * mm, change)
    canvas.setStrokeColor(RULE)
    canvas.line(MARGIN, HEIGHT - 74 * mm, WIDTH - MARGIN, HEIGHT - 74 * mm)


def _draw_later_page(canvas: Canvas, document: Any) -> None:  # noqa: ANN401 (reportlab ships no types)
    canvas.setFillColor(INK)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, HEIGHT - 15 * mm, TITLE)
    canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 15 * mm, SUBTITLE)
    canvas.setStrokeColor(RULE)
    canvas.line(MARGIN, HEIGHT - 17 * mm, WIDTH - MARGIN, HEIGHT - 17 * mm)
    _draw_footer(canvas, document)


def _draw_footer(canvas: Canvas, document: Any) -> None:  # noqa: ANN401 (reportlab ships no types)
    canvas.setStrokeColor(RULE)
    canvas.line(MARGIN, 17 * mm, WIDTH - MARGIN, 17 * mm)
    canvas.setFillColor(INK)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(
        MARGIN, 12 * mm, "Tarnbrook Meters · Investor relations · An invented company"
    )
    canvas.drawRightString(WIDTH - MARGIN, 12 * mm, f"Page {document.page} of 3")
