"""What the layout model sees on digital pages."""

import logging
import time
from collections.abc import Sequence
from pathlib import Path

from pypdfium2 import PdfDocument

from lineup.documents.child import ChildError, ChildLimits, run_in_child
from lineup.engine.processors.convert.layout.regions import Region, regions_from_json, scaled
from lineup.engine.processors.convert.pdf.drawing import draw_small

_log = logging.getLogger(__name__)

_PROGRAM = "lineup.engine.processors.convert.layout.program"
_MEMORY_BYTES = 2 << 30
_BATCH = 24  # pages that share the program's start
_BATCH_SECONDS = 60.0

PageRegions = dict[int, tuple[Region, ...]]
"""Regions in points, by the 0-based page."""


def see_pages(
    pdf: PdfDocument, indices: Sequence[int], scratch: Path, seconds: float
) -> PageRegions:
    """Return what is seen on the pages in so many seconds; a page that was not seen is left out."""
    deadline = time.monotonic() + seconds
    seen: PageRegions = {}
    for start in range(0, len(indices), _BATCH):
        left = min(deadline - time.monotonic(), _BATCH_SECONDS)
        if left <= 0:
            break
        seen |= _see(pdf, indices[start : start + _BATCH], scratch, left)
    return seen


def _see(pdf: PdfDocument, indices: Sequence[int], scratch: Path, seconds: float) -> PageRegions:
    files = {index: scratch / f"small-{index}.pgm" for index in indices}
    scales = {}
    for index, file in files.items():
        picture, scales[index] = draw_small(pdf, index)
        picture.save(file)
    request = {"pictures": [str(file) for file in files.values()]}
    try:
        answer = run_in_child(_PROGRAM, request, limits=ChildLimits(seconds, _MEMORY_BYTES))
    except ChildError as error:
        _log.warning("the layout of %d pages was not seen: %s %s", len(files), error, error.trace)
        return {}
    finally:
        for file in files.values():
            file.unlink()
    regions = zip(indices, regions_from_json(answer), strict=True)
    return {index: scaled(found, 1 / scales[index]) for index, found in regions}
