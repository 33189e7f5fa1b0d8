"""The words of a page, by the engine that suits it. PP-OCR knows few scripts: what it doubts goes to Tesseract."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2

from lineup.engine.processors.convert.layout.regions import contains
from lineup.engine.processors.convert.ocr.engine import WHEEL, Tesseract, recognise
from lineup.engine.processors.convert.ocr.ink import Picture
from lineup.engine.processors.convert.ocr.line_words import word_boxes
from lineup.engine.processors.convert.ocr.other_scripts import system_tesseract
from lineup.engine.processors.convert.ocr.paddle import TextLine, recognise_lines
from lineup.engine.processors.convert.ocr.paragraphs import paragraph_numbers
from lineup.engine.processors.convert.ocr.words import Word, mean_confidence

_DOUBTFUL = 0.6
"""What is read with less confidence than this may be of a script that the engine doesn't know."""

_PADDLE = "PP-OCRv6"


@dataclass(frozen=True)
class ReadablePage:
    """A page's picture, straight and without ruling lines, its ink, and a file beside which others may be written."""

    picture: Picture
    ink: Picture
    dpi: float
    file: Path
    seconds: float


@dataclass(frozen=True)
class Found:
    """The words of a page, and who read them."""

    words: list[Word]
    readers: tuple[str, ...]


def read_by_tesseract(page: ReadablePage) -> Found:
    """Return the words as the wheel's Tesseract reads them, or the system's where that one knows the script better.

    Raises PageUnreadableError.
    """
    file = page.file.with_suffix(".ready.pgm")
    cv2.imwrite(str(file), page.picture)
    try:
        found = _read(file, page, WHEEL)
        if _confidence(found.words) >= _DOUBTFUL:
            return found
        other = system_tesseract(file, page.seconds)
        return found if other is None else _surer(found, _read(file, page, other))
    finally:
        file.unlink()


def read_by_paddle(page: ReadablePage) -> Found:
    """Return the words as PP-OCR reads them, those of lines that it doubts as Tesseract does if that is surer."""
    lines = recognise_lines(page.picture)
    paragraphs = paragraph_numbers(line.box for line in lines)
    words = [
        list(_words_of(line, at, paragraph, page.ink))
        for at, (line, paragraph) in enumerate(zip(lines, paragraphs, strict=True))
    ]
    doubtful = [at for at, line in enumerate(lines) if line.confidence < _DOUBTFUL]
    if not doubtful:
        return Found(_in_paragraphs(words), (_PADDLE,))
    other = read_by_tesseract(page)
    replaced = {at: _replacement(lines[at], words[at], other.words) for at in doubtful}
    better = {at: found for at, found in replaced.items() if found is not None}
    chosen = [better.get(at, line) for at, line in enumerate(words)]
    return Found(_in_paragraphs(chosen), (_PADDLE, *(other.readers if better else ())))


def _read(file: Path, page: ReadablePage, tesseract: Tesseract) -> Found:
    words = recognise(file, dpi=round(page.dpi), seconds=page.seconds, tesseract=tesseract)
    return Found(words, (tesseract.label,))


def _surer(one: Found, other: Found) -> Found:
    return other if _confidence(other.words) > _confidence(one.words) else one


def _confidence(words: Sequence[Word]) -> float:
    return mean_confidence(words) or 0.0


def _words_of(line: TextLine, at: int, paragraph: int, ink: Picture) -> Iterator[Word]:
    texts = line.text.split()
    boxes = word_boxes(ink, texts, line.box) if texts else []
    for text, box in zip(texts, boxes, strict=True):
        yield Word(text, box, line.confidence, (str(paragraph), ""), str(at))


def _replacement(line: TextLine, words: list[Word], others: Sequence[Word]) -> list[Word] | None:
    """Return the other engine's words for the line, or None where it is no surer of them."""
    inside = [word for word in others if contains(line.box, word.box)]
    if _confidence(inside) <= line.confidence:
        return None
    place = words[0] if words else None
    if place is None:
        return inside
    return [
        Word(word.text, word.box, word.confidence, place.paragraph, place.line) for word in inside
    ]


def _in_paragraphs(lines: Sequence[Sequence[Word]]) -> list[Word]:
    """Return all words, paragraph by paragraph."""
    held = [line for line in lines if line]
    return [word for line in sorted(held, key=lambda line: line[0].paragraph) for word in line]
