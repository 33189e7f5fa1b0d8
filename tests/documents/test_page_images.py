import io
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from lineup.documents.children import page_images as drawing
from lineup.documents.children.page_images import MAX_DRAWN_PIXELS, MAX_DRAWN_SIDE, fitting_scale
from lineup.documents.children.serving import RefusalError
from lineup.documents.document_type import DocumentType
from lineup.documents.page_images import (
    MAX_PAGES_PER_CALL,
    MAX_WIDTH,
    PageImageError,
    render_pages,
)
from tests.documents import small_files
from tests.hostile.documents import one_page_pdf, stream

Write = Callable[[bytes], Path]
RED_CORNER = stream(b"1 0 0 rg 0 0 100 100 re f")  # the lower left of a page 100 wide and 200 high


def opened(jpeg: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(jpeg))
    assert picture.format == "JPEG"
    return picture


def drawn(
    path: Path, document_type: DocumentType, *, page: int = 0, width: int = 100
) -> Image.Image:
    """Return what the child would draw, without the child."""
    request = {"path": str(path), "document_type": document_type, "pages": [page], "width": width}
    return opened(b64decode(drawing.draw(request)["images"][0]))


def is_red(picture: Image.Image, x: float, y: float) -> bool:
    """Whether the picture is red at a place given as a share of its width and height."""
    at = (int(x * picture.width), int(y * picture.height))
    red, green, blue = picture.convert("RGB").getpixel(at)  # type: ignore[misc]
    return red > 200 and green < 80 and blue < 80


@pytest.mark.parametrize("document_type", [t for t in DocumentType if t.has_page_images])
def test_pdf_and_pictures_are_drawn_at_the_asked_width(
    document_type: DocumentType, write: Write
) -> None:
    path = write(small_files.small_file(document_type))
    [jpeg] = render_pages(path, pages=[0], width=120)
    assert opened(jpeg).size == (120, 180)


@pytest.mark.parametrize("document_type", [t for t in DocumentType if not t.has_page_images])
def test_other_types_have_no_page_images(document_type: DocumentType, write: Write) -> None:
    assert render_pages(write(small_files.small_file(document_type)), pages=[0], width=100) == []


def test_a_file_of_no_known_type_has_no_page_images(write: Write) -> None:
    assert render_pages(write(b"\0\1\2"), pages=[0], width=100) == []


def test_no_pages_asked_for_are_no_pages_drawn(write: Write) -> None:
    assert render_pages(write(small_files.pdf()), pages=[], width=100) == []


def test_pages_come_in_the_order_they_were_asked_for(write: Write) -> None:
    path = write(small_files.pdf(3))
    first, third = render_pages(path, pages=[0, 2], width=100)
    assert render_pages(path, pages=[2, 0, 0], width=100) == [third, first, first]
    assert first != third


def test_frames_are_pages(write: Write) -> None:
    path = write(small_files.image("TIFF", frames=3))
    reds = [opened(j).getpixel((5, 5))[0] for j in render_pages(path, pages=[0, 1, 2], width=40)]  # type: ignore[index]
    assert reds == pytest.approx([0, 80, 160], abs=4)


@pytest.mark.parametrize("width", [MAX_WIDTH + 1, 10**9])
def test_a_width_beyond_the_limit_is_the_limit(width: int, write: Write) -> None:
    [jpeg] = render_pages(write(small_files.pdf()), pages=[0], width=width)
    assert opened(jpeg).width == MAX_WIDTH


@pytest.mark.parametrize("width", [0, -5])
def test_a_width_of_nothing_is_one_pixel(width: int, write: Write) -> None:
    [jpeg] = render_pages(write(small_files.pdf()), pages=[0], width=width)
    assert opened(jpeg).width == 1


def test_too_many_pages_at_once_are_refused(write: Write) -> None:
    path = write(small_files.pdf())
    with pytest.raises(PageImageError, match="21 pages were asked for; at most 20 are drawn"):
        render_pages(path, pages=[0] * (MAX_PAGES_PER_CALL + 1), width=100)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [(3, "There is no page 4: the document has 3 pages."), (-1, "There is no page 0")],
)
def test_a_page_beyond_the_last_one_is_refused(page: int, sentence: str, write: Write) -> None:
    with pytest.raises(PageImageError, match=sentence):
        render_pages(write(small_files.pdf(3)), pages=[0, page], width=100)


