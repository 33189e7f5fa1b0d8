"""Business papers made for the tests, and the values that a careful reader finds in them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

Place = tuple[float, float, str]
"""Where a text begins, from the page's left and top edge, and the text."""


@dataclass(frozen=True)
class Paper:
    """A paper as a file, the schema asked of it, and what is expected."""

    name: str
    content: bytes
    schema: dict[str, Any]
    expected: dict[str, Any]
    mode: str = "fast"
    lost: frozenset[str] = field(default_factory=frozenset)


def pdf(*pages: Iterable[Place], size: float = 10) -> bytes:
    """Return a PDF with the texts of each page at their places."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in pages:
        canvas.setFont("Helvetica", size)
        for left, top, text in page:
            canvas.drawString(left, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture(lines: Sequence[Sequence[Place]], width: int, height: int, size: int = 28) -> bytes:
    """Return a picture of texts at their places, in pixels, as a scanner would see them."""
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size)
    for line in lines:
        for left, top, text in line:
            draw.text((left, top), text, fill=0, font=font)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def text(description: str = "", **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": description, **more}


def number(description: str = "") -> dict[str, Any]:
    return {"type": "number", "description": description}


def date(description: str = "") -> dict[str, Any]:
    return text(description, format="date")


INVOICE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "invoice_number": text("Invoice number"),
        "issue_date": date("Invoice date"),
        "due_date": date("Payment due date"),
        "currency": text("ISO 4217 currency code"),
        "seller": {
            "type": "object",
            "properties": {"name": text(), "vat_id": text(), "address": text(), "iban": text()},
        },
        "buyer": {"$ref": "#/$defs/party"},
        "net_total": {"anyOf": [number(), {"type": "null"}]},
        "tax_total": number("Total VAT amount"),
        "grand_total": number("Total amount including VAT"),
        "line_items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "description": text(),
                    "quantity": number(),
                    "unit_price": number(),
                    "line_total": number(),
                },
            },
        },
    },
    "$defs": {"party": {"type": "object", "properties": {"name": text(), "city": text()}}},
}


def _item(description: str, quantity: float, price: float, total: float) -> dict[str, Any]:
    return {
        "description": description,
        "quantity": quantity,
        "unit_price": price,
        "line_total": total,
    }


def german_invoice() -> Paper:
    """Return a German invoice: a sender's line, an address, labels beside values, a table over two lines, totals."""
    left, right = 60, 380
    places: list[Place] = [
        (left, 60, "Fahrradhaus Nordstern GmbH"),
        (left, 120, "Fahrradhaus Nordstern GmbH · Hafenstr. 7 · 24103 Kiel"),
        (left, 140, "Bäckerei Ohlsen KG"),
        (left, 152, "Marktplatz 3"),
        (left, 164, "24937 Flensburg"),
        (right, 140, "Rechnungsnummer:"),
        (right + 100, 140, "2024-00187"),
        (right, 154, "Rechnungsdatum:"),
        (right + 100, 154, "14.03.2024"),
        (right, 168, "Kundennummer:"),
        (right + 100, 168, "K-5521"),
        (left, 250, "Pos."),
        (100, 250, "Bezeichnung"),
        (300, 250, "Menge"),
        (370, 250, "Einzelpreis"),
        (480, 250, "Gesamtpreis"),
        (left, 270, "1"),
        (100, 270, "Lastenrad Modell Fjord"),
        (300, 270, "2"),
        (370, 270, "1.850,00 €"),
        (480, 270, "3.700,00 €"),
        (100, 282, "mit langer Ladefläche"),
        (left, 300, "2"),
        (100, 300, "Wartung"),
        (300, 300, "3"),
        (370, 300, "45,50 €"),
        (480, 300, "136,50 €"),
        (300, 340, "Summe netto"),
        (480, 340, "3.836,50 €"),
        (300, 354, "zzgl. 19 % MwSt."),
        (480, 354, "728,94 €"),
        (300, 368, "Gesamtbetrag"),
        (480, 368, "4.565,44 €"),
        (left, 410, "Zahlbar bis zum 28.03.2024 ohne Abzug."),
        (left, 780, "USt-IdNr.: DE811907980"),
        (220, 780, "IBAN: DE89 3704 0044 0532 0130 00"),
        (420, 780, "BIC: COBADEFFXXX"),
    ]
    expected = {
        "invoice_number": "2024-00187",
        "issue_date": "2024-03-14",
        "due_date": "2024-03-28",
        "currency": "EUR",
        "seller": {
            "name": "Fahrradhaus Nordstern GmbH",
            "vat_id": "DE811907980",
            "address": "Hafenstr. 7, 24103 Kiel",
            "iban": "DE89 3704 0044 0532 0130 00",
        },
        "buyer": {"name": "Bäckerei Ohlsen KG", "city": "Flensburg"},
        "net_total": 3836.5,
        "tax_total": 728.94,
        "grand_total": 4565.44,
        "line_items": [
            _item("Lastenrad Modell Fjord mit langer Ladefläche", 2, 1850, 3700),
            _item("Wartung", 3, 45.5, 136.5),
        ],
    }
    return Paper("german invoice", pdf(places), INVOICE_SCHEMA, expected)


