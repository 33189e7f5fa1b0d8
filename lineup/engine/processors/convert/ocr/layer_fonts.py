"""Fonts of the text layer. They draw nothing, but their widths look like those of print: evenly spaced text reads as code.

The first font has the characters of Windows-1252 at their own codes, as PDFium looks at the code of a hyphen at a line's
end. All others are spread over as many fonts as it takes, each with a map back to Unicode.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_FIRST, _LAST = 32, 255
_FREE_CODES = range(0xC0, 0x100)  # of the further fonts: none that means anything to a reader
_USUAL_WIDTH = 556
_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvsxyz",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}  # in thousandths of the em, of Helvetica
_WIDTH_OF = {character: width for width, held in _WIDTHS.items() for character in held}

Code = tuple[int, int]
"""The number of a font and a code in it."""


def text_width(text: str) -> float:
    """Return the width of the text in ems."""
    return sum(_WIDTH_OF.get(character, _USUAL_WIDTH) for character in text) / 1000


class Face(StrEnum):
    """The faces of the fonts, by their PostScript names."""

    REGULAR = "Helvetica"
    BOLD = "Helvetica-Bold"

    @property
    def descriptor(self) -> bytes:
        """Its descriptor (PDF 1.7 §9.8), without which PDFium tells no name."""
        stem = 140 if self is Face.BOLD else 88
        return (
            f"<< /Type /FontDescriptor /FontName /{self} /Flags 32 /FontBBox [-170 -228 1003 962] "
            f"/ItalicAngle 0 /Ascent 718 /Descent -207 /CapHeight 718 /StemV {stem} >>"
        ).encode("ascii")


@dataclass(frozen=True)
class LayerFonts:
    """The fonts of a document: each character's code."""

    codes: dict[str, Code]

    @property
    def count(self) -> int:
        """How many fonts there are."""
        return max((font for font, _ in self.codes.values()), default=-1) + 1

    def unicode_map(self, font: int) -> bytes:
        """Return the font's ToUnicode map (PDF 1.7 §9.10.3)."""
        held = self._held(font)
        lines = "\n".join(
            f"<{code:02X}> <{character.encode('utf-16-be').hex().upper()}>"
            for code, character in held.items()
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Layer def /CMapType 2 def\n"
            "1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"{len(held)} beginbfchar\n{lines}\nendbfchar\n"
            "endcmap end end"
        ).encode("ascii")

    def dictionary(self, font: int, unicode_map: str, face: "Face", descriptor: str) -> bytes:
        """Return the font's dictionary in a face, given the references to its map and the face's descriptor."""
        held = self._held(font)
        widths = " ".join(
            str(_WIDTH_OF.get(held.get(code, ""), _USUAL_WIDTH))
            for code in range(_FIRST, _LAST + 1)
        )
        return (
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding "
            f"/FirstChar {_FIRST} /LastChar {_LAST} /Widths [{widths}] /ToUnicode {unicode_map} "
            f"/FontDescriptor {descriptor} >>"
        ).encode("ascii")

    def _held(self, font: int) -> dict[int, str]:
        return {code: character for character, (of, code) in self.codes.items() if of == font}


def fonts_for(texts: Iterable[str]) -> LayerFonts:
    """Return fonts that hold all characters of the texts."""
    characters = sorted({character for text in texts for character in text})
    latin = {character: (0, code) for character in characters if (code := _latin_code(character))}
    others = [character for character in characters if character not in latin]
    spread = {
        character: (1 + at // len(_FREE_CODES), _FREE_CODES[at % len(_FREE_CODES)])
        for at, character in enumerate(others)
    }
    return LayerFonts(latin | spread)


def _latin_code(character: str) -> int | None:
    """Return the character's code in Windows-1252, or None where it has none that can be shown."""
    encoded = character.encode("cp1252", errors="ignore")
    return encoded[0] if encoded and encoded[0] >= _FIRST else None
