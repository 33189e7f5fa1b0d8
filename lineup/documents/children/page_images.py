"""Program: draw pages, `{"path", "document_type", "pages", "width"}` to `{"images": [base64 JPEG, ...]}`."""

import io
from base64 import b64encode
from math import sqrt
from typing import TYPE_CHECKING, Any

from lineup.documents.children.images import (
    UNREADABLE,
    damaged,
    frame_count,
    open_image,
    require_size,
)
from lineup.documents.children.pdf import open_pdf
from lineup.documents.children.serving import RefusalError, serve_child
from lineup.documents.document_type import DocumentType

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_DRAWN_PIXELS = 8_000_000
"""The most pixels one drawn page has: a page of an extreme shape becomes narrower than asked."""

MAX_DRAWN_SIDE = 16_000
"""The most pixels one drawn page is high or wide; JPEG ends at 65,535."""

_JPEG_QUALITY = 80


def draw(request: dict[str, Any]) -> dict[str, Any]:
    """Return the pages' pictures in the order they were asked for. Raises RefusalError."""
    document_type = DocumentType(request["document_type"])
    draw_pages = _draw_pdf if document_type is DocumentType.PDF else _draw_frames
    return {
        "images": [
            b64encode(jpeg).decode()
            for jpeg in draw_pages(
                request["path"], document_type, pages=request["pages"], width=request["width"]
            )
        ]
    }


def fitting_scale(size: tuple[float, float], width: int) -> float:
    """Return the factor that makes a page `width` pixels wide, or less where it would get too many pixels."""
    page_width, page_height = size
    return min(
        width / page_width,
        sqrt(MAX_DRAWN_PIXELS / page_width / page_height),
        MAX_DRAWN_SIDE / max(size),
    )


def _draw_pdf(
    path: str, _document_type: DocumentType, *, pages: list[int], width: int
) -> list[bytes]:
    document = open_pdf(path)
    document.init_forms()
    _require_pages(pages, len(document))
    return [_draw_pdf_page(document, page, width) for page in pages]


def _draw_pdf_page(document: Any, number: int, width: int) -> bytes:  # noqa: ANN401 (pypdfium2 ships no types)
    import pypdfium2  # noqa: PLC0415 (loaded under the child's limits)

    try:
        page = document[number]
        scale = fitting_scale(page.get_size(), width)
        return _jpeg(page.render(scale=scale, rev_byteorder=True).to_pil())
    except pypdfium2.PdfiumError as error:
        message = f"Page {number + 1} of the PDF is damaged and can't be drawn."
        raise RefusalError(message) from error


def _draw_frames(
    path: str, document_type: DocumentType, *, pages: list[int], width: int
) -> list[bytes]:
    with open_image(path, document_type) as picture:
        try:
            _require_pages(pages, frame_count(picture))
            return [_draw_frame(picture, page, width) for page in pages]
        except UNREADABLE as error:
            raise damaged(document_type) from error


def _draw_frame(picture: "Image", number: int, width: int) -> bytes:
    from PIL import Image  # noqa: PLC0415 (loaded under the child's limits)

    picture.seek(number)
    require_size(picture)
    picture.draft("RGB", (width, width))  # a JPEG is unpacked no larger than needed
    _turn_upright(picture)
    scale = fitting_scale(picture.size, width)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    colours = picture if picture.mode == mode else picture.convert(mode)
    drawn = colours.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
    return _jpeg(_on_white(drawn))


def _turn_upright(picture: "Image") -> None:
    """Apply the orientation that a camera noted. Of TIFF Pillow does it itself; GIF has none."""
    from PIL import ImageOps  # noqa: PLC0415 (loaded under the child's limits)

    if picture.format not in {"TIFF", "GIF"}:
        ImageOps.exif_transpose(picture, in_place=True)


def _on_white(picture: "Image") -> "Image":
    """Return the picture as it looks on paper."""
    from PIL import Image  # noqa: PLC0415 (loaded under the child's limits)

    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture)
    return paper


def _jpeg(picture: "Image") -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_JPEG_QUALITY)
    return buffer.getvalue()


def _require_pages(pages: list[int], count: int) -> None:
    beyond = [page for page in pages if not 0 <= page < count]
    if beyond:
        has = "1 page" if count == 1 else f"{count:,} pages"
        message = f"There is no page {beyond[0] + 1}: the document has {has}."
        raise RefusalError(message)


if __name__ == "__main__":  # pragma: no cover (as a program it runs in children)
    serve_child(draw)
