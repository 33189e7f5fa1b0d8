"""Page numbers as documents print them: "page 2 of 3", "Seite 2/3", "- 2 -", and bare ones in a corner."""

import re
from dataclasses import dataclass

from lineup.engine.processors.segment.pages import PageText

_WORD = r"(?:page|p\.|pg\.?|seite|s\.|blatt|pagina|pag\.?|página|side|sida|strona|str\.|sivu)"
_OF = r"(?:of|von|de|sur|di|van|af|av|z|/|\|)"
_NUMBERED = re.compile(
    rf"\b{_WORD}\s*:?\s*(\d{{1,4}})\s*(?:{_OF}\s*(\d{{1,4}}))?(?!\d|[.,]\d)", re.IGNORECASE
)
_FRACTION = re.compile(
    r"^\W*(\d{1,3})\s*(?:/|of|von|sur)\s*(\d{1,3})\W*$", re.IGNORECASE | re.MULTILINE
)
_BARE = re.compile(r"^\W{0,3}(\d{1,4})\W{0,3}$", re.MULTILINE)


@dataclass(frozen=True)
class PageNumber:
    """The number that a page gives itself, counted from 1, and of how many; `is_bare` where no word stands with it."""

    number: int
    total: int | None = None
    is_bare: bool = False

    @property
    def text(self) -> str:
        """The number as people say it."""
        return f"page {self.number}" + (f" of {self.total}" if self.total else "")


def page_number(page: PageText) -> PageNumber | None:
    """Return the number that the page gives itself, None where it has none."""
    for pattern in (_NUMBERED, _FRACTION):
        for match in pattern.finditer(page.edge_text):
            number, total = int(match[1]), int(match[2]) if match[2] else None
            if number and (total is None or number <= total):
                return PageNumber(number, total)
    bare = _BARE.findall(page.edge_text)
    return PageNumber(int(bare[-1]), is_bare=True) if bare and int(bare[-1]) else None