def english_invoice() -> Paper:
    """Return an English invoice: parties below headings beside each other, dates above their values, dollars."""
    places: list[Place] = [
        (60, 60, "INVOICE"),
        (60, 100, "From"),
        (320, 100, "Bill To"),
        (60, 114, "Harbor Light Studios LLC"),
        (320, 114, "Meadow & Finch Inc."),
        (60, 126, "48 Pier Road"),
        (320, 126, "902 Orchard Avenue"),
        (60, 138, "Portland, ME 04101"),
        (320, 138, "Denver, CO 80203"),
        (60, 180, "Invoice #"),
        (200, 180, "Invoice Date"),
        (340, 180, "Due Date"),
        (60, 194, "HL-2291"),
        (200, 194, "12/19/2023"),
        (340, 194, "01/18/2024"),
        (60, 240, "Description"),
        (320, 240, "Qty"),
        (390, 240, "Rate"),
        (480, 240, "Amount"),
        (60, 258, "Set design, autumn season"),
        (320, 258, "40"),
        (390, 258, "$85.00"),
        (480, 258, "$3,400.00"),
        (60, 274, "Travel"),
        (320, 274, "1"),
        (390, 274, "$212.40"),
        (480, 274, "$212.40"),
        (390, 310, "Subtotal"),
        (480, 310, "$3,612.40"),
        (390, 324, "Sales Tax (5.5%)"),
        (480, 324, "$198.68"),
        (390, 338, "Total"),
        (480, 338, "$3,811.08"),
        (60, 400, "Thank you for your business."),
    ]
    expected = {
        "invoice_number": "HL-2291",
        "issue_date": "2023-12-19",
        "due_date": "2024-01-18",
        "currency": "USD",
        "seller": {
            "name": "Harbor Light Studios LLC",
            "vat_id": None,
            "address": "48 Pier Road, Portland, ME 04101",
            "iban": None,
        },
        "buyer": {"name": "Meadow & Finch Inc.", "city": "Denver"},
        "net_total": 3612.4,
        "tax_total": 198.68,
        "grand_total": 3811.08,
        "line_items": [
            _item("Set design, autumn season", 40, 85, 3400),
            _item("Travel", 1, 212.4, 212.4),
        ],
    }
    return Paper("english invoice", pdf(places), INVOICE_SCHEMA, expected)


