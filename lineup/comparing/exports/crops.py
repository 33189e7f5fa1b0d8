"""Pictures of where the heaviest differences stand on their pages, as data URIs."""

import io
import tempfile
from base64 import b64encode
from pathlib import Path

from PIL import Image, ImageDraw

from lineup.compare.differences import Difference, Reading
from lineup.comparing.reading_model import ComparisonReading, ReadDocument
from lineup.contract.results import Box
from lineup.documents.page_images import PageImageError, render_pages
from lineup.workspace.errors import UnknownError
from lineup.workspace.opening import Workspace

MOST_CROPS = 12
"""How many differences get a picture."""

_WIDTH = 1_000
_MARGIN = 60
_QUALITY = 70


def page_crops(workspace: Workspace, reading: ComparisonReading) -> dict[str, str]:
    """Return pictures of the heaviest differences that have a box on a page, by their ids.

    Only of documents that the workspace has; what can't be drawn is left out.
    """
    found = [
        (one.weight, one, read)
        for read in reading.documents
        if read.known and not read.known.deleted
        for one in read.measured.comparison.differences
        if any(reading.box and reading.page is not None for reading in one.readings)
    ]
    found.sort(key=lambda item: -item[0])
    crops: dict[str, str] = {}
    for _, one, read in found[:MOST_CROPS]:
        picture = _crop(workspace, read, one)
        if picture:
            crops[one.id] = f"data:image/jpeg;base64,{b64encode(picture).decode()}"
    return crops


def _crop(workspace: Workspace, read: ReadDocument, one: Difference) -> bytes | None:
    at, told = next(
        (at, told) for at, told in enumerate(one.readings) if told.box and told.page is not None
    )
    if told.page is None:
        return None
    page = read.places[at].pages.get(told.page)
    if page is None:
        return None
    with tempfile.TemporaryDirectory(prefix="lineup-crops-") as folder:
        path = Path(folder) / "document"
        try:
            workspace.documents.write_to(read.document.key, path)
            images = render_pages(path, pages=[told.page], width=_WIDTH)
        except (UnknownError, PageImageError, OSError):
            return None
    return _cut(images[0], told, page) if images else None


def _cut(image: bytes, told: Reading, page: Box) -> bytes | None:
    """Return the part of a page around a reading's box, with the box drawn."""
    box = told.box or page
    with Image.open(io.BytesIO(image)) as picture:
        across, down = page[2] - page[0], page[3] - page[1]
        x, y = picture.width / across, picture.height / down
        left, right = sorted((_within(box[0] - page[0], across), _within(box[2] - page[0], across)))
        top, bottom = sorted((_within(box[1] - page[1], down), _within(box[3] - page[1], down)))
        frame = (left * x, top * y, right * x, bottom * y)
        ImageDraw.Draw(picture).rectangle(frame, outline=(200, 60, 20), width=3)
        height = (max(frame[1] - _MARGIN, 0), min(frame[3] + _MARGIN, picture.height))
        cut = picture.crop(
            (0, int(height[0]), picture.width, max(int(height[1]), int(height[0]) + 1))
        )
        stream = io.BytesIO()
        cut.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _within(value: float, most: float) -> float:
    return min(max(value, 0.0), most)
