"""Packets of documents of our own making: PDFs with the truth of which page belongs to which document."""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4, letter
from reportlab.pdfgen.canvas import Canvas

_PIECES = Path(__file__).with_name("pieces.toml")
_FIRMS = (
    "Norwick",
    "Halden",
    "Brightwater",
    "Kestrel",
    "Almgren",
    "Tessara",
    "Oakmere",
    "Vanta",
    "Lindqvist",
    "Morrow",
)
_PEOPLE = (
    "Ada Brandt",
    "Tom Okoye",
    "Ines Ferro",
    "Lars Holm",
    "Mia Keller",
    "Joan Pratt",
    "Omar Said",
    "Petra Vogel",
)
_CITIES = ("Leeds", "Kiel", "Nantes", "Bergen", "Graz", "Utrecht", "Porto", "Lucca")
_FONTS = (
    ("Helvetica", "Helvetica-Bold"),
    ("Times-Roman", "Times-Bold"),
    ("Courier", "Courier-Bold"),
)
_NUMBERINGS = ("Page {n} of {all}", "{n}", "- {n} -", "Seite {n}/{all}", "", "", "")
_SLIP = (226.0, 420.0)


@dataclass(frozen=True)
class Truth:
    """A document of a packet: its kind and its 0-based pages."""

    kind: str
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Packet:
    """A PDF of several documents, and which they are."""

    path: Path
    documents: tuple[Truth, ...]

    @property
    def kinds(self) -> list[str]:
        """The kind of each page."""
        return [document.kind for document in self.documents for _ in document.pages]

    @property
    def starts(self) -> set[int]:
        """The first pages of all documents but the first."""
        return {document.pages[0] for document in self.documents[1:]}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_PIECES.read_text("utf-8"))


def kinds() -> dict[str, str]:
    """Return the descriptions of the kinds, by name."""
    return dict(_table()["descriptions"])


def piece(kind: str, title: str = "") -> dict[str, Any]:
    """Return the first piece of a kind that may have a title which begins so."""
    pieces: list[dict[str, Any]] = _table()["piece"]
    return next(
        each
        for each in pieces
        if each["kind"] == kind and any(known.startswith(title) for known in each["titles"])
    )


def make_packets(folder: Path, count: int, seed: int) -> Iterator[Packet]:
    """Write packets of 3 to 5 documents each, and yield them; the same seed makes the same ones."""
    choice = random.Random(seed)
    for number in range(count):
        pieces = [choice.choice(_table()["piece"]) for _ in range(choice.randint(3, 5))]
        yield make_packet(folder / f"packet-{number}.pdf", pieces, choice)


def make_packet(path: Path, pieces: Sequence[dict[str, Any]], choice: random.Random) -> Packet:
    """Write one packet of the pieces and return it."""
    writer, documents, page = PdfWriter(), [], 0
    for number, piece in enumerate(pieces):
        part = path.with_suffix(f".{number}.pdf")
        _Maker(piece, choice).write(part)
        count = len(PdfReader(part).pages)
        writer.append(part)
        part.unlink()
        documents.append(Truth(piece["kind"], tuple(range(page, page + count))))
        page += count
    writer.write(path)
    return Packet(path, tuple(documents))


def make_letters(path: Path, titles: Sequence[str], *, second_heading: str = "") -> Path:
    """Write a PDF with a page for each title, which stands in large letters where it differs from the page before.

    `second_heading` stands in the middle of the second page.
    """
    height = A4[1]
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    sentence = (
        "The committee visited the site and found the work to be well advanced in all its parts. "
    )
    for number, (title, before) in enumerate(zip(titles, ["", *titles], strict=False)):
        canvas.setFont("Helvetica-Bold", 20)
        if title != before:
            canvas.drawString(60, height - 80, title)
        canvas.setFont("Helvetica", 10)
        for line in range(24):
            canvas.drawString(60, height - 130 - 16 * line, f"{title} {sentence}".strip())
        if second_heading and number == 1:
            canvas.setFont("Helvetica-Bold", 20)
            canvas.drawString(60, height - 560, second_heading)
            canvas.setFont("Helvetica", 10)
            for line in range(8):
                canvas.drawString(60, height - 590 - 16 * line, sentence)
        canvas.showPage()
    canvas.save()
    return path