def french_invoice() -> Paper:
    """Return a French invoice: a letterhead with its numbers, labels in a column, spaces between thousands."""
    places: list[Place] = [
        (60, 50, "Les Ateliers du Vent SARL"),
        (60, 62, "12 rue des Moulins"),
        (60, 74, "44000 Nantes"),
        (60, 86, "N° TVA : FR40303265045"),
        (330, 120, "Adresse de facturation"),
        (330, 134, "Librairie Montcalm"),
        (330, 146, "5 place du Marché"),
        (330, 158, "35000 Rennes"),
        (60, 200, "Facture N° FA-0932"),
        (60, 220, "Date de facture"),
        (180, 220, "5 février 2024"),
        (60, 234, "Date d'échéance"),
        (180, 234, "06/03/2024"),
        (60, 270, "Désignation"),
        (300, 270, "Quantité"),
        (380, 270, "Prix unitaire"),
        (480, 270, "Montant HT"),
        (60, 288, "Enseigne en bois"),
        (300, 288, "1"),
        (380, 288, "1 240,00 €"),
        (480, 288, "1 240,00 €"),
        (60, 304, "Pose"),
        (300, 304, "6"),
        (380, 304, "38,00 €"),
        (480, 304, "228,00 €"),
        (380, 340, "Total HT"),
        (480, 340, "1 468,00 €"),
        (380, 354, "TVA 20 %"),
        (480, 354, "293,60 €"),
        (380, 368, "Total TTC"),
        (480, 368, "1 761,60 €"),
        (60, 420, "IBAN : FR14 2004 1010 0505 0001 3M02 606"),
    ]
    expected = {
        "invoice_number": "FA-0932",
        "issue_date": "2024-02-05",
        "due_date": "2024-03-06",
        "currency": "EUR",
        "seller": {
            "name": "Les Ateliers du Vent SARL",
            "vat_id": "FR40303265045",
            "address": "12 rue des Moulins, 44000 Nantes",
            "iban": "FR14 2004 1010 0505 0001 3M02 606",
        },
        "buyer": {"name": "Librairie Montcalm", "city": "Rennes"},
        "net_total": 1468.0,
        "tax_total": 293.6,
        "grand_total": 1761.6,
        "line_items": [_item("Enseigne en bois", 1, 1240, 1240), _item("Pose", 6, 38, 228)],
    }
    return Paper("french invoice", pdf(places), INVOICE_SCHEMA, expected)


RECEIPT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "company": text("Name of the company that issued the receipt"),
        "date": date("Date of the receipt"),
        "address": text("Address of the company"),
        "total": text("Total amount"),
    },
}


def receipt() -> Paper:
    """Return the picture of a till's receipt."""
    rows: list[list[Place]] = [
        [(150, 40, "GREENLEAF STATIONERY LTD")],
        [(210, 84, "21 Castle Street")],
        [(190, 128, "Norwich NR2 1PB")],
        [(200, 172, "Tel: 01603 555 0147")],
        [(60, 240, "Receipt No: 004512")],
        [(60, 284, "Date: 18/06/2023"), (420, 284, "14:52")],
        [(60, 350, "Notebook A5"), (560, 350, "6.50")],
        [(60, 394, "Fountain pen ink"), (560, 394, "9.25")],
        [(60, 438, "Envelopes x 50"), (560, 438, "4.20")],
        [(60, 510, "TOTAL"), (550, 510, "19.95")],
        [(60, 554, "CASH"), (550, 554, "20.00")],
        [(60, 598, "CHANGE"), (560, 598, "0.05")],
        [(180, 670, "THANK YOU, PLEASE CALL AGAIN")],
    ]
    expected = {
        "company": "GREENLEAF STATIONERY LTD",
        "date": "2023-06-18",
        "address": "21 Castle Street, Norwich NR2 1PB",
        "total": "19.95",
    }
    return Paper("receipt", picture(rows, 760, 760), RECEIPT_SCHEMA, expected)


CONTRACT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "parties": {"type": "array", "items": text("Name of a party")},
        "effective_date": date("Date from which the agreement holds"),
        "jurisdiction": text("Whose law governs the agreement"),
        "term": text("How long the agreement lasts"),
    },
}


def contract() -> Paper:
    """Return an agreement in sentences."""
    lines = [
        "MUTUAL NON-DISCLOSURE AGREEMENT",
        "",
        "This Agreement is entered into as of March 4, 2021 by and between Larkspur Robotics,",
        "Inc., a Delaware corporation, and Bright Valley Labs LLC (the Receiving Party).",
        "",
        "1. Each party shall keep what the other discloses confidential and use it for no",
        "purpose other than the evaluation of a joint project.",
        "",
        "2. This Agreement shall remain in force for a period of two (2) years from its date.",
        "",
        "3. This Agreement shall be governed by and construed in accordance with the laws of",
        "the State of Oregon, without regard to its rules on conflicts of laws.",
    ]
    places: list[Place] = [(72, 80 + 15 * at, line) for at, line in enumerate(lines) if line]
    expected = {
        "parties": ["Larkspur Robotics, Inc.", "Bright Valley Labs LLC"],
        "effective_date": "2021-03-04",
        "jurisdiction": "Oregon",
        "term": "two (2) years",
    }
    return Paper("contract", pdf(places, size=11), CONTRACT_SCHEMA, expected)


