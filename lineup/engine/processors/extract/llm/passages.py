"""A document as passages: pieces of text that fit into a question, each with its page and its block."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.model.contents import Grid
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.convert.model.inline import plain_text
from lineup.engine.processors.convert.quality import block_text
from lineup.engine.processors.convert.render.scene import block_id

_LONGEST = 3_000
"""A longer block is several passages: one table must not take a question's whole place."""

_START_SHARE = 0.25
"""How much of the place goes to the document's beginning, which says what it is, whatever is asked."""

_SATURATION, _LENGTH_WEIGHT = 1.5, 0.75  # k1 and b of BM25, as usual
_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]{2,}|\d+")


@dataclass(frozen=True)
class Passage:
    """Text of one block of a 0-based page."""

    page: int
    block_id: str
    text: str

    @cached_property
    def words(self) -> Counter[str]:
        """Its words, folded."""
        return Counter(words_of(self.text))

    @cached_property
    def flat(self) -> str:
        """Its text on one line."""
        return " ".join(self.text.split())

    @cached_property
    def folded(self) -> str:
        """Its letters and digits alone."""
        return folded(self.text)


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Return all text of the document in reading order."""
    return tuple(
        Passage(page.index, block_id(page, block), text)
        for page in document.pages
        for block in page.walk()
        if not block.children
        for text in _pieces(_text(block))
    )


def folded(text: str) -> str:
    """Return the text without case, spaces and signs."""
    return _SIGNS.sub("", text.casefold())


def words_of(text: str) -> list[str]:
    """Return the text's words and numbers, folded."""
    return [word.casefold() for word in _WORD.findall(text)]


def select(passages: Sequence[Passage], query: Iterable[str], characters: int) -> list[Passage]:
    """Return the passages that fit: all if they do, else the beginning and what answers the query best, in order."""
    if _length(passages) <= characters:
        return list(passages)
    scores = _scores(passages, set(query))
    chosen = set(_taken(range(len(passages)), passages, int(characters * _START_SHARE)))
    ranked = sorted(range(len(passages)), key=lambda index: -scores[index])
    left = characters - _length([passages[index] for index in chosen])
    chosen |= set(_taken((index for index in ranked if index not in chosen), passages, left))
    return [passages[index] for index in sorted(chosen)]


def page_chunks(passages: Sequence[Passage], characters: int) -> list[list[Passage]]:
    """Return the passages in chunks of whole pages as far as these fit, for what is gathered page by page."""
    chunks: list[list[Passage]] = []
    for passage in passages:
        last = chunks[-1] if chunks else []
        is_full = _length([*last, passage]) > characters
        if not last or is_full:
            carried = _carried(last, passage, characters) if is_full else []
            if carried:
                del last[-len(carried) :]
            chunks.append([*carried, passage])
        else:
            last.append(passage)
    return [chunk for chunk in chunks if chunk]


def written(passages: Iterable[Passage]) -> str:
    """Return the passages as they stand in a question, with their pages as people count them."""
    lines: list[str] = []
    page = None
    for passage in passages:
        if passage.page != page:
            page = passage.page
            lines.append(f"[page {page + 1}]")
        lines.append(passage.text)
    return "\n".join(lines)


def _carried(last: Sequence[Passage], passage: Passage, characters: int) -> list[Passage]:
    """Return what of the same page goes over to the next chunk with the passage, if that leaves the last one anything."""
    same = [each for each in last if each.page == passage.page]
    is_alone = len(same) == len(last)
    return [] if is_alone or _length([*same, passage]) > characters else same


def _taken(indices: Iterable[int], passages: Sequence[Passage], characters: int) -> Iterator[int]:
    left = characters
    for index in indices:
        length = _length([passages[index]])
        if length <= left:
            left -= length
            yield index


def _scores(passages: Sequence[Passage], query: set[str]) -> list[float]:
    """Return how well each passage answers the query (BM25)."""
    count = len(passages)
    mean = max(sum(passage.words.total() for passage in passages) / count, 1.0)
    found_in = {word: sum(1 for passage in passages if word in passage.words) for word in query}
    weights = {
        word: log(1 + (count - found + 0.5) / (found + 0.5)) for word, found in found_in.items()
    }
    return [
        sum(
            weight * _saturated(passage.words[word], passage.words.total() / mean)
            for word, weight in weights.items()
            if word in passage.words
        )
        for passage in passages
    ]


def _saturated(count: int, relative_length: float) -> float:
    norm = 1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * relative_length
    return count * (_SATURATION + 1) / (count + _SATURATION * norm)


def _length(passages: Iterable[Passage]) -> int:
    return sum(len(passage.text) + 1 for passage in passages)


def _text(block: Block) -> str:
    if not isinstance(block.content, Grid):
        return block_text(block)
    rows: dict[int, list[str]] = {}
    for cell in block.content.cells:
        rows.setdefault(cell.row, []).append(" ".join(plain_text(cell.runs).split()))
    return "\n".join(" | ".join(cells) for _, cells in sorted(rows.items()))


def _pieces(text: str) -> Iterator[str]:
    """Yield the text, a long one in pieces that end with a line where they can."""
    rest = text.strip()
    while len(rest) > _LONGEST:
        end = rest.rfind("\n", 1, _LONGEST)
        end = _LONGEST if end < 0 else end
        yield rest[:end].strip()
        rest = rest[end:].strip()
    if rest:
        yield rest
