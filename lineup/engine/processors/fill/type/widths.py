"""Helvetica's glyphs: their codes in our encoding and how wide they are, in thousandths of the type's size.

Every viewer has this font with the standard Latin glyphs (ISO 32000-1, 9.6.2.2 and annex D), so nothing is embedded.
Widths are those of Adobe's published font metrics.
"""

_ASCII = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 "
    "584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 "
    "278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 "
    "500 334 260 334 584"
)
_OTHERS = (
    "€556 \u201a222 ƒ556 „333 …1000 †556 ‡556 \u02c6333 ‰1000 ‹333 Œ1000 \u2018222 ’222 “333 ”333 •350 –556 —1000 \u02dc333 ™1000 ›333 œ944 "
    "¡333 ¢556 £556 ¤556 ¥556 ¦260 §556 ¨333 ©737 ª370 «556 ¬584 ®737 ¯333 °400 ±584 ²333 ³333 \u00b4333 µ556 ¶537 ·278 \u00b8333 ¹333 "
    "º365 »556 ¼834 ½834 ¾834 ¿611 Æ1000 Ð722 ×584 Ø778 Þ667 ß611 æ889 ð556 ÷584 ø611 þ556"
)

EXTRA_GLYPHS = {
    1: ("Ł", "Lslash", 556),
    2: ("ł", "lslash", 222),
    3: ("\u0131", "dotlessi", 278),
    4: ("\u02d8", "breve", 333),
    5: ("\u02db", "ogonek", 333),
    6: ("\u02c7", "caron", 333),
    7: ("\u02dd", "hungarumlaut", 333),
    8: ("\u02d9", "dotaccent", 333),
    11: ("\u02da", "ring", 333),
    12: ("−", "minus", 584),
}
"""What WinAnsiEncoding lacks of the standard Latin glyphs: our codes for it, its character, its name, its width."""


def _windows(character: str) -> int:
    return character.encode("cp1252")[0]


CODES: dict[str, int] = {
    **{chr(code): code for code in range(32, 127)},
    **{item[0]: _windows(item[0]) for item in _OTHERS.split()},
    **{character: code for code, (character, _, _) in EXTRA_GLYPHS.items()},
}
"""The code of each character that has a glyph of its own."""

WIDTHS: dict[str, int] = {
    **{chr(code): int(width) for code, width in enumerate(_ASCII.split(), start=32)},
    **{item[0]: int(item[1:]) for item in _OTHERS.split()},
    **{character: width for character, _, width in EXTRA_GLYPHS.values()},
}
"""The width of each character that has a glyph of its own."""
