"""The words that Tesseract found, read from its TSV."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lineup.engine.processors.convert.model.blocks import Box

_WORD_LEVEL = "5"


@dataclass(frozen=True)
class Word:
    """A word with its box in pixels, how sure the engine is of it (0 to 1), and the line and paragraph it stands in."""

    text: str
    box: Box
    confidence: float
    paragraph: tuple[str, str]
    line: str
    is_bold: bool = False


def read_tsv(lines: Iterable[str]) -> list[Word]:
    """Return the words of Tesseract's TSV, in its reading order."""
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_word(row) for row in rows if row["level"] == _WORD_LEVEL and row["text"].strip()]


def lines_of(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Yield the words line by line."""
    for _, line in groupby(words, key=lambda word: (word.paragraph, word.line)):
        yield list(line)


def mean_confidence(words: Iterable[Word]) -> float | None:
    """Return how sure the engine is of the words, weighted by their lengths; None without words."""
    weighted = [(len(word.text), word.confidence) for word in words]
    letters = sum(length for length, _ in weighted)
    if not letters:
        return None
    return round(sum(length * confidence for length, confidence in weighted) / letters, 4)


def _word(row: dict[str, str]) -> Word:
    left, top = float(row["left"]), float(row["top"])
    return Word(
        text=row["text"].strip(),
        box=(left, top, left + float(row["width"]), top + float(row["height"])),
        confidence=min(max(float(row["conf"]) / 100, 0.0), 1.0),
        paragraph=(row["block_num"], row["par_num"]),
        line=row["line_num"],
    )
