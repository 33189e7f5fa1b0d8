"""What differs between the sides' texts: page by page, words apart from markup, tables cell by cell, moved blocks as moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lineup.compare.blocks import TABLE, TextBlock, TextPage
from lineup.compare.comparison import Options, PageScore, TableScore
from lineup.compare.differences import Difference, numbered
from lineup.compare.page_differences import PageReader, Sides, lone_page
from lineup.compare.page_scores import score_page
from lineup.compare.page_words import PageWords, WordKeys, page_words
from lineup.compare.table_matching import match_tables
from lineup.compare.tables import Table, diff_table
from lineup.compare.text_moves import TextMoves


@dataclass(frozen=True)
class TextDiff:
    """What differs between the sides' texts, in page order, and each side's scores against the first (whose own are empty)."""

    differences: tuple[Difference, ...]
    pages: tuple[tuple[PageScore, ...], ...]
    tables: tuple[tuple[TableScore, ...], ...]


def diff_text(
    document: str, sides: Sequence[Sequence[TextPage]], options: Options | None = None
) -> TextDiff:
    """Return what differs between the texts of two to four sides, read by `views.read_pages`.

    Pages are compared by their number; a text without pages is one page. Markup is compared if the options say so.
    """
    return _Texts(document, [_by_number(pages) for pages in sides], options or Options()).diff()


def _by_number(pages: Sequence[TextPage]) -> dict[int | None, TextPage]:
    """Return the pages by number; what claims the same number is one page."""
    numbered: dict[int | None, TextPage] = {}
    for page in pages:
        earlier = numbered.get(page.page)
        blocks = (*earlier.blocks, *page.blocks) if earlier else page.blocks
        numbered[page.page] = TextPage(page.page, blocks)
    return numbered


@dataclass
class _Texts:
    document: str
    sides: Sequence[Mapping[int | None, TextPage]]
    options: Options
    tables: list[list[TableScore]] = field(default_factory=list)

    def diff(self) -> TextDiff:
        keys = WordKeys(self.options.text_rules)
        scores = self._scores(keys)
        self.tables = [[] for _ in self.sides]
        found: dict[int | None, list[Difference]] = {}
        words: list[dict[int | None, PageWords]] = [{} for _ in self.sides]
        for number in self._numbers():
            pages = [side.get(number) for side in self.sides]
            if None in pages:
                found[number] = [lone_page(self.document, number, pages)]
            else:
                found[number] = list(
                    self._tables(number, [page for page in pages if page], words, keys)
                )
        moves = TextMoves.between(words)
        for number in words[0]:
            sides = Sides(number, [own[number] for own in words], moves)
            found[number].extend(PageReader(self.document, self.options, sides).differences())
        return TextDiff(
            tuple(numbered(one for number in self._numbers() for one in found[number])),
            scores,
            tuple(tuple(own) for own in self.tables),
        )

    def _numbers(self) -> list[int | None]:
        numbers = {number for side in self.sides for number in side}
        return sorted(numbers, key=lambda number: -1 if number is None else number)

    def _tables(
        self,
        number: int | None,
        pages: Sequence[TextPage],
        words: Sequence[dict[int | None, PageWords]],
        keys: WordKeys,
    ) -> Iterator[Difference]:
        """Yield what differs in the page's tables, and keep the words of everything else."""
        matched = match_tables([page.blocks for page in pages])
        for place, positions in enumerate(matched):
            tables = [
                Table(page.blocks[at], number) for page, at in zip(pages, positions, strict=True)
            ]
            diff = diff_table(self.document, place, tables, self.options.text_rules)
            yield from diff.differences
            for own, score in zip(self.tables[1:], diff.scores[1:], strict=True):
                own.append(score)
        for side, page in enumerate(pages):
            blocks = list(page.blocks)
            for place, positions in enumerate(matched):
                blocks[positions[side]] = _stand_in(blocks[positions[side]], place)
            words[side][number] = page_words(number, blocks, keys)

    def _scores(self, keys: WordKeys) -> tuple[tuple[PageScore, ...], ...]:
        """Return every side's page scores; a page that one of the two lacks is no pair."""
        told = [
            {
                number: [key for block in page.blocks for key in keys(block.words)]
                for number, page in side.items()
            }
            for side in self.sides
        ]
        others = [
            tuple(
                score_page(number, words, own[number])
                for number, words in told[0].items()
                if number in own
            )
            for own in told[1:]
        ]
        return ((), *others)


def _stand_in(table: TextBlock, place: int) -> TextBlock:
    """Return a block that keeps the place of a table whose cells are compared, so that it is seen where it moves."""
    return TextBlock((f"[table {place + 1}]",), TABLE, block=table.block, box=table.box)
