"""PP-OCRv6 through rapidocr: Latin, Greek, Chinese and Japanese, better and slower than Tesseract."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from rapidocr import RapidOCR
from rapidocr.main import RapidOCRError
from rapidocr.utils.process_img import map_boxes_to_original

from lineup.engine.processors.convert.layout.sessions import thread_count, weights_file
from lineup.engine.processors.convert.model.blocks import Box
from lineup.engine.processors.convert.ocr.ink import Picture

_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"


@dataclass(frozen=True)
class TextLine:
    """A line of text with its box in pixels, which leaves some room around the ink, and how sure the model is of it."""

    text: str
    box: Box
    confidence: float


def recognise_lines(picture: Picture) -> list[TextLine]:
    """Return the lines on the picture of a page, from top to bottom; the text of one may be empty or wrong."""
    colours = np.repeat(picture[:, :, None], 3, axis=2)
    engine = _engine()
    try:
        return list(_lines(engine, colours))
    except RapidOCRError:  # nothing that looks like text
        return []


def _lines(engine: RapidOCR, colours: Picture) -> Iterator[TextLine]:
    height, width = colours.shape[:2]
    sized, changes = engine.preprocess_img(colours)
    crops, detected = engine.detect_and_crop(sized, changes)
    recognised = engine.recognize_txt(crops)
    corners_of = map_boxes_to_original(np.asarray(detected.boxes), changes, height, width)
    texts = zip(recognised.txts or (), recognised.scores or (), strict=True)
    for corners, (text, confidence) in zip(corners_of, texts, strict=True):
        (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
        yield TextLine(
            text.strip(), (float(x0), float(y0), float(x1), float(y1)), float(confidence)
        )


@cache
def _engine() -> RapidOCR:
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_cls": False,  # it turns good lines over: ten times as many errors
            "Det.model_path": str(weights_file("rapidocr", _DETECTION)),
            "Rec.model_path": str(weights_file("rapidocr", _RECOGNITION)),
            "EngineConfig.onnxruntime.intra_op_num_threads": thread_count(),
        }
    )