LETTER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sender_name": text("Who wrote the letter"),
        "recipient_name": text("Who the letter is for"),
        "date": date("Date of the letter"),
        "subject": text("What the letter is about"),
        "contract_number": text("Number of the contract"),
        "email": text("E-mail address of the sender", format="email"),
    },
}


def letter() -> Paper:
    """Return the picture of a German letter."""
    rows: list[list[Place]] = [
        [(120, 80, "Stadtwerke Birkenau GmbH")],
        [(120, 240, "Stadtwerke Birkenau GmbH, Am Wehr 2, 69488 Birkenau")],
        [(120, 290, "Frau Helene Brandt")],
        [(120, 335, "Lindenweg 14")],
        [(120, 380, "69488 Birkenau")],
        [(900, 290, "service@stadtwerke-birkenau.de")],
        [(900, 480, "Birkenau, 7. Mai 2024")],
        [(120, 580, "Betreff: Ihre Abschlagszahlung ab Juni")],
        [(120, 625, "Vertragsnummer: 700-18842")],
        [(120, 720, "Sehr geehrte Frau Brandt,")],
        [(120, 790, "wir passen Ihren monatlichen Abschlag an Ihren Verbrauch an.")],
        [(120, 880, "Mit freundlichen Grüßen")],
    ]
    expected = {
        "sender_name": "Stadtwerke Birkenau GmbH",
        "recipient_name": "Frau Helene Brandt",
        "date": "2024-05-07",
        "subject": "Ihre Abschlagszahlung ab Juni",
        "contract_number": "700-18842",
        "email": "service@stadtwerke-birkenau.de",
    }
    return Paper("letter", picture(rows, 1654, 1100, size=30), LETTER_SCHEMA, expected, "balanced")


PARTY_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "document_type": text(),
        "invoice_no": text(),
        "order_no": text("Purchase order of the buyer"),
        "supplier": {"$ref": "#/$defs/party"},
        "customer": {"$ref": "#/$defs/party"},
        "delivery_address": text("Where the goods go"),
        "subtotal": number(),
        "vat": number(),
        "amount_due": number(),
        "positions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "article_number": text(),
                    "name": text(),
                    "qty": {"type": "integer"},
                    "price": number(),
                    "amount": number(),
                },
            },
        },
    },
    "$defs": {
        "party": {
            "type": "object",
            "properties": {
                "name": text(),
                "street": text(),
                "zip": text(),
                "city": text(),
                "country": text(),
                "phone": text(),
                "vat_number": text(),
            },
        }
    },
}


def _page_of_items(first: int, top: float, items: Sequence[tuple[str, str, str]]) -> list[Place]:
    """Return a table's heading of two lines, three of its columns in one line of text, and items of two lines each."""
    places: list[Place] = [
        (60, top, "Pos Art-Nr Artikelbezeichnung"),
        (300, top, "Menge"),
        (380, top, "Preis"),
        (480, top, "Positions-"),
        (480, top + 12, "betrag"),
    ]
    for at, (code, name, price) in enumerate(items):
        row = top + 34 + 30 * at
        places += [
            (60, row, str(first + at)),
            (82, row, code),
            (115, row, name),
            (300, row, "4 Stk"),
            (380, row, price),
            (115, row + 12, "Bruttopreis: 99,00"),
        ]
    return places


