"""Reading a PDF."""

from collections.abc import Iterator, Mapping, Sequence

from liteparse import ParsedPage
from pypdfium2 import PdfDocument

from lineup.engine.processors.convert.layout.pages import PageRegions, see_pages
from lineup.engine.processors.convert.layout.regions import Region
from lineup.engine.processors.convert.model.document import (
    Document,
    ExtractionMethod,
    PageKind,
    Reading,
)
from lineup.engine.processors.convert.model.merging import merged_pages
from lineup.engine.processors.convert.ocr.effort import libraries_of
from lineup.engine.processors.convert.pdf.code_blocks import is_typed
from lineup.engine.processors.convert.pdf.figures import cut_figures
from lineup.engine.processors.convert.pdf.opening import damaged, opened_pdf
from lineup.engine.processors.convert.pdf.outline import read_outline, with_outline
from lineup.engine.processors.convert.pdf.page_blocks import page_blocks
from lineup.engine.processors.convert.pdf.pages import pages_of
from lineup.engine.processors.convert.pdf.parsing import parse_pages, parse_pages_with_verdicts
from lineup.engine.processors.convert.pdf.scans import is_scan, is_unread, read_scans
from lineup.engine.processors.convert.pdf.source_pages import SourcePage
from lineup.engine.processors.convert.pdf.text_lines import text_lines
from lineup.engine.processors.convert.request import ReadRequest, people_pages
from lineup.engine.processors.convert.settings import Mode
from lineup.engine.processors.convert.versions import versions_of

_LOOKING = 0.2  # of a step's time, for the layout of digital pages

_Sources = dict[int, SourcePage]
"""Pages in liteparse's blocks by their 0-based index; one that failed is not among them."""


def read_pdf(request: ReadRequest) -> Reading:
    """Return what the PDF holds. Raises ProcessorError where it can't be opened or no page of it can be read."""
    with opened_pdf(request.source) as pdf:
        indices = request.select_pages(len(pdf))
        sources = _sources(request, pdf, indices)
        if not sources:
            raise damaged()
        held = [sources[index] for index in indices if index in sources]
        pages = pages_of(with_outline(held, read_outline(pdf)))
        if request.settings.merge_cross_page:
            pages = merged_pages(pages)
        pictures = cut_figures(pdf, pages) if request.settings.include_images else {}
    failed = tuple(index for index in indices if index not in sources)
    document = Document(PageKind.PAGE, pages, failed, tuple(_warnings(sources, failed)))
    return Reading(document, pictures, _versions(sources, request.settings.mode))


def _sources(request: ReadRequest, pdf: PdfDocument, indices: Sequence[int]) -> _Sources:
    if request.settings.mode is Mode.FAST:
        parsed = parse_pages(request.source, indices)
        return _read_digital(parsed.pages, pdf, {})
    parsed = parse_pages_with_verdicts(request.source, indices)
    scans = {page.page_num - 1 for page in parsed.pages if is_scan(page, pdf)}
    digital = [page for page in parsed.pages if page.page_num - 1 not in scans]
    seen = _seen(request, pdf, [page.page_num - 1 for page in digital if page.text_items])
    read = read_scans(pdf, sorted(scans), request)
    return _read_digital(digital, pdf, seen) | read


def _read_digital(
    pages: Sequence[ParsedPage], pdf: PdfDocument, seen: Mapping[int, Sequence[Region]]
) -> _Sources:
    has_code = not is_typed(pages)
    return {
        page.page_num - 1: _source(page, pdf, seen.get(page.page_num - 1, ()), has_code=has_code)
        for page in pages
    }


def _seen(request: ReadRequest, pdf: PdfDocument, indices: Sequence[int]) -> PageRegions:
    """Return what the layout model sees on digital pages, which only `accurate` asks for."""
    if request.settings.mode is not Mode.ACCURATE:
        return {}
    return see_pages(pdf, indices, request.scratch, _LOOKING * request.seconds)


def _source(
    page: ParsedPage, pdf: PdfDocument, regions: Sequence[Region], *, has_code: bool
) -> SourcePage:
    method = ExtractionMethod.PDFTEXT if page.text_items else ExtractionMethod.NONE
    return SourcePage(
        index=page.page_num - 1,
        width=page.width,
        height=page.height,
        blocks=page_blocks(page, regions, has_code=has_code),
        method=method,
        is_unread=is_unread(page, pdf),
        lines=text_lines(page.text_items),
    )


def _warnings(sources: _Sources, failed: Sequence[int]) -> Iterator[str]:
    unread = [index for index, page in sorted(sources.items()) if page.is_unread]
    if unread:
        yield (
            f"No text on {people_pages(unread)}: what is there is a picture. "
            "The mode 'balanced' reads such pages."
        )
    if failed:
        yield f"Reading failed on {people_pages(list(failed))}; the rest of the document is whole."


def _versions(sources: _Sources, mode: Mode) -> dict[str, str]:
    looked = ("rapid-layout",) if mode is Mode.ACCURATE else ()
    methods = {page.method for page in sources.values()}
    return versions_of("liteparse", "pypdfium2", *looked, *libraries_of(methods))
