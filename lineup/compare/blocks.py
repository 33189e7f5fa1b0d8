"""Text as it is compared: pages of blocks of words, whichever format it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineup.contract.results import Box

Cells = tuple[tuple[str, ...], ...]
"""A table's rows of cell texts; all rows are of one length, and a cell that spans several stands in its first."""

PARAGRAPH, LIST_ITEM, CODE, TABLE = "paragraph", "list item", "code", "table"
"""Roles of blocks; a heading's is `heading 2`."""


_MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of words with its role; `styles` has one text per word (`bold`), or is empty where none is set apart.

    `block` is its id on the server and `box` its box, where the view has them. `cells` are a table's.
    """

    words: tuple[str, ...]
    role: str = PARAGRAPH
    styles: tuple[str, ...] = ()
    block: str | None = None
    box: Box | None = None
    cells: Cells | None = None


@dataclass(frozen=True, slots=True)
class TextPage:
    """The blocks of one page, in reading order; `page` is 0-based, None for a text without pages."""

    page: int | None
    blocks: tuple[TextBlock, ...]


def heading(level: int) -> str:
    """Return the role of a heading."""
    return f"heading {level}"


def table_block(rows: Sequence[Sequence[str]]) -> TextBlock | None:
    """Return a table as a block, its rows filled up to one length; None without any word.

    One that is too large for a grid keeps its words only.
    """
    texts = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    words = tuple(word for row in texts for cell in row for word in cell.split())
    width = max((len(row) for row in texts), default=0)
    if not words:
        return None
    if width * len(texts) > _MOST_CELLS:
        return TextBlock(words, TABLE)
    return TextBlock(words, TABLE, cells=tuple(row + ("",) * (width - len(row)) for row in texts))
