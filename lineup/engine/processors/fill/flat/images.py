"""Pictures of forms: filled like paper, with a pen."""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter
from pypdfium2 import PdfDocument

from lineup.engine.processors.convert.images.frames import (
    for_reading,
    paper_dpi,
    reading_scale,
    upright,
)
from lineup.engine.processors.convert.images.opening import frame_count, opened_image
from lineup.engine.processors.fill.filled import Filled
from lineup.engine.processors.fill.flat.filling import fill_sheets
from lineup.engine.processors.fill.flat.overlaying import draw_over
from lineup.engine.processors.fill.flat.reading import recognised_words
from lineup.engine.processors.fill.flat.sheet import Sheet, sheet_of
from lineup.engine.processors.fill.flat.writing import Overlay
from lineup.engine.processors.fill.geometry import PageSpace
from lineup.engine.processors.fill.pages import chosen_pages
from lineup.engine.processors.fill.settings import FillSettings
from lineup.engine.processors.protocol import ProcessorError

MOST_FRAMES = 20
_POINTS_PER_INCH = 72
_CLEAR = (255, 255, 255, 0)


def fill_image(path: Path, scratch: Path, settings: FillSettings) -> Filled:
    """Return the picture with the values drawn on it, as PNG; one of several frames as a PDF of as many pages.

    Only the frames that are asked for are in it, and places count its own pages.
    """
    with opened_image(path) as image:
        pages = chosen_pages(settings, frame_count(image))
        if len(pages) > MOST_FRAMES:
            message = f"The image has {len(pages)} frames, and at most {MOST_FRAMES} are filled: name them in the page range."
            raise ProcessorError(message)
        frames = {page: _frame(image, index) for page, index in enumerate(pages)}
    sheets = list(_sheets(frames, scratch))
    overlays, outcomes = fill_sheets(sheets, settings)
    drawn = [_drawn_over(frames[each.index], each, overlays.get(each.index)) for each in sheets]
    output_format = "png" if len(drawn) == 1 else "pdf"
    sizes = {each.index: (each.width, each.height) for each in sheets}
    content = _written(drawn, output_format)
    return Filled(content, output_format, len(drawn), tuple(outcomes), sizes=sizes)


def _written(frames: list[Image.Image], output_format: str) -> bytes:
    content = io.BytesIO()
    dpi = paper_dpi(frames[0])
    if output_format == "png":
        frames[0].save(content, "PNG", dpi=(dpi, dpi))
    else:
        frames[0].save(content, "PDF", save_all=True, append_images=frames[1:], resolution=dpi)
    return content.getvalue()


def _frame(image: Image.Image, index: int) -> Image.Image:
    image.seek(index)
    frame = upright(image).convert("RGB")
    frame.info["dpi"] = image.info.get("dpi", (0, 0))
    return frame


def _sheets(frames: dict[int, Image.Image], scratch: Path) -> Iterator[Sheet]:
    for index, frame in frames.items():
        enlargement = reading_scale(*frame.size)
        picture = for_reading(frame, enlargement)
        scale = paper_dpi(frame) * enlargement / _POINTS_PER_INCH
        yield sheet_of(index, recognised_words(picture, scale, scratch), picture, scale)


def _drawn_over(frame: Image.Image, sheet: Sheet, overlay: Overlay | None) -> Image.Image:
    """Return the frame with the overlay on it, which PDFium draws as on a clear page of the frame's size."""
    if overlay is None:
        return frame
    writer = PdfWriter()
    writer.add_blank_page(sheet.width, sheet.height)
    space = PageSpace((0.0, 0.0, sheet.width, sheet.height))
    draw_over(writer, 0, space, "".join(overlay.operators))
    content = io.BytesIO()
    writer.write(content)
    pen = _rendered(content.getvalue(), frame.width / sheet.width).resize(frame.size)
    filled = frame.copy()
    filled.paste(pen.convert("RGB"), mask=pen.getchannel("A"))
    filled.info["dpi"] = frame.info["dpi"]
    return filled


def _rendered(pdf: bytes, scale: float) -> Image.Image:
    document = PdfDocument(pdf)
    try:
        bitmap = document[0].render(scale=scale, fill_color=_CLEAR, rev_byteorder=True)
        drawn: Image.Image = bitmap.to_pil().copy()
    finally:
        document.close()
    return drawn
