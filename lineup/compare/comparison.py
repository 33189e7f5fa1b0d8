"""What comparing one document gives, and by which choices it was compared."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lineup.compare.differences import Difference
from lineup.compare.kinds import View
from lineup.compare.rates import NO_PAIRS, Rate
from lineup.compare.rules import FIELD_RULES, TEXT_RULES, Rule
from lineup.compare.segments import Segment
from lineup.compare.sides import SideState


@dataclass(frozen=True)
class Options:
    """By which choices documents are compared.

    `array_keys` names the field by which a list's rows are matched: `{"line_items": "sku"}`; without one they are matched
    by content. `text_layers` are not options: they are given per document.
    """

    text_rules: frozenset[Rule] = TEXT_RULES
    field_rules: frozenset[Rule] = FIELD_RULES
    array_keys: Mapping[str, str] = field(default_factory=dict)
    with_markup: bool = True


@dataclass(frozen=True)
class PageScore:
    """How alike one page is on two sides; `similarity` is 0 to 1, the error rates may exceed 1.

    `page` is 0-based; None for a text without pages. `characters` and `words` are the baseline's.
    """

    page: int | None
    similarity: float
    character_errors: int
    characters: int
    word_errors: int
    words: int

    @property
    def cer(self) -> float | None:
        """Character error rate against the baseline; None where it has no character."""
        return self.character_errors / self.characters if self.characters else None

    @property
    def wer(self) -> float | None:
        """Word error rate against the baseline; None where it has no word."""
        return self.word_errors / self.words if self.words else None


@dataclass(frozen=True)
class FieldTally:
    """How many fields two sides read alike: `alike` over the pairs, in all and by path (`line_items[*].price`).

    A field that only one of them has is no pair: it is counted in `only_baseline` or `only_other`.
    """

    alike: Rate = NO_PAIRS
    by_path: Mapping[str, Rate] = field(default_factory=dict)
    only_baseline: int = 0
    only_other: int = 0


@dataclass(frozen=True)
class TableScore:
    """How alike a table is on two sides: TEDS from 0 to 1; None with the `reason` where it is too large for that."""

    page: int | None
    table: int
    cells: Rate
    teds: float | None
    reason: str = ""


@dataclass(frozen=True)
class Pairing:
    """The figures of one side against the baseline on one document; empty where one of them has no result."""

    pages: tuple[PageScore, ...] = ()
    fields: FieldTally = FieldTally()
    segments: Rate = NO_PAIRS
    """Pages that both put into a segment of the same name."""
    tables: tuple[TableScore, ...] = ()

    @property
    def words_alike(self) -> Rate:
        """The baseline's words that the other side has as well; each error counts once, at most all of them."""
        words = sum(score.words for score in self.pages)
        errors = sum(min(score.word_errors, score.words) for score in self.pages)
        return Rate(words - errors, words)

    @property
    def agreement(self) -> float | None:
        """How alike the two are, 0 to 1: fields if there are any, else segments, else words; None without a pair."""
        for rate in (self.fields.alike, self.segments, self.words_alike):
            if rate.n:
                return rate.share
        return None


@dataclass(frozen=True)
class DocumentComparison:
    """One document on all sides: what differs, worst first, and the figures of each side against the baseline.

    `sides`, `views`, `pairings` and `segments` have one entry per side; the baseline's own pairing is empty. `views` says
    what each side's text was read from, None without text; `segments` how it split the document, None where it did not.
    `notes` are sentences about what was compared in another way than asked.
    """

    document: str
    sides: tuple[SideState, ...]
    views: tuple[View | None, ...]
    differences: tuple[Difference, ...]
    pairings: tuple[Pairing, ...]
    notes: tuple[str, ...] = ()
    segments: tuple[tuple[Segment, ...] | None, ...] = ()
