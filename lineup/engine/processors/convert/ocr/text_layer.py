"""A PDF of invisible text, each word at its place, in its size and weight, with the page's ruling lines."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.ocr.layer_fonts import (
    Code,
    Face,
    LayerFonts,
    fonts_for,
    text_width,
)
from lineup.engine.processors.convert.ocr.line_size import LineType, measure_line
from lineup.engine.processors.convert.ocr.words import Word, lines_of

_INVISIBLE = "3 Tr"
_NAMES = {Face.REGULAR: "F", Face.BOLD: "B"}  # what the names of fonts begin with


@dataclass(frozen=True)
class LayerPage:
    """The words and ruling lines of a page in pixels, its size in pixels, and how many points a pixel has."""

    words: tuple[Word, ...]
    width: float
    height: float
    points_per_pixel: float
    rules: tuple[Box, ...] = ()


def text_layer_pdf(pages: Sequence[LayerPage]) -> bytes:
    """Return a PDF with a page for each of the pages, holding nothing but their words and ruling lines."""
    fonts = fonts_for(word.text for page in pages for word in page.words)
    objects = _PdfObjects()
    tree = objects.reserve()
    names = " ".join(_add_font(objects, fonts, font) for font in range(fonts.count))
    kids = [_add_page(objects, page, fonts, tree, names) for page in pages]
    objects.fill(tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode())
    return objects.finish(objects.add(f"<< /Type /Catalog /Pages {tree} >>".encode()))


def _add_font(objects: "_PdfObjects", fonts: LayerFonts, font: int) -> str:
    """Return the names of the font in all faces, each with its reference."""
    unicode_map = objects.add_stream(fonts.unicode_map(font))
    references = (
        objects.add(fonts.dictionary(font, unicode_map, face, objects.add(face.descriptor)))
        for face in Face
    )
    return " ".join(
        f"/{_NAMES[face]}{font} {reference}"
        for face, reference in zip(Face, references, strict=True)
    )


def _add_page(
    objects: "_PdfObjects", page: LayerPage, fonts: LayerFonts, tree: str, names: str
) -> str:
    content = objects.add_stream(_content(page, fonts).encode("ascii"))
    scale = page.points_per_pixel
    return objects.add(
        f"<< /Type /Page /Parent {tree} /Contents {content} "
        f"/MediaBox [0 0 {page.width * scale:.3f} {page.height * scale:.3f}] "
        f"/Resources << /Font << {names} >> >> >>".encode()
    )


def _content(page: LayerPage, fonts: LayerFonts) -> str:
    lines = list(lines_of(page.words))
    fits = [measure_line(line) for line in lines]
    sizes = _snapped_sizes(lines, fits)
    shown = [
        _show(word, LineType(size, fit.baseline), page, fonts.codes)
        for line, fit, size in zip(lines, fits, sizes, strict=True)
        for word in line
    ]
    return "\n".join([*_drawn_rules(page), "BT", _INVISIBLE, *shown, "ET"])


def _drawn_rules(page: LayerPage) -> Iterator[str]:
    scale = page.points_per_pixel
    for x0, y0, x1, y1 in page.rules:
        left, low = x0 * scale, (page.height - y1) * scale
        yield f"{left:.3f} {low:.3f} {(x1 - x0) * scale:.3f} {(y1 - y0) * scale:.3f} re f"


def _snapped_sizes(lines: list[list[Word]], fits: list[LineType]) -> list[float]:
    """Return one size for all lines of a paragraph: measured line by line it wavers, and type sizes make headings."""
    by_paragraph: dict[tuple[str, str], list[float]] = {}
    for line, fit in zip(lines, fits, strict=True):
        by_paragraph.setdefault(line[0].paragraph, []).append(fit.size)
    return [median(by_paragraph[line[0].paragraph]) for line in lines]


def _show(word: Word, fit: LineType, page: LayerPage, codes: dict[str, Code]) -> str:
    scale = page.points_per_pixel
    stretch = 100 * (word.box[2] - word.box[0]) / (text_width(word.text) * fit.size)
    size = fit.size * scale
    left, baseline = word.box[0] * scale, (page.height - fit.baseline) * scale
    parts = [f"{stretch:.2f} Tz 1 0 0 1 {left:.3f} {baseline:.3f} Tm"]
    name = _NAMES[Face.BOLD if word.is_bold else Face.REGULAR]
    for character in word.text:
        font, code = codes[character]
        parts.append(f"/{name}{font} {size:.3f} Tf <{code:02X}> Tj")
    return " ".join(parts)


class _PdfObjects:
    """The objects of a PDF, numbered as they come (PDF 1.7 §7.3.10, §7.5)."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> str:
        """Return the reference to an object that is filled in later."""
        return self.add(b"null")

    def add(self, body: bytes) -> str:
        """Return the reference to a new object."""
        self._bodies.append(body)
        return f"{len(self._bodies)} 0 R"

    def add_stream(self, content: bytes) -> str:
        """Return the reference to a new stream, compressed."""
        packed = zlib.compress(content)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        return self.add(head + packed + b"\nendstream")

    def fill(self, reference: str, body: bytes) -> None:
        """Give a reserved object its body."""
        self._bodies[int(reference.split(maxsplit=1)[0]) - 1] = body

    def finish(self, catalog: str) -> bytes:
        """Return the whole file."""
        file = bytearray(b"%PDF-1.7\n")
        offsets = []
        for number, body in enumerate(self._bodies, start=1):
            offsets.append(len(file))
            file += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(file)
        file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        file += f"trailer\n<< /Size {len(offsets) + 1} /Root {catalog} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(file)
