"""Whether a page stands on its head, by PP-OCR's classifier of text lines; one line it may misjudge, not most of many."""

import cv2
import numpy as np
from numpy.typing import NDArray

from lineup.engine.processors.convert.layout.sessions import model_session
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.ocr.ink import ENOUGH_LINES, Picture, line_boxes

_PACKAGE, _WEIGHTS = "rapidocr", "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
_HEIGHT, _WIDTH = 48, 192
_MOST_LINES = 24
_MOSTLY = 0.7


def is_upside_down(picture: Picture, ink: Picture, dpi: float) -> bool:
    """Whether most lines of the page, which run straight across it, are on their heads."""
    lines = line_boxes(ink, dpi)[:_MOST_LINES]
    if len(lines) < ENOUGH_LINES:
        return False
    crops = np.stack([_prepared(picture, line) for line in lines])
    session = model_session(_PACKAGE, _WEIGHTS)
    (answer,) = session.run(None, {session.get_inputs()[0].name: crops})
    return float(np.mean(answer[:, 1])) > _MOSTLY


def _prepared(picture: Picture, line: Box) -> NDArray[np.float32]:
    """Return the beginning of the line in the size and range that the classifier takes."""
    x0, y0, x1, y1 = (int(corner) for corner in line)
    margin = (y1 - y0) // 6
    part = picture[max(y0 - margin, 0) : y1 + margin, x0:x1]
    width = min(max(round(part.shape[1] * _HEIGHT / part.shape[0]), 1), 10 * _WIDTH)
    small = cv2.resize(part, (width, _HEIGHT))[:, :_WIDTH].astype(np.float32) / 127.5 - 1
    padded = np.zeros((3, _HEIGHT, _WIDTH), np.float32)
    padded[:, :, : small.shape[1]] = small
    return padded
