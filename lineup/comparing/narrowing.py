"""What a comparison's documents are narrowed to: by what they are counted for, cautions, kinds of difference, tags and types."""

from dataclasses import dataclass
from enum import StrEnum

from lineup.comparing.comparability import Concern
from lineup.comparing.letters import letter_of, position_of


class Show(StrEnum):
    """What a document is counted, and shown, for; the latter four are told of one side."""

    CHANGED = "changed"
    """Sides read it differently."""
    UNJUDGED = "unjudged"
    """It has differences that nobody has judged."""
    JUDGED = "judged"
    """All its differences are judged."""
    FAILED = "failed"
    """The side has no result."""
    ONLY = "only"
    """Only this side has a result."""
    REGRESSED = "regressed"
    """The side is worse than the baseline: fewer golden values right, or no result where the baseline has one."""
    IMPROVED = "improved"
    """The side is better than the baseline: more golden values right, or a result where the baseline has none."""

    @property
    def is_of_side(self) -> bool:
        """Whether it is told of one side."""
        return self in {Show.FAILED, Show.ONLY} or self.is_against_baseline

    @property
    def is_against_baseline(self) -> bool:
        """Whether it is told of a side beside the baseline, so that the baseline itself has none."""
        return self in {Show.REGRESSED, Show.IMPROVED}


class GridSort(StrEnum):
    """Which documents come first."""

    WORST = "worst"
    """What differs most heavily; failures before all."""
    AGREEMENT = "agreement"
    """The least agreement."""
    NAME = "name"
    ADDED = "added"
    """In the order of the comparison."""


@dataclass(frozen=True)
class Narrowing:
    """What the grid is narrowed to; `side` is a position where `show` is of one side.

    `is_different` keeps only documents that differ or failed somewhere, `concern` those that a caution is about, `group` those
    with a difference of that kind (`Difference.group`), `tag` and `document_type` those of a sort.
    """

    show: Show | None = None
    side: int | None = None
    is_different: bool = True
    concern: Concern | None = None
    group: str = ""
    tag: str = ""
    document_type: str = ""
    sort: GridSort = GridSort.WORST

    @property
    def token(self) -> str:
        """The choice of `show` as the URL says it: `changed`, `failed-B`."""
        return token_of(self.show, self.side)


def token_of(show: Show | None, side: int | None) -> str:
    """Return a choice of `show` as the URL says it; empty for none."""
    if show is None:
        return ""
    return show if side is None else f"{show}-{letter_of(side)}"


def read_token(token: str) -> tuple[Show | None, int | None]:
    """Return what a token of the URL says; neither for one that says nothing."""
    name, _, letter = token.partition("-")
    show = Show(name) if name in set(Show) else None
    side = position_of(letter)
    is_sound = show is not None and show.is_of_side is (side is not None)
    return (show, side) if is_sound else (None, None)
