"""Places in a document that a result refers to: a page, and a block on it where one is named."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.formatting import pages_text

_BLOCK_ID = re.compile(r"/page/(\d{1,9})/")


@dataclass(frozen=True)
class Place:
    """A 0-based page, and the id of a block on it."""

    page: int
    block_id: str | None = None


def cited_places(citations: Iterable[str]) -> list[Place]:
    """Return the places that block ids name; what is no block id names none."""
    matches = [(_BLOCK_ID.match(cited), cited) for cited in citations]
    return [Place(int(match[1]), cited) for match, cited in matches if match]


def places_text(places: Sequence[Place]) -> str:
    """Return the pages of places as people count them; empty without any."""
    return pages_text([place.page for place in places]) if places else ""
