"""PDFs without fields."""

from collections.abc import Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

from pypdf import PdfWriter
from pypdfium2 import PdfiumError

from lineup.engine.processors.convert.pdf.opening import damaged, opened_pdf
from lineup.engine.processors.fill.filled import Filled
from lineup.engine.processors.fill.flat.filling import fill_sheets
from lineup.engine.processors.fill.flat.overlaying import draw_over
from lineup.engine.processors.fill.flat.reading import recognised_words
from lineup.engine.processors.fill.flat.sheet import Sheet, sheet_of
from lineup.engine.processors.fill.forms.labels import page_space
from lineup.engine.processors.fill.forms.opening import expecting_damage, written_pdf
from lineup.engine.processors.fill.geometry import PageSpace
from lineup.engine.processors.fill.settings import FillSettings
from lineup.engine.processors.fill.words import pdf_words
from lineup.engine.processors.protocol import ProcessorError

MOST_PAGES = 50
"""The most pages that are looked at for labels; a limit of ours."""

_SCALE, _OCR_SCALE = 2.0, 300 / 72
_MOST_PIXELS = 20_000_000
_FEWEST_WORDS = 3


def fill_flat_pdf(
    path: Path, scratch: Path, writer: PdfWriter, pages: Sequence[int], settings: FillSettings
) -> Filled:
    """Return the PDF with the values drawn over its pages."""
    if len(pages) > MOST_PAGES:
        message = (
            f"The document has {len(pages)} pages and no form fields; labels are looked for on at most {MOST_PAGES}: name "
            "the form's own in the page range."
        )
        raise ProcessorError(message)
    spaces = {index: page_space(writer, index) for index in pages}
    sheets = list(_sheets(path, scratch, spaces))
    overlays, outcomes = fill_sheets(sheets, settings)
    for index, overlay in overlays.items():
        with expecting_damage():
            draw_over(writer, index, spaces[index], "".join(overlay.operators))
    sizes = {index: (space.width, space.height) for index, space in spaces.items()}
    return Filled(written_pdf(writer), "pdf", len(pages), tuple(outcomes), sizes=sizes)


def _sheets(path: Path, scratch: Path, spaces: dict[int, PageSpace]) -> Iterator[Sheet]:
    with opened_pdf(path) as pdf:
        for index, space in spaces.items():
            try:
                yield _sheet(pdf[index], index, space, scratch)
            except PdfiumError as error:
                raise damaged() from error


def _sheet(page: Any, index: int, space: PageSpace, scratch: Path) -> Sheet:  # noqa: ANN401 (pypdfium2 ships no types)
    words = pdf_words(page, space)
    if len(words) >= _FEWEST_WORDS:
        scale = _bounded(_SCALE, space)
        return sheet_of(index, words, page.render(scale=scale, grayscale=True).to_pil(), scale)
    scale = _bounded(_OCR_SCALE, space)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    return sheet_of(index, recognised_words(picture, scale, scratch), picture, scale)


def _bounded(scale: float, space: PageSpace) -> float:
    return min(scale, sqrt(_MOST_PIXELS / max(space.width * space.height, 1.0)))
