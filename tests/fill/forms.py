"""Made-up forms: with fields, without any, and as a picture."""

import io
from collections.abc import Callable

import pypdfium2
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

HEIGHT = A4[1]


def drawn(draw: Callable[[Canvas], None], pages: int = 1) -> bytes:
    """Return a PDF whose every page is drawn so."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4, invariant=True)
    for _ in range(pages):
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def field_form(canvas: Canvas) -> None:
    """Fields of every kind, some with tooltips, some with nothing but a label beside them."""
    form = canvas.acroForm
    canvas.drawString(60, 760, "Applicant")
    canvas.drawString(60, 730, "Full name")
    form.textfield(name="f1", tooltip="", x=160, y=722, width=220, height=20, maxlen=None)
    canvas.drawString(60, 700, "Date of birth")
    form.textfield(name="f2", tooltip="", x=160, y=692, width=120, height=20)
    form.textfield(name="iban", tooltip="Your IBAN", x=160, y=662, width=300, height=20, maxlen=22)
    form.textfield(
        name="remarks",
        tooltip="Remarks",
        x=160,
        y=580,
        width=300,
        height=60,
        fieldFlags="multiline",
        maxlen=None,
    )
    form.checkbox(name="newsletter", tooltip="Subscribe to the newsletter", x=160, y=550, size=14)
    canvas.drawString(60, 520, "Delivery")
    for place, word in enumerate(("post", "courier")):
        form.radio(
            name="delivery", value=word, x=160 + 90 * place, y=515, size=14, tooltip="Delivery"
        )
        canvas.drawString(180 + 90 * place, 518, word.capitalize())
    form.choice(
        name="country",
        tooltip="Country",
        x=160,
        y=480,
        width=160,
        height=20,
        options=["Germany", "France", "Spain"],
        value="Germany",
    )
    form.listbox(
        name="languages",
        tooltip="Languages spoken",
        x=160,
        y=400,
        width=160,
        height=60,
        options=["German", "French", "Spanish", "Dutch"],
        value=["German"],
        fieldFlags="multiSelect",
    )
    form.textfield(
        name="office",
        tooltip="Office use",
        x=160,
        y=360,
        width=160,
        height=20,
        fieldFlags="readOnly",
    )


def flat_form(canvas: Canvas) -> None:
    """Every way of printing a blank: on a line, in a cell, under a label, over a caption, after a colon, and boxes."""
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 780, "Membership application")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 740, "First name:")
    canvas.line(125, 738, 280, 738)
    canvas.drawString(300, 740, "Last name:")
    canvas.line(360, 738, 530, 738)
    canvas.drawString(60, 715, "Street address: ________________________________________")
    canvas.drawString(60, 685, "E-mail:")
    for x in (60, 200, 530):
        canvas.line(x, 640, x, 665)
    for y in (640, 665):
        canvas.line(60, y, 530, y)
    canvas.drawString(65, 648, "Date of birth")
    canvas.rect(60, 580, 230, 40)
    canvas.rect(290, 580, 240, 40)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(63, 611, "Postal code")
    canvas.drawString(293, 611, "Town")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 550, "Membership:")
    for place, word in enumerate(("Single", "Family", "Student")):
        canvas.rect(140 + 90 * place, 548, 10, 10)
        canvas.drawString(155 + 90 * place, 550, word)
    canvas.rect(60, 518, 10, 10)
    canvas.drawString(76, 520, "I agree to the terms")
    canvas.drawString(60, 495, "Comments")
    canvas.rect(60, 420, 470, 70)
    canvas.line(60, 360, 260, 360)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 350, "Place and date")


def picture_of(pdf: bytes, dpi: int = 150) -> bytes:
    """Return a PDF's first page as PNG."""
    content = io.BytesIO()
    page = pypdfium2.PdfDocument(pdf)[0]
    page.render(scale=dpi / 72).to_pil().save(content, "PNG", dpi=(dpi, dpi))
    return content.getvalue()


def with_form_entries(pdf: bytes, change: Callable[[PdfWriter, DictionaryObject], None]) -> bytes:
    """Return the PDF with its form's dictionary changed."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    form = writer.root_object["/AcroForm"]
    assert isinstance(form, DictionaryObject)
    change(writer, form)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def turned(pdf: bytes, degrees: int) -> bytes:
    """Return the PDF with its pages turned clockwise, their contents turned back so that they are read as before."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        added = writer.add_page(page)
        added.rotate(-degrees)
        added.transfer_rotation_to_content()
        added.rotate(degrees)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()
