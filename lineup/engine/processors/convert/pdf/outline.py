"""The outline of a PDF, which says what its headings are and how deep."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from liteparse import LayoutBlock
from pypdfium2 import PdfDocument

from lineup.engine.processors.convert.pdf.formulas import bare_text
from lineup.engine.processors.convert.pdf.source_pages import SourcePage

_MOST_ENTRIES = 5000
_DEEPEST = 6
_LONGEST_TITLE = 300
_FEWEST_CHARACTERS = 4  # of a title that a heading may only end with, behind its number

Outline = Mapping[int, Mapping[str, int]]
"""The levels of titles, 1 the highest, by 0-based page; a title is in small letters and figures alone."""


def read_outline(pdf: PdfDocument) -> Outline:
    """Return the outline, its first entries where it has very many."""
    levels: dict[int, dict[str, int]] = {}
    for entry in islice(pdf.get_toc(max_depth=_DEEPEST), _MOST_ENTRIES):
        title = _plain(entry.get_title()[:_LONGEST_TITLE])
        place = entry.get_dest()
        page = None if place is None else place.get_index()
        if title and page is not None:
            levels.setdefault(page, {}).setdefault(title, min(entry.level + 1, _DEEPEST))
    return levels


def with_outline(sources: Sequence[SourcePage], outline: Outline) -> list[SourcePage]:
    """Return the pages with headings as deep as the outline says, and others below the one they follow.

    Nothing changes where no heading is in the outline: it may tell other things than the headings.
    """
    if not any(
        _level(block, outline.get(page.index, {})) for page in sources for block in page.blocks
    ):
        return list(sources)
    deep: list[SourcePage] = []
    above = 0
    for page in sources:
        blocks = []
        for block in page.blocks:
            level = _level(block, outline.get(page.index, {}))
            if level is not None:
                above = level
                text = block.text if block.kind == "heading" else bare_text(block.text or "")
                blocks.append(replace(block, kind="heading", level=level, text=text))
            elif block.kind == "heading" and above:
                deeper = min(max(block.level or 1, above + 1), _DEEPEST)
                blocks.append(replace(block, level=deeper))
            else:
                blocks.append(block)
        deep.append(replace(page, blocks=tuple(blocks)))
    return deep


def _level(block: LayoutBlock, titles: Mapping[str, int]) -> int | None:
    """Return the level of the block's text in the outline of its page; None if it isn't there."""
    text = block.text or ""
    if not titles or block.kind not in {"heading", "paragraph"} or len(text) > _LONGEST_TITLE:
        return None
    plain = _plain(text)
    if plain in titles:
        return titles[plain]
    if block.kind != "heading":
        return None
    ends = (title for title in titles if len(title) >= _FEWEST_CHARACTERS and plain.endswith(title))
    found = next(ends, None)
    return titles[found] if found and _is_number(plain.removesuffix(found)) else None


def _is_number(text: str) -> bool:
    """Whether a heading's beginning is its number, such as "chapter3" or "iv"."""
    return text.strip("0123456789ivxlc") in {
        "",
        "chapter",
        "part",
        "appendix",
        "section",
        "kapitel",
        "teil",
    }


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
