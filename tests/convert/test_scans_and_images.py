"""Pages that are pictures."""

import base64
import io

import pytest
from PIL import Image

from lineup.engine.processors.protocol import ProcessorError
from tests.convert.conftest import Converter
from tests.convert.pdf_files import picture_of_text, scanned_pdf

LETTER = ("Dear Sir or Madam,", "we thank you for your letter of 12 May.", "Yours sincerely")


def encoded(image: Image.Image, file_format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return buffer.getvalue()


def test_balanced_reads_a_scanned_page(convert: Converter) -> None:
    result = convert(scanned_pdf(LETTER), mode="balanced", output_format="markdown,json").result
    assert "we thank you for your letter of 12 May." in result["markdown"]
    page = result["metadata"]["page_stats"][0]
    assert page["text_extraction_method"] == "tesseract"
    assert 0.7 < page["confidence"] <= 1
    assert result["parse_quality_score"] == round(5 * page["confidence"], 2)
    assert result["versions"]["tesseract"].startswith("5.")


def test_the_words_of_a_scan_stand_where_they_are_in_points(convert: Converter) -> None:
    result = convert(scanned_pdf(LETTER), mode="balanced", output_format="json").result
    page = result["json"]["children"][0]
    assert page["bbox"] == [0, 0, 612, 792]
    x0, y0, _, _ = page["children"][0]["bbox"]
    assert x0 == pytest.approx(80 * 72 / 200, abs=4)
    assert y0 == pytest.approx(90 * 72 / 200, abs=8)


def test_fast_leaves_a_scanned_page_unread_and_says_so(convert: Converter) -> None:
    result = convert(scanned_pdf(LETTER, LETTER)).result
    assert result["markdown"] == ""
    assert result["parse_quality_score"] == 0
    [warning] = result["metadata"]["warnings"]
    assert warning.startswith("No text on pages 1-2")
    assert "'balanced'" in warning


@pytest.mark.parametrize(
    ("file_format", "options"),
    [
        pytest.param("PNG", {}, id="PNG"),
        pytest.param("JPEG", {"quality": 90}, id="JPG"),
        pytest.param("WEBP", {"lossless": True}, id="WEBP"),
        pytest.param("GIF", {}, id="GIF"),
        pytest.param("TIFF", {"compression": "tiff_lzw"}, id="TIFF"),
    ],
)
def test_an_image_is_read_in_any_mode_and_measured_in_its_pixels(
    convert: Converter, file_format: str, options: dict[str, object]
) -> None:
    source = encoded(picture_of_text(*LETTER), file_format, **options)
    result = convert(source, output_format="markdown,json").result
    assert "we thank you for your letter" in result["markdown"]
    page = result["json"]["children"][0]
    assert page["bbox"] == pytest.approx([0, 0, 1240, 800], abs=0.1)
    assert page["children"][0]["bbox"][0] == pytest.approx(80, abs=10)
    assert result["metadata"]["page_kind"] == "image"


def test_each_frame_of_a_tiff_is_a_page(convert: Converter) -> None:
    first, second, third = (picture_of_text(f"Frame {name} here") for name in ("one", "two", "six"))
    source = encoded(first, "TIFF", save_all=True, append_images=[second, third])
    result = convert(source, page_range="0,2", paginate=True).result
    assert result["markdown"].split() == [
        "{0}------------------------------------------------",
        *("Frame", "one", "here"),
        "{2}------------------------------------------------",
        *("Frame", "six", "here"),
    ]


def test_transparency_is_read_as_white(convert: Converter) -> None:
    opaque = picture_of_text("Black on nothing").convert("RGBA")
    opaque.putalpha(opaque.convert("L").point(lambda value: 255 - value))
    assert "Black on nothing" in convert(encoded(opaque, "PNG")).result["markdown"]


def test_an_image_that_is_turned_by_its_camera_is_read_upright(convert: Converter) -> None:
    turned = picture_of_text("Turned by the camera").rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    source = encoded(turned, "JPEG", exif=exif.tobytes(), quality=95)
    assert "Turned by the camera" in convert(source).result["markdown"]


def test_an_image_without_words_is_one_picture(convert: Converter) -> None:
    source = encoded(Image.new("RGB", (300, 200), "navy"), "PNG")
    result = convert(source, output_format="markdown,chunks").result
    assert result["markdown"] == "![](_page_0_Picture_0.jpeg)"
    [chunk] = result["chunks"]["blocks"]
    assert chunk["bbox"] == [0, 0, 300, 200]
    assert list(chunk["images"]) == ["/page/0/Picture/0"]


def test_a_large_picture_is_shown_smaller(convert: Converter) -> None:
    source = encoded(Image.new("RGB", (3_200, 800), "navy"), "PNG")
    [picture] = convert(source).result["images"].values()
    assert Image.open(io.BytesIO(base64.b64decode(picture))).size == (1_600, 400)


def test_a_damaged_image_is_an_error_that_says_so(convert: Converter) -> None:
    whole = encoded(picture_of_text(*LETTER), "PNG")
    with pytest.raises(ProcessorError, match=r"This image is damaged or incomplete"):
        convert(whole[: len(whole) // 2])


def test_an_image_that_unpacks_to_too_much_is_an_error_that_says_so(
    convert: Converter, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = encoded(Image.new("1", (9_500, 9_500)), "PNG")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)  # as after frames were counted
    with pytest.raises(ProcessorError, match=r"unpacks to more than 89 million pixels"):
        convert(bomb)
