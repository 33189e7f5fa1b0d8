"""Pictures of the regression set."""

import io

from tests.convert.pdf_files import picture_of_text
from tests.convert.regression.case import OCR, Case
from tests.convert.regression.pdf_cases import BALANCED


def picture(kind: str, *lines: str) -> bytes:
    buffer = io.BytesIO()
    picture_of_text(*lines, size=(1240, 600)).save(buffer, kind)
    return buffer.getvalue()


def png() -> bytes:
    return picture("PNG", "Delivery note 7", "Forty nuts of steel")


def jpg() -> bytes:
    return picture("JPEG", "Receipt 12", "Paid in cash")


def webp() -> bytes:
    return picture("WEBP", "Order 2024", "Six long screws")


def gif() -> bytes:
    return picture("GIF", "Reminder", "Please pay by Friday")


def tiff() -> bytes:
    frames = [picture_of_text(text, size=(1240, 400)) for text in ("First frame", "Second frame")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


CASES = (
    Case("picture-png", png, BALANCED, OCR),
    Case("picture-jpg", jpg, BALANCED, OCR),
    Case("picture-webp", webp, BALANCED, OCR),
    Case("picture-gif", gif, BALANCED, OCR),
    Case("picture-tiff-frames", tiff, BALANCED, OCR),
)
