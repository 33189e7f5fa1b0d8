"""Items: single things that a check looked at, each with its score and its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lineup.contract.eval_checks import RuleType
from lineup.contract.evaluations import BEST
from lineup.engine.processors.convert.model.blocks import Block
from lineup.engine.processors.convert.model.document import Page
from lineup.engine.processors.convert.render.scene import block_id


@dataclass(frozen=True)
class Place:
    """Where an item is: on which 0-based page, in which block. All None for what is on no page."""

    page_id: int | None = None
    block_id: str | None = None
    block_type: str | None = None


@dataclass(frozen=True)
class Item:
    """One thing that was looked at: its score from 0 to 5, what is wrong with it, and where it is."""

    score: float
    feedback: str = ""
    place: Place = Place()


class NotScored(Exception):  # noqa: N818 (an outcome that is told, no error)
    """A rule can't be scored here; the text is a sentence that says why."""


def passed(place: Place = Place()) -> Item:
    """Return an item with nothing wrong."""
    return Item(BEST, place=place)


def failed(feedback: str, place: Place = Place(), *, score: float = 0.0) -> Item:
    """Return an item with something wrong."""
    return Item(min(max(score, 0.0), BEST), feedback, place)


def place_of(page: Page, block: Block) -> Place:
    """Return a block's place."""
    return Place(page.index, block_id(page, block), block.type.value)


def by_type(items: Iterable[Item], rule_type: RuleType) -> list[Item]:
    """Return one item per page for a rule that looks at pages, else the items as they are: they say where it lacks."""
    if rule_type is not RuleType.PAGE:
        return list(items)
    return list(_pages(items))


def _pages(items: Iterable[Item]) -> Iterator[Item]:
    for page_id, group in groupby(items, key=lambda item: item.place.page_id):
        found = list(group)
        worst = min(found, key=lambda item: item.score)
        mean = sum(item.score for item in found) / len(found)
        yield Item(mean, worst.feedback, worst.place if worst.feedback else Place(page_id))
