"""Program: read pictures of pages, `{"engine", "seconds", "pictures": [{"path", "dpi"}]}` to `{"readings"}`.

A process of its own: what it stands on needs a lot of memory, which a worker would never give back, and reads at a
length that only the process's end cuts short.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from lineup.contract.wire import JsonObject
from lineup.documents.children.serving import serve_child
from lineup.engine.processors.convert.ocr.page_reading import (
    OcrEngine,
    PictureFile,
    readings_to_json,
)

_MOST_AT_ONCE = 4
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT")
"""Variables that libraries ask at their import: each thread of theirs would reserve memory of its own."""


def read(request: JsonObject) -> JsonObject:
    """Return what was read on each picture, None for one that could not be read."""
    from lineup.engine.processors.convert.ocr.reading import read_picture  # noqa: PLC0415 (under the limits)

    engine = OcrEngine(request["engine"])
    pictures = [PictureFile(**picture) for picture in request["pictures"]]
    # PP-OCR has threads of its own, Tesseract none
    at_once = 1 if engine is OcrEngine.PADDLE else min(os.cpu_count() or 1, _MOST_AT_ONCE)
    with ThreadPoolExecutor(at_once) as threads:
        one = partial(read_picture, engine=engine, seconds=request["seconds"])
        return readings_to_json(list(threads.map(one, pictures)))


if __name__ == "__main__":  # pragma: no cover (as a program it runs in children)
    os.environ |= dict.fromkeys(_ONE_THREAD, "1")
    serve_child(read)
