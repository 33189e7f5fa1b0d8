"""Filling a form in process, and looking at what came out."""

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from lineup.contract.wire import JsonObject
from lineup.engine.processors.convert.ocr.engine import recognise
from lineup.engine.processors.fill import Fill
from lineup.engine.processors.protocol import StepTask

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Outcome:
    """A result of fill, with the form as it was."""

    result: JsonObject
    before: bytes
    folder: Path

    @property
    def content(self) -> bytes:
        return base64.b64decode(self.result["output_base64"])

    @property
    def fields(self) -> dict[str, JsonObject]:
        return {each["key"]: each for each in self.result["metadata"]["fill"]["fields"]}

    @property
    def warnings(self) -> list[str]:
        told: list[str] = self.result["metadata"]["warnings"]
        return told

    def picture(self, page: int = 0) -> Image.Image:
        """Return the filled page as it is seen, 2 pixels to a point."""
        return seen(self.content, page)

    def changed(self) -> list[Box]:
        """Return where the first page looks different now, in points."""
        difference = ImageChops.difference(seen(self.before), self.picture()).convert("L")
        box = difference.point(lambda value: 255 if value > 40 else 0).getbbox()
        return [] if box is None else [tuple(part / 2 for part in box)]  # type: ignore[list-item]

    def is_changed(self, box: Box) -> bool:
        """Whether something was drawn into the box."""
        area = tuple(round(2 * part) for part in box)
        difference = ImageChops.difference(seen(self.before).crop(area), self.picture().crop(area))  # type: ignore[arg-type]
        return (
            difference.convert("L").point(lambda value: 255 if value > 60 else 0).getbbox()
            is not None
        )

    def read(self, page: int = 0) -> str:
        """Return what OCR reads on the filled page."""
        file = self.folder / "filled.pgm"
        picture = self.picture(page)
        picture.convert("L").resize((picture.width * 2, picture.height * 2)).save(file)
        return " ".join(word.text for word in recognise(file, dpi=288))


def seen(content: bytes, page: int = 0) -> Image.Image:
    """Return a page of a PDF, or a picture, 2 pixels to a point."""
    if not content.startswith(b"%PDF"):
        return Image.open(io.BytesIO(content)).convert("RGB")
    pdf = pypdfium2.PdfDocument(content)
    pdf.init_forms()
    try:
        picture: Image.Image = pdf[page].render(scale=2).to_pil().convert("RGB")
    finally:
        pdf.close()
    return picture


FillForm = Callable[..., Outcome]


@pytest.fixture
def fill(tmp_path: Path) -> FillForm:
    """Fill a form with values given by keyword; `settings` holds other settings."""

    def run(
        content: bytes,
        values: JsonObject,
        settings: JsonObject | None = None,
        page_range: str | None = None,
    ) -> Outcome:
        source = tmp_path / "form"
        source.write_bytes(content)
        data: dict[str, Any] = {
            key: value if isinstance(value, dict) else {"value": value}
            for key, value in values.items()
        }
        task = StepTask(
            source=source,
            filename="form.pdf",
            settings={"field_data": data} | (settings or {}),
            scratch=tmp_path,
            page_range=page_range,
        )
        return Outcome(Fill().run(task).result, content, tmp_path)

    return run
