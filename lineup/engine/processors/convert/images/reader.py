"""Reading a picture."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from PIL import Image

from lineup.engine.processors.convert.images.frames import (
    for_reading,
    paper_dpi,
    reading_scale,
    upright,
)
from lineup.engine.processors.convert.images.opening import frame_count, opened_image
from lineup.engine.processors.convert.images.pictures import cut_frames
from lineup.engine.processors.convert.model.blocks import Block, BlockType, Group
from lineup.engine.processors.convert.model.contents import Drawing
from lineup.engine.processors.convert.model.document import (
    Document,
    Page,
    PageKind,
    Reading,
)
from lineup.engine.processors.convert.model.numbering import numbered
from lineup.engine.processors.convert.ocr.effort import engine_of, libraries_of, limits_of
from lineup.engine.processors.convert.ocr.page_images import PageImage
from lineup.engine.processors.convert.ocr.structure import read_page_images
from lineup.engine.processors.convert.pdf.pages import pages_of, picture_key
from lineup.engine.processors.convert.request import ReadRequest, people_pages
from lineup.engine.processors.convert.versions import versions_of
from lineup.engine.processors.protocol import ProcessorError

_POINTS_PER_INCH = 72
_WHOLE = -1  # the place of the block that is the whole frame


def read_image(request: ReadRequest) -> Reading:
    """Return what the picture's frames hold. Raises ProcessorError where none can be read."""
    with opened_image(request.source) as image:
        indices = request.select_pages(frame_count(image))
        sources = read_page_images(
            _page_images(image, indices),
            request.scratch,
            engine=engine_of(request.settings.mode),
            limits=limits_of(request.seconds),
        )
        if not sources:
            message = "Reading the image took too long: upload a smaller one."
            raise ProcessorError(message)
        pages = pages_of([sources[index] for index in indices if index in sources])
        shown = tuple(page if _has_words(page) else _as_picture(page) for page in pages)
        pictures = cut_frames(image, shown) if request.settings.include_images else {}
    failed = tuple(index for index in indices if index not in sources)
    document = Document(PageKind.IMAGE, shown, failed, tuple(_warnings(failed)))
    methods = {page.method for page in shown}
    return Reading(document, pictures, versions_of("liteparse", "pillow", *libraries_of(methods)))


def _page_images(image: Image.Image, indices: Iterable[int]) -> Iterator[PageImage]:
    for index in indices:
        image.seek(index)
        frame = upright(image)
        dpi = paper_dpi(image)
        scale = reading_scale(*frame.size)
        ready = for_reading(frame, scale)
        yield PageImage(index, ready, dpi * scale, frame.size, unit=dpi / _POINTS_PER_INCH)


def _has_words(page: Page) -> bool:
    return any(not isinstance(block.content, Drawing | Group) for block in page.walk())


def _as_picture(page: Page) -> Page:
    """Return a page without any words as one that shows the frame itself."""
    drawing = Drawing(picture_key(page.index, _WHOLE))
    return replace(page, blocks=numbered([Block(BlockType.PICTURE, drawing, page.box)]))


def _warnings(failed: Sequence[int]) -> Iterator[str]:
    if failed:
        yield f"Reading failed on {people_pages(list(failed))}; the rest of the document is whole."