class _Maker:
    """Writes one document, its look chosen at random."""

    def __init__(self, piece: dict[str, Any], choice: random.Random) -> None:
        self._piece, self._choice = piece, choice
        self._plain, self._bold = choice.choice(_FONTS)
        self._size = choice.choice((9.5, 10.0, 11.0))
        self._sheet = _SLIP if piece.get("sheet") == "slip" else choice.choice((A4, A4, letter))
        self._numbering = "" if piece["pages"] == [1, 1] else choice.choice(_NUMBERINGS)
        self._facts = {
            "firm": choice.choice(_FIRMS),
            "number": str(choice.randint(1_000, 999_999)),
            "date": f"{choice.randint(1, 28)}.{choice.randint(1, 12)}.2025",
            "amount": f"{choice.randint(40, 9_000)}.{choice.randint(10, 99)}",
            "bank": f"DE{choice.randint(10**19, 10**20 - 1)}",
            "city": choice.choice(_CITIES),
        }
        self._header = self._filled("{firm}") if choice.random() < 0.35 else ""

    def write(self, path: Path) -> None:
        """Write the document."""
        width, height = self._sheet
        canvas = Canvas(str(path), pagesize=self._sheet, invariant=True)
        count = self._choice.randint(*self._piece["pages"])
        for number in range(1, count + 1):
            self._canvas, self._y = canvas, height - 60
            if self._header:
                canvas.setFont(self._plain, 8)
                canvas.drawString(40, height - 30, self._header)
            self._draw_page(number, count)
            canvas.setFont(self._plain, 8)
            canvas.drawCentredString(width / 2, 24, self._numbering.format(n=number, all=count))
            canvas.showPage()
        canvas.save()

    def _draw_page(self, number: int, count: int) -> None:
        piece = self._piece
        if number == 1:
            self._line(self._choice.choice(piece["titles"]), self._bold, 18)
            for text in piece["begin"]:
                self._paragraph(text)
        heads = piece.get("heads", [])
        share = heads[(number - 1) * len(heads) // count : number * len(heads) // count]
        if table := piece.get("table"):
            self._draw_table(table)
        for head in share or [""]:
            if head:
                self._line(head, self._bold, 13)
            for _ in range(2 if not table else 1):
                if self._y > 140:
                    self._paragraph(
                        " ".join(self._choice.sample(piece["text"], min(3, len(piece["text"]))))
                    )
        if number == count:
            for text in piece.get("end", []):
                self._paragraph(text)

    def _draw_table(self, table: list[list[str]]) -> None:
        header, *rows = table
        for row in (header, *(self._choice.choice(rows) for _ in range(len(rows)))):
            step = (self._sheet[0] - 80) / len(row)
            for column, cell in enumerate(row):
                self._canvas.setFont(self._plain, min(self._size, 9))
                self._canvas.drawString(
                    40 + column * step, self._y, self._filled(cell)[: int(step / 4.5)]
                )
            self._y -= 16
        self._y -= 10

    def _paragraph(self, text: str) -> None:
        words, line = self._filled(text).split(), ""
        room = self._sheet[0] - 80
        for word in words:
            longer = f"{line} {word}".strip()
            if self._canvas.stringWidth(longer, self._plain, self._size) > room:
                self._draw(line)
                longer = word
            line = longer
        self._draw(line)
        self._y -= 6

    def _line(self, text: str, font: str, size: float) -> None:
        self._y -= 8
        self._canvas.setFont(font, min(size, self._sheet[0] / 16))
        self._canvas.drawString(40, self._y, self._filled(text))
        self._y -= size + 6

    def _draw(self, text: str) -> None:
        self._canvas.setFont(self._plain, self._size)
        self._canvas.drawString(40, self._y, text)
        self._y -= self._size * 1.35

    def _filled(self, text: str) -> str:
        while "{person}" in text:
            text = text.replace("{person}", self._choice.choice(_PEOPLE), 1)
        return text.format(**self._facts)
