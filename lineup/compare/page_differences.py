"""The differences of one page: hunks of words, blocks that moved, and how the same words are set."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lineup.compare.blocks import TextPage
from lineup.compare.comparison import Options
from lineup.compare.differences import Difference, Place, Reading
from lineup.compare.forms import keys_of, rules_needed
from lineup.compare.hunks import page_hunks
from lineup.compare.kinds import Kind, State
from lineup.compare.markup import markup_changes
from lineup.compare.page_alignment import PageAlignment, align_page
from lineup.compare.page_words import PageWords
from lineup.compare.text_moves import TextMoves
from lineup.compare.weights import WEIGHTS, words_weight

_SIGNS = re.compile(r"[\W_]+")
_ANCHOR_WORDS = 8


@dataclass(frozen=True)
class Sides:
    """One page that all sides have, and which blocks went to other pages."""

    number: int | None
    pages: Sequence[PageWords]
    moves: TextMoves

    @cached_property
    def alignments(self) -> list[PageAlignment]:
        """How the page of each side but the first aligns with the first's."""
        return [
            align_page(self.pages[0], page, self.moves.gone(side, self.number))
            for side, page in enumerate(self.pages[1:], start=1)
        ]


def lone_page(document: str, number: int | None, pages: Sequence[TextPage | None]) -> Difference:
    """Return the difference that some sides lack a page."""
    readings = tuple(
        Reading(State.ABSENT)
        if page is None
        else Reading(
            State.VALUE,
            " ".join(word for block in page.blocks for word in block.words),
            "page",
            page=number,
        )
        for page in pages
    )
    return Difference(document, Kind.PAGE, Place(number), readings, weight=WEIGHTS[Kind.PAGE])


@dataclass
class PageReader:
    """Makes the differences of one page."""

    document: str
    options: Options
    sides: Sides

    def differences(self) -> Iterator[Difference]:
        """Yield what differs in the words, then what moved, then what is set differently."""
        yield from self._hunks()
        yield from self._moved()
        if self.options.with_markup:
            yield from self._markup()

    def _hunks(self) -> Iterator[Difference]:
        for hunk in page_hunks(self.sides.pages[0], self.sides.alignments):
            told = list(zip(self.sides.pages, hunk.positions, strict=True))
            texts = [page.text(positions) for page, positions in told]
            if rules_needed(texts, self.options.text_rules) is None:
                keys = keys_of(texts, self.options.text_rules)
                blocks = [
                    _block_at(page, positions[0] if positions else at)
                    for (page, positions), at in zip(told, hunk.at, strict=True)
                ]
                readings = [
                    _block_reading(*one)
                    for one in zip(self.sides.pages, blocks, texts, keys, strict=True)
                ]
                weight = words_weight(Kind.TEXT, texts)
                yield self._difference(
                    Kind.TEXT, hunk.anchor, readings, weight, hunk.before, hunk.after
                )

    def _moved(self) -> Iterator[Difference]:
        """Yield each block of the first side that stands elsewhere on others."""
        places: dict[int, dict[int, tuple[int | None, int]]] = {}
        for side, alignment in enumerate(self.sides.alignments, start=1):
            for block, other in alignment.moved:
                places.setdefault(block, {})[side] = self.sides.number, other
            for move in self.sides.moves.moves[side]:
                if move.page == self.sides.number:
                    places.setdefault(move.block, {})[side] = move.other_page, move.other_block
        for block, elsewhere in sorted(places.items()):
            yield self._move(self.sides.pages[0], block, elsewhere)

    def _move(
        self, first: PageWords, block: int, elsewhere: dict[int, tuple[int | None, int]]
    ) -> Difference:
        told = [_block_reading(first, block, " ".join(first.blocks[block].words), "")]
        anchors = [_squashed(first, block)]
        for side in range(1, len(self.sides.pages)):
            if side not in elsewhere:
                told.append(told[0])
                continue
            number, other = elsewhere[side]
            page = self.sides.moves.words[side][number]
            text = " ".join(page.blocks[other].words)
            told.append(_block_reading(page, other, text, f"{number}:{other}"))
            anchors.append(_squashed(page, other))
        return self._difference(Kind.MOVED, min(anchors), told, WEIGHTS[Kind.MOVED])

    def _markup(self) -> Iterator[Difference]:
        first = self.sides.pages[0]
        changes: dict[int, dict[int, tuple[int, str, str]]] = {}
        for side, alignment in enumerate(self.sides.alignments, start=1):
            page = self.sides.pages[side]
            for block, other, before, after in markup_changes(first, page, alignment):
                changes.setdefault(block, {})[side] = other, before, after
        for block, by_side in sorted(changes.items()):
            yield self._marked(first, block, by_side)

    def _marked(
        self, first: PageWords, block: int, by_side: dict[int, tuple[int, str, str]]
    ) -> Difference:
        own = next(iter(by_side.values()))[1]
        told = [_block_reading(first, block, own, own)]
        anchors = [_squashed(first, block)]
        for side in range(1, len(self.sides.pages)):
            page = self.sides.pages[side]
            other, _, after = by_side.get(side, (None, "", own))
            told.append(_block_reading(page, other, after, after))
            if other is not None:
                anchors.append(_squashed(page, other))
        return self._difference(Kind.MARKUP, min(anchors), told, WEIGHTS[Kind.MARKUP])

    def _difference(
        self,
        kind: Kind,
        anchor: str,
        readings: Sequence[Reading],
        weight: float,
        before: str = "",
        after: str = "",
    ) -> Difference:
        pages = [reading.page for reading in readings if reading.page is not None]
        number = min(pages, default=self.sides.number)
        place = Place(number, anchor=anchor)
        return Difference(self.document, kind, place, tuple(readings), before, after, weight=weight)


def _block_at(page: PageWords, position: int) -> int | None:
    """Return the block that a word stands in, or would stand in; None on a page without any."""
    return min(page.block_at(position), len(page.blocks) - 1) if page.blocks else None


def _block_reading(page: PageWords, block: int | None, text: str, key: str) -> Reading:
    stands = None if block is None else page.blocks[block]
    return Reading(
        State.VALUE if text else State.ABSENT,
        text,
        key,
        page=page.page,
        block=stands.block if stands else None,
        box=stands.box if stands else None,
    )


def _squashed(page: PageWords, block: int) -> str:
    return _SIGNS.sub("", " ".join(page.blocks[block].words[:_ANCHOR_WORDS])).casefold()
