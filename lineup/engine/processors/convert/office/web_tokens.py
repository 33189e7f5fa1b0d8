"""An HTML page as a flat row of tags and texts, each as it is written.

html.parser takes time that grows with the square of a page's length where tags or comments are left open, so this reads
each character a bounded number of times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,100})")
_WHOLE_TAG = re.compile(r"""<[^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+>""")
_MOST_TO_CLOSE_QUOTES = 4_000
_ATTRIBUTE = re.compile(
    r"""\b(role|id|class)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_MOST_ATTRIBUTES = 2_000
_VERBATIM = frozenset({"script", "style", "textarea", "title"})


class Kind(Enum):
    """What a token is."""

    OPENING = auto()
    CLOSING = auto()
    TEXT = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page as written; a tag has its lower-case name."""

    kind: Kind
    written: str
    name: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """The tag's role, id and class."""
        found = _ATTRIBUTE.findall(self.written[:_MOST_ATTRIBUTES])
        return {name.lower(): one or other or bare for name, one, other, bare in found}


def tokens_of(page: str) -> list[Token]:
    """Return the tokens of a page; put together they are the page again."""
    return list(_tokens(page))


def _tokens(page: str) -> Iterator[Token]:
    text_from = at = 0
    while (start := page.find("<", at)) >= 0:
        end = _end(page, start)
        if end is None:  # nothing that begins from here on ends
            break
        if end == start:  # no tag
            at = start + 1
            continue
        if start > text_from:
            yield Token(Kind.TEXT, page[text_from:start])
        token = _token(page[start:end])
        yield token
        text_from = at = end
        if token.kind is Kind.OPENING and token.name in _VERBATIM:
            at = _verbatim_end(page, end, token.name)
            if at > end:
                yield Token(Kind.OTHER, page[end:at])
            text_from = at
    if text_from < len(page):
        yield Token(Kind.TEXT, page[text_from:])


def _token(written: str) -> Token:
    name = _NAME.match(written)
    if name is None:
        return Token(Kind.OTHER, written)
    kind = Kind.CLOSING if written.startswith("</") else Kind.OPENING
    return Token(kind, written, name[1].lower())


def _end(page: str, start: int) -> int | None:
    """Return where the tag or comment that begins there ends; where it begins for none, None for one that never ends."""
    if page.startswith("<!--", start):
        end = page.find("-->", start + 4)
        return end + 3 if end >= 0 else None
    if not page.startswith(("<!", "<?"), start) and _NAME.match(page, start) is None:
        return start
    first = page.find(">", start)
    if first < 0:
        return None
    piece = page[start : first + 1]
    if piece.count('"') % 2 or piece.count("'") % 2:
        whole = _WHOLE_TAG.match(page, start, start + _MOST_TO_CLOSE_QUOTES)
        return whole.end() if whole else first + 1
    return first + 1


def _verbatim_end(page: str, start: int, name: str) -> int:
    """Return where the text of a script or the like ends: at its closing tag."""
    closing = re.compile(f"</{name}", re.IGNORECASE).search(page, start)
    return closing.start() if closing else len(page)
