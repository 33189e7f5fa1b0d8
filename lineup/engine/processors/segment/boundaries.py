"""How likely a page is the first of another document, in log odds, and what speaks for it.

The weights were chosen by hand and then adjusted by a logistic regression over packets of our own making and of the
development set; none is about a certain document, language or layout.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from lineup.engine.processors.segment.numbering import PageNumber, page_number
from lineup.engine.processors.segment.pages import PageText

_PRIOR = -1.5
_FRAME_ALIKE, _FRAME_UNLIKE = 85, 50
_SAME_SIZE = 0.02
_SIMILAR, _SIMILARITY_SLOPE = 0.22, 7.0
_SPREAD = 2.5
"""The most that likeness of words may weigh."""

_MOST_MARKS = 3


@dataclass(frozen=True)
class Sign:
    """Something that speaks for (more than 0) or against a boundary, and how it is told to people."""

    weight: float
    text: str


@dataclass(frozen=True)
class Boundary:
    """The place before a page: in sum more than 0 where another document is likelier to begin than not."""

    signs: tuple[Sign, ...]

    @property
    def log_odds(self) -> float:
        """What the signs come to."""
        return _PRIOR + sum(sign.weight for sign in self.signs)

    @property
    def reason(self) -> str | None:
        """The strongest sign for a boundary."""
        strongest = max(self.signs, key=lambda sign: sign.weight, default=None)
        return strongest.text if strongest is not None and strongest.weight > 0 else None


def find_boundaries(pages: Sequence[PageText]) -> list[Boundary]:
    """Return the boundary before each page; the one before the first page is certain."""
    rarity = _rarity(pages)
    vectors = [_vector(page, rarity) for page in pages]
    numbers = [page_number(page) for page in pages]
    first = Boundary((Sign(math.inf, "first page"),))
    return [first][: len(pages)] + [
        Boundary(
            (
                *_number_signs(numbers[a], numbers[b]),
                *_frame_signs(pages[a], pages[b]),
                *_sheet_signs(pages[a], pages[b]),
                _word_sign(vectors[a], vectors[b]),
                *_mark_signs(pages[a], pages[b]),
                *_flow_signs(pages[a], pages[b]),
            )
        )
        for a, b in pairwise(range(len(pages)))
    ]


def _number_signs(before: PageNumber | None, after: PageNumber | None) -> Iterator[Sign]:
    if after is not None:
        follows = before is not None and after.number == before.number + 1
        is_same_count = before is not None and after.total == before.total
        if follows and is_same_count:
            yield Sign(-2.2 if after.is_bare else -4.2, f"{after.text} follows")
        elif after.number == 1:
            yield Sign(2.0 if after.is_bare else 4.5, after.text)
        elif before is not None and not after.is_bare:
            yield Sign(1.0, f"{after.text} after {before.text}")
        elif not after.is_bare:
            yield Sign(-1.5, after.text)
    if before is not None and before.total is not None and before.number == before.total:
        yield Sign(3.2, f"after {before.text}")
    if (
        before is not None
        and before.total is not None
        and before.number < before.total
        and after is None
    ):
        yield Sign(-1.5, f"after {before.text}")


def _frame_signs(before: PageText, after: PageText) -> Iterator[Sign]:
    for name, one, other in zip(("first", "last"), before.frame, after.frame, strict=True):
        if not one or not other:
            continue
        likeness = fuzz.ratio(one, other)
        if likeness >= _FRAME_ALIKE:
            yield Sign(-1.5, f"the same {name} line")
        elif likeness < _FRAME_UNLIKE:
            yield Sign(0.3, f"another {name} line")


def _sheet_signs(before: PageText, after: PageText) -> Iterator[Sign]:
    one, other = before.page, after.page
    longest = max(one.width, one.height, other.width, other.height, 1.0)
    if max(abs(one.width - other.width), abs(one.height - other.height)) > _SAME_SIZE * longest:
        yield Sign(2.8, "another page size")
    if one.method is not other.method and before.text and after.text:
        yield Sign(1.2, "a scan beside a printed page")


def _word_sign(before: Mapping[str, float], after: Mapping[str, float]) -> Sign:
    if not before or not after:
        return Sign(0.0, "hardly any text")
    likeness = sum(weight * after.get(stem, 0.0) for stem, weight in before.items())
    weight = max(-_SPREAD, min(_SPREAD / 2, _SIMILARITY_SLOPE * (_SIMILAR - likeness)))
    return Sign(weight, "other words")


def _mark_signs(before: PageText, after: PageText) -> Iterator[Sign]:
    shared = before.marks & after.marks
    if shared:
        yield Sign(-0.5 * min(len(shared), _MOST_MARKS), "the same numbers and codes")


def _flow_signs(before: PageText, after: PageText) -> Iterator[Sign]:
    """Yield what the texts' end and beginning say: a sentence may run on, a title may stand at the top."""
    last = before.blocks[-1].rstrip() if before.blocks else ""
    first = after.blocks[0].lstrip() if after.blocks else ""
    if last and first and last[-1].isalpha() and first[0].islower():
        yield Sign(-1.5, "a sentence runs on")
    if any(line.is_heading and line.place == 0 and line.level == 1 for line in after.lines):
        yield Sign(1.3, f"the title {after.lines[0].text!r}")


def _rarity(pages: Sequence[PageText]) -> dict[str, float]:
    counts = Counter(stem for page in pages for stem in page.stems)
    return {stem: math.log((1 + len(pages)) / count) for stem, count in counts.items()}


def _vector(page: PageText, rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the page's words weighed by how rare they are in the file, of length 1."""
    weights = {stem: (1 + math.log(count)) * rarity[stem] for stem, count in page.stems.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {stem: weight / length for stem, weight in weights.items()} if length else {}
