"""PDFs of the regression set."""

import io
from collections.abc import Sequence

import pypdfium2
from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from tests.convert.pdf_files import (
    code,
    drawn_pdf,
    flowing_pdf,
    heading,
    paragraph,
    red_square,
    ruled_table,
    running_page,
    scanned_pdf,
    space,
    text_page,
)
from tests.convert.regression.case import OCR, Case
from tests.hostile.documents import one_page_pdf, stream

_LONG = "The quick brown fox jumps over the lazy dog while nobody looks at it. "
BALANCED = {"mode": "balanced"}


def report() -> bytes:
    return flowing_pdf(
        heading("Annual report"),
        paragraph(_LONG * 4),
        heading("Results", 2),
        paragraph("Sales rose by <b>5 %</b> to 1,234.50, <i>as planned</i>."),
        space(),
        ruled_table([["item", "net", "gross"], ["nut", "1.00", "1.19"], ["bolt", "2.00", "2.38"]]),
        space(),
        code("def f(x):\n    return x"),
        space(),
        red_square(),
        paragraph("Figure 1. A red square"),
    )


def headers_and_footers() -> bytes:
    pages = [running_page(number, of_text=_LONG[:60]) for number in range(1, 5)]
    return drawn_pdf(*pages)


def two_columns() -> bytes:
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=letter)
    width, height = letter
    frames = [Frame(at, 72, width / 2 - 90, height - 500) for at in (72, width / 2 + 18)]
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build([paragraph(f"{number}. {_LONG * 3}") for number in range(1, 9)])
    return buffer.getvalue()


def rotated() -> bytes:
    """Return a page drawn sideways that its rotation sets upright, as scanners and landscape tables make them."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(letter[0], 0)
        canvas.rotate(90)
        text_page("Turned upright", "This page is wider than high.", top=500)(canvas)

    return drawn_pdf(draw)


def protected_by_owner() -> bytes:
    encryption = StandardEncryption("", ownerPassword="other", strength=128)
    return drawn_pdf(text_page("Everybody may read this."), encrypt=encryption)


def scanned() -> bytes:
    return scanned_pdf(["Invoice 2024-17", "Four bolts at 2.50 each", "Total 10.00 EUR"])


def mixed() -> bytes:
    """Return a PDF whose first page is digital and whose second is a picture."""
    whole = pypdfium2.PdfDocument(drawn_pdf(text_page("This page is digital.")))
    whole.import_pages(
        pypdfium2.PdfDocument(scanned_pdf(["This page is a picture", "of two lines"]))
    )
    buffer = io.BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()


def chinese() -> bytes:
    return _of_font("STSong-Light", "供货合同", "买方应在三十天内支付 1,500 元。")


def japanese() -> bytes:
    return _of_font("HeiseiMin-W3", "売買契約書", "買主は三十日以内に代金を支払う。")


def _of_font(name: str, title: str, text: str) -> bytes:
    """Return a page in a font that every reader of PDFs brings along."""
    registerFont(UnicodeCIDFont(name))

    def draw(canvas: Canvas) -> None:
        canvas.setFont(name, 22)
        canvas.drawString(72, 700, title)
        canvas.setFont(name, 11)
        canvas.drawString(72, 660, text)

    return drawn_pdf(draw)


def greek_and_russian() -> bytes:
    return _unembedded(
        ["Σύμβαση προμήθειας", "Ο αγοραστής πληρώνει 1.234,50 €.", "Покупатель платит до 31 мая."]
    )


def hebrew() -> bytes:
    """Return lines as a PDF holds them: their glyphs from left to right, which is backwards."""
    return _unembedded([line[::-1] for line in ["חוזה אספקה", "הקונה ישלם תוך חודש"]])


def _unembedded(lines: Sequence[str]) -> bytes:
    """Return a page of a font that isn't in the file: its glyphs are told by their characters' numbers."""
    drawn = b"BT /F 14 Tf 72 700 Td 24 TL " + b"".join(
        b"<%s> Tj T* " % line.encode("utf-16-be").hex().encode() for line in lines
    )
    characters = sorted({ord(character) for line in lines for character in line})
    rows = b"\n".join(b"<%04X> <%04X>" % (number, number) for number in characters)
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n%d beginbfchar\n%s\nendbfchar endcmap end end"
        % (len(characters), rows)
    )
    return one_page_pdf(
        stream(drawn + b"ET"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unknown /DW 520 /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /Unknown /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
        stream(to_unicode),
        resources=b"/Font << /F 5 0 R >>",
    )


CASES = (
    Case("pdf-report", report),
    Case("pdf-headers-and-footers", headers_and_footers),
    Case("pdf-two-columns", two_columns),
    Case("pdf-rotated", rotated),
    Case("pdf-protected-by-owner", protected_by_owner),
    Case("pdf-scanned", scanned, BALANCED, OCR),
    Case("pdf-scanned-in-fast-mode", scanned),
    Case("pdf-mixed", mixed, BALANCED, OCR),
    Case("pdf-chinese", chinese),
    Case("pdf-japanese", japanese),
    Case("pdf-greek-and-russian", greek_and_russian),
    Case("pdf-hebrew", hebrew),
)
