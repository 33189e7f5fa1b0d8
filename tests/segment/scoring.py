"""How right segments are: pages with the right name, and documents that begin where they do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """Counts over packets."""

    pages: int = 0
    right_pages: int = 0
    starts: int = 0
    found_starts: int = 0
    right_starts: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return both counted together."""
        mine, theirs = vars(self), vars(other)
        return Score(**{name: mine[name] + theirs[name] for name in mine})

    @property
    def page_accuracy(self) -> float:
        """The share of pages whose name is right."""
        return self.right_pages / max(self.pages, 1)

    @property
    def boundary_f1(self) -> float:
        """The harmonic mean of precision and recall of first pages; the file's own first page doesn't count."""
        return 2 * self.right_starts / max(self.starts + self.found_starts, 1)


def score(
    truth: Sequence[str], starts: set[int], found: Iterable[tuple[str, Sequence[int]]]
) -> Score:
    """Return the counts of one packet; of a page in several segments the first name counts."""
    segments = list(found)
    names: dict[int, str] = {}
    for name, pages in segments:
        for page in pages:
            names.setdefault(page, name)
    begun = {pages[0] for _, pages in segments} - {0}
    return Score(
        pages=len(truth),
        right_pages=sum(names.get(page) == name for page, name in enumerate(truth)),
        starts=len(starts),
        found_starts=len(begun),
        right_starts=len(begun & starts),
    )
