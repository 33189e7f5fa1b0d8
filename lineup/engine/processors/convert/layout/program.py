"""Program: see the regions of pages, `{"pictures": [path]}` to `{"regions"}`, in a process of its own for its memory."""

import os

from lineup.contract.wire import JsonObject
from lineup.documents.children.serving import serve_child
from lineup.engine.processors.convert.layout.regions import regions_to_json


def see(request: JsonObject) -> JsonObject:
    """Return the regions of each picture, none for one that can't be opened."""
    import cv2  # noqa: PLC0415 (under the limits)
    import numpy as np  # noqa: PLC0415

    from lineup.engine.processors.convert.layout.model import find_regions  # noqa: PLC0415

    opened = (cv2.imread(path, cv2.IMREAD_GRAYSCALE) for path in request["pictures"])
    return regions_to_json(
        [() if one is None else find_regions(np.asarray(one, np.uint8)) for one in opened]
    )


if __name__ == "__main__":  # pragma: no cover (as a program it runs in children)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # asked at numpy's import; each thread reserves memory
    serve_child(see)