def test_a_frame_beyond_the_only_one_is_refused(write: Write) -> None:
    with pytest.raises(RefusalError, match=r"There is no page 2: the document has 1 page\."):
        drawn(write(small_files.image("PNG")), DocumentType.PNG, page=1)


def test_a_rotated_pdf_page_is_drawn_as_a_reader_shows_it(write: Write) -> None:
    upright = one_page_pdf(RED_CORNER, box=b"0 0 100 200")
    turned = upright.replace(b"/MediaBox", b"/Rotate 90 /MediaBox")
    assert is_red(drawn(write(upright), DocumentType.PDF), 0.5, 0.9)
    picture = drawn(write(turned), DocumentType.PDF, width=200)
    assert picture.size == (200, 100)
    assert is_red(picture, 0.1, 0.5)
    assert not is_red(picture, 0.9, 0.5)


def test_what_was_filled_into_a_form_is_drawn(write: Write) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(100, 200))
    canvas.acroForm.textfield(
        x=0, y=0, width=100, height=100, fillColor=None, borderColor=None, value="WWWW", fontSize=40
    )
    canvas.showPage()
    canvas.save()
    picture = drawn(write(buffer.getvalue()), DocumentType.PDF).convert("L")
    assert min(picture.crop((0, 100, 100, 200)).tobytes()) < 128


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_taken_sideways_is_drawn_upright(image_format: str, write: Write) -> None:
    sideways = Image.new("RGB", (200, 100), "white")
    sideways.paste("red", (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: the first column is the top row
    buffer = io.BytesIO()
    sideways.save(buffer, image_format, exif=exif)
    picture = drawn(
        write(buffer.getvalue()), DocumentType(image_format.lower().replace("jpeg", "jpg"))
    )
    assert picture.size == (100, 200)
    assert is_red(picture, 0.5, 0.1)
    assert not is_red(picture, 0.5, 0.9)


def test_see_through_parts_are_drawn_white(write: Write) -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(buffer, "PNG")
    assert drawn(write(buffer.getvalue()), DocumentType.PNG).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_colour_mode_are_drawn(mode: str, write: Write) -> None:
    buffer = io.BytesIO()
    grey = Image.new("L", (50, 50), 255)
    (Image.new("I;16", (50, 50), 65_535) if mode == "I;16" else grey.convert(mode)).save(
        buffer, "TIFF"
    )
    red, green, blue = drawn(write(buffer.getvalue()), DocumentType.TIFF).getpixel((20, 20))  # type: ignore[misc]
    assert min(red, green, blue) > 250


def test_a_picture_cut_in_its_middle_is_refused(write: Write) -> None:
    whole = small_files.image("JPEG", size=(800, 800))
    with pytest.raises(RefusalError, match="The JPG image is damaged and can't be opened"):
        drawn(write(whole[: len(whole) // 2]), DocumentType.JPG)


def test_a_page_that_leads_nowhere_is_refused_by_its_number(write: Write) -> None:
    whole = small_files.pdf(2)
    second = (
        whole.rfind(b"/Type /Page\n") if b"/Type /Page\n" in whole else whole.rfind(b"/Type /Page ")
    )
    path = write(whole[:second] + b"/Type /Nope" + whole[second + 11 :])
    with pytest.raises(RefusalError, match=r"Page 2 of the PDF is damaged|no page 2"):
        drawn(path, DocumentType.PDF, page=1)


@given(
    width=st.floats(0.01, 1e7),
    height=st.floats(0.01, 1e7),
    wanted=st.integers(1, MAX_WIDTH),
)
def test_no_shape_of_page_gets_too_many_pixels(width: float, height: float, wanted: int) -> None:
    scale = fitting_scale((width, height), wanted)
    assert width * scale <= wanted * 1.001
    assert max(width, height) * scale <= MAX_DRAWN_SIDE * 1.001
    assert width * height * scale**2 <= MAX_DRAWN_PIXELS * 1.001
