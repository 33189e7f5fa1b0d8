"""Documents to measure with, made on the spot."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

SENTENCE = "The pump was inspected on site, its bearings were replaced, and the seals were found to be within tolerance. "


def make_pdf(path: Path, pages: int) -> Path:
    """Write a PDF of headings, paragraphs and a ruled table a page, and return its path."""
    styles = getSampleStyleSheet()
    flow: list[object] = []
    for page in range(1, pages + 1):
        flow += [Paragraph(f"Section {page}", styles["Heading1"])]
        for part in range(4):
            flow += [Paragraph(f"{page}.{part} " + SENTENCE * 5, styles["BodyText"]), Spacer(1, 6)]
        flow += [_table(page), PageBreak()]
    SimpleDocTemplate(str(path), pagesize=A4).build(flow)
    return path


def _table(page: int) -> Table:
    rows = [["Part", "Quantity", "Price"]]
    rows += [[f"P-{page}-{row}", str(row * 3), f"{row * 1.25:.2f}"] for row in range(1, 8)]
    return Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
