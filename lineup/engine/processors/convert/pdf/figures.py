"""The pictures of a PDF's figures, cut out of its drawn pages."""

from collections.abc import Iterable, Iterator
from itertools import islice

from pypdfium2 import PdfDocument

from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.contents import Drawing
from lineup.engine.processors.convert.model.document import Page, Picture
from lineup.engine.processors.convert.pdf.drawing import draw_part

MAX_PICTURES = 500
"""How many figures of a document get a picture: a result is one answer of a web service."""

Figure = tuple[str, int, Box]
"""A figure's key, the 0-based page it is on, and its box in the page's unit."""


def cut_figures(pdf: PdfDocument, pages: Iterable[Page]) -> dict[str, Picture]:
    """Return the pictures of the pages' figures by key, the first ones of a document that has very many."""
    drawn = (
        (key, draw_part(pdf, index, box))
        for key, index, box in islice(figures_of(pages), MAX_PICTURES)
    )
    return {key: picture for key, picture in drawn if picture is not None}


def figures_of(pages: Iterable[Page]) -> Iterator[Figure]:
    """Yield the pages' figures that have a place."""
    for page in pages:
        for block in page.walk():
            if isinstance(block.content, Drawing) and block.box is not None:
                yield block.content.key, page.index, block.box