def labelled_invoice() -> Paper:
    """Return an invoice of two pages: parties with a label for each part, a heading in two lines that comes back."""
    first: list[Place] = [
        (60, 60, "Handelsrechnung (380) Nr. 77/2023-A vom 02.11.2023"),
        (60, 90, "Bestellung:"),
        (200, 90, "PO-5512"),
        (60, 120, "Verkäufer"),
        (60, 134, "Name:"),
        (200, 134, "Holzwerk Amrum GmbH"),
        (60, 148, "Anschrift:"),
        (200, 148, "Deichweg 1"),
        (200, 162, "25946 Nebel"),
        (200, 176, "Deutschland"),
        (60, 190, "Telefon:"),
        (200, 190, "+49 4682 5550"),
        (60, 204, "USt-IdNr.:"),
        (200, 204, "DE811907980"),
        (60, 240, "Käufer"),
        (60, 254, "Name:"),
        (200, 254, "Möbel Carstens"),
        (60, 268, "Anschrift:"),
        (200, 268, "Am Markt 9"),
        (200, 282, "25813 Husum"),
        (60, 320, "Warenempfänger"),
        (60, 334, "Lager Carstens"),
        (60, 348, "Hafenkamp 22"),
        (60, 362, "25813 Husum"),
        *_page_of_items(1, 420, [("A10", "Tischplatte", "50,00"), ("A11", "Bein", "7,25")]),
        (480, 454, "200,00"),
        (480, 496, "29,00"),
    ]
    second: list[Place] = [
        *_page_of_items(3, 60, [("B1", "Leim", "3,10")]),
        (480, 94, "12,40"),
        (60, 160, "Steueraufschlüsselung"),
        (300, 180, "Nettobetrag"),
        (390, 180, "Steuerbetrag"),
        (480, 180, "Zahlbetrag"),
        (300, 196, "241,40"),
        (390, 196, "45,87"),
        (480, 196, "287,27"),
    ]

    def item(code: str, name: str, price: float, amount: float) -> dict[str, Any]:
        return {"article_number": code, "name": name, "qty": 4, "price": price, "amount": amount}

    expected = {
        "document_type": "Handelsrechnung (380) Nr. 77/2023-A vom 02.11.2023",
        "invoice_no": "77/2023-A",
        "order_no": "PO-5512",
        "supplier": {
            "name": "Holzwerk Amrum GmbH",
            "street": "Deichweg 1",
            "zip": "25946",
            "city": "Nebel",
            "country": "Deutschland",
            "phone": "+49 4682 5550",
            "vat_number": "DE811907980",
        },
        "customer": {
            "name": "Möbel Carstens",
            "street": "Am Markt 9",
            "zip": "25813",
            "city": "Husum",
            "country": None,
            "phone": None,
            "vat_number": None,
        },
        "delivery_address": "Hafenkamp 22, 25813 Husum",
        "subtotal": 241.4,
        "vat": 45.87,
        "amount_due": 287.27,
        "positions": [
            item("A10", "Tischplatte", 50, 200),
            item("A11", "Bein", 7.25, 29),
            item("B1", "Leim", 3.1, 12.4),
        ],
    }
    return Paper("labelled invoice", pdf(first, second), PARTY_SCHEMA, expected)


REPORT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "title": text("Title of the document"),
        "abstract": text(),
        "method": text("Method"),
        "author": text("Who wrote it"),
    },
}


def report() -> Paper:
    """Return a report with a title and headings."""
    styles = getSampleStyleSheet()
    buffer = io.BytesIO()
    words = "Tides were measured at three piers over one year. " * 3
    SimpleDocTemplate(buffer, pagesize=A4).build(
        [
            Paragraph("Tides along the northern coast", styles["Title"]),
            Paragraph("Abstract", styles["Heading2"]),
            Paragraph("Tides were lower than in the years before.", styles["Normal"]),
            Paragraph("Method", styles["Heading2"]),
            Paragraph(words, styles["Normal"]),
        ]
    )
    expected = {
        "title": "Tides along the northern coast",
        "abstract": "Tides were lower than in the years before.",
        "method": words.strip(),
        "author": None,
    }
    return Paper("report", buffer.getvalue(), REPORT_SCHEMA, expected)


PAPERS = (
    labelled_invoice,
    report,
    german_invoice,
    english_invoice,
    french_invoice,
    receipt,
    contract,
    letter,
)
