"""Pictures of pages, read into pages with blocks: told by liteparse from a layer of text, and by the pages' regions."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from liteparse import LayoutBlock, ParsedPage

from lineup.engine.processors.convert.layout.figures import rules_of_tables, with_figures
from lineup.engine.processors.convert.layout.headings import title_boxes
from lineup.engine.processors.convert.layout.regions import scaled
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.model.document import ExtractionMethod
from lineup.engine.processors.convert.model.lines import Line
from lineup.engine.processors.convert.ocr.emphasis import with_bold_titles
from lineup.engine.processors.convert.ocr.page_images import PageImage, ReadPage
from lineup.engine.processors.convert.ocr.page_reading import OcrEngine
from lineup.engine.processors.convert.ocr.places import Way
from lineup.engine.processors.convert.ocr.reader_child import ReadingLimits, read_pictures
from lineup.engine.processors.convert.ocr.recognised_lines import recognised_lines
from lineup.engine.processors.convert.ocr.text_layer import LayerPage, text_layer_pdf
from lineup.engine.processors.convert.ocr.words import mean_confidence
from lineup.engine.processors.convert.pdf.page_blocks import page_blocks
from lineup.engine.processors.convert.pdf.parsing import parse_pages
from lineup.engine.processors.convert.pdf.source_pages import SourcePage

_POINTS_PER_INCH = 72
_METHODS = {
    OcrEngine.TESSERACT: ExtractionMethod.TESSERACT,
    OcrEngine.PADDLE: ExtractionMethod.PADDLE,
}


def read_page_images(
    images: Iterable[PageImage],
    scratch: Path,
    *,
    engine: OcrEngine = OcrEngine.TESSERACT,
    limits: ReadingLimits = ReadingLimits(),  # noqa: B008 (frozen)
) -> dict[int, SourcePage]:
    """Return the pages by index; one that could not be read is left out."""
    pages = list(read_pictures(images, scratch, engine, limits))
    return structured(pages, scratch, _METHODS[engine])


def structured(
    pages: Sequence[ReadPage], scratch: Path, method: ExtractionMethod
) -> dict[int, SourcePage]:
    """Return the read pages with blocks, by index."""
    if not pages:
        return {}
    file = scratch / "text-layer.pdf"
    file.write_bytes(text_layer_pdf([_layer(page) for page in pages]))
    parsed = {page.page_num: page for page in parse_pages(file, range(len(pages))).pages}
    return {
        page.index: SourcePage(
            index=page.index,
            width=page.size[0],
            height=page.size[1],
            blocks=_blocks(page, parsed[number]) if number in parsed else (),
            method=method,
            unit=page.unit,
            confidence=mean_confidence(page.reading.words),
            readers=page.reading.readers,
            lines=_lines(page),
        )
        for number, page in enumerate(pages, start=1)
    }


def _layer(page: ReadPage) -> LayerPage:
    reading = page.reading
    words = with_bold_titles(reading.words, title_boxes(reading.regions))
    rules = rules_of_tables(reading.rules, reading.regions)
    return LayerPage(words, reading.width, reading.height, _points(page), rules)


def _blocks(page: ReadPage, parsed: ParsedPage) -> tuple[LayoutBlock, ...]:
    regions = scaled(page.reading.regions, _points(page))
    way = Way(page.reading.straightening, parsed.width, parsed.height)
    blocks = with_figures(page_blocks(parsed, regions), regions, parsed.width * parsed.height)
    return tuple(way.block(block) for block in blocks)


def _lines(page: ReadPage) -> tuple[Line, ...]:
    reading = page.reading
    way = Way(reading.straightening, reading.width, reading.height)
    unit = _points(page) * page.unit

    def place(box: Box) -> Box:
        x0, y0, x1, y1 = way.box(box)
        return (x0 * unit, y0 * unit, x1 * unit, y1 * unit)

    return recognised_lines(reading.words, place)


def _points(page: ReadPage) -> float:
    """Return how many points a pixel of the page has."""
    return _POINTS_PER_INCH / page.dpi
