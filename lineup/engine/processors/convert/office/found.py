"""What reading an office document found."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lineup.engine.processors.convert.model.document import Page, PageKind, Picture


@dataclass(frozen=True)
class Found:
    """The chosen pages, what they are in the document, and its pictures by the keys of their drawings.

    `hidden` are the 0-based pages that the document doesn't show, `comment_count` is how many comments it has.
    """

    kind: PageKind
    pages: tuple[Page, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    comment_count: int = 0
