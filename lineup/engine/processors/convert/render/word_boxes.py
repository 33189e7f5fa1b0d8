"""The boxes of words in HTML: each word of a block in a `span` that tells where it stands."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lineup.engine.processors.convert.model.blocks import Block, Box
from lineup.engine.processors.convert.model.lines import LineWord
from lineup.engine.processors.convert.render.inline_html import text_html
from lineup.engine.processors.convert.render.places import box_attribute

_WORD = re.compile(r"\S+")
_SLACK = 2.0  # of the page's unit: how far a word may stand out of its block


@dataclass(frozen=True)
class BoxedWords:
    """The places of words that are still to be written, by the words; each is used once, in reading order."""

    places: dict[str, deque[Box]]

    def html(self, text: str) -> str:
        """Return the text as HTML, each word that a place is known of in a `span` with it."""
        return "".join(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[str]:
        at = 0
        for match in _WORD.finditer(text):
            yield text_html(text[at : match.start()])
            at = match.end()
            box = self._next(match[0])
            word = text_html(match[0])
            yield word if box is None else f"<span{box_attribute(box)}>{word}</span>"
        yield text_html(text[at:])

    def _next(self, word: str) -> Box | None:
        places = self.places.get(word)
        return places.popleft() if places else None


def boxed_words(words: Iterable[LineWord], block: Block) -> BoxedWords:
    """Return the words that stand in the block."""
    places: defaultdict[str, deque[Box]] = defaultdict(deque)
    for word in words:
        if block.box is not None and _is_inside(word.box, block.box):
            places[word.text].append(word.box)
    return BoxedWords(places)


def _is_inside(word: Box, block: Box) -> bool:
    across, down = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return (
        block[0] - _SLACK <= across <= block[2] + _SLACK
        and block[1] - _SLACK <= down <= block[3] + _SLACK
    )
