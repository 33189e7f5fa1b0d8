"""PDFs made for the tests."""

import io
from collections.abc import Callable, Sequence

import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Preformatted, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import Image as ImageFlowable

STYLES = getSampleStyleSheet()
LETTER_WIDTH, LETTER_HEIGHT = letter


def paragraph(text: str) -> Flowable:
    return Paragraph(text, STYLES["Normal"])


def heading(text: str, level: int = 1) -> Flowable:
    return Paragraph(text, STYLES[f"Heading{level}"])


def space() -> Flowable:
    return Spacer(1, 24)


def code(text: str) -> Flowable:
    return Preformatted(text, STYLES["Code"])


def ruled_table(rows: Sequence[Sequence[str]]) -> Flowable:
    return Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])


def red_square(side: int = 120) -> Flowable:
    buffer = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(buffer, "PNG")
    buffer.seek(0)
    return ImageFlowable(buffer)


def flowing_pdf(*flowables: Flowable) -> bytes:
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=letter).build(list(flowables))
    return buffer.getvalue()


def drawn_pdf(*pages: Callable[[Canvas], object], **options: object) -> bytes:
    """Return a PDF with a page for each function that draws one."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text_page(*lines: str, top: float = 700) -> Callable[[Canvas], None]:
    """Return a function that draws the lines."""

    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(lines):
            canvas.drawString(72, top - 30 * at, line)

    return draw


def running_page(number: int, *, of_text: str) -> Callable[[Canvas], None]:
    """Return a function that draws a page with a running header, a page number below, and a heading of its own."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 765, "Annual Report of the Example Company")
        canvas.drawString(300, 30, f"Page {number}")
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, 660, f"Section {number}")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 600, f"{of_text} and this is the text of page {number}.")

    return draw


def chapter_page(running_head: str, text: str) -> Callable[[Canvas], None]:
    """Return a function that draws a page with a running head and a line of text well below it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 760, running_head)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 600, text)

    return draw


def empty_pdf(page_count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(page_count):
        document.new_page(LETTER_WIDTH, LETTER_HEIGHT)
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def picture_of_text(*lines: str, size: tuple[int, int] = (1240, 800)) -> Image.Image:
    """Return the lines in black on white, large enough to be read."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(40)
    for at, line in enumerate(lines):
        draw.text((80, 80 + 90 * at), line, fill="black", font=font)
    return image


def scanned_pdf(*pages: Sequence[str]) -> bytes:
    """Return a PDF whose pages are pictures of the lines."""
    images = [picture_of_text(*lines, size=(1700, 2200)) for lines in pages]
    buffer = io.BytesIO()
    images[0].save(buffer, "PDF", resolution=200, save_all=True, append_images=images[1:])
    return buffer.getvalue()
