"""An HTML page as a flat row of tags and texts, each as it is written."""

from dataclasses import dataclass
from enum import Enum, auto
from html.parser import HTMLParser


class Kind(Enum):
    """What a token is."""

    OPENING = auto()
    CLOSING = auto()
    TEXT = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page as written; tags have their lower-case name and their attributes."""

    kind: Kind
    written: str
    name: str = ""
    attributes: tuple[tuple[str, str | None], ...] = ()


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Token] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        self.found.append(Token(Kind.OPENING, written, tag, tuple(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(Token(Kind.CLOSING, f"</{tag}>", tag))

    def handle_data(self, data: str) -> None:
        self.found.append(Token(Kind.TEXT, data))

    def handle_entityref(self, name: str) -> None:
        self.found.append(Token(Kind.TEXT, f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.found.append(Token(Kind.TEXT, f"&#{name};"))

    def handle_decl(self, decl: str) -> None:
        self.found.append(Token(Kind.OTHER, f"<!{decl}>"))


def tokens_of(page: str) -> list[Token]:
    """Return the tokens of a page; comments and what isn't HTML are left out."""
    parser = _Tokens()
    parser.feed(page)
    parser.close()
    return parser.found
