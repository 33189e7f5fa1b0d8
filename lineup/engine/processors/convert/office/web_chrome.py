"""What on a web page is around its content: navigation, the site's head and foot, dialogs about cookies."""

import re
from collections import Counter
from dataclasses import dataclass, field

from lineup.engine.processors.convert.office.web_tokens import Kind, Token

_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    }
)
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"}
)
_SECTIONS = frozenset({"article", "main", "section", "blockquote", "figure"})
_BANNER = re.compile(r"\b(?:cookie|consent|gdpr)[\w-]*", re.IGNORECASE)


@dataclass
class Surroundings:
    """Follows a page's tags, and knows whether what comes next is around the content."""

    stack: list[tuple[str, bool]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    chrome: int = 0

    @property
    def hold(self) -> bool:
        """Whether the text that follows is around the content; a main heading never is."""
        return self.chrome > 0 and not self.names["h1"]

    def step(self, token: Token) -> None:
        """Go past a tag."""
        if token.kind is Kind.OPENING and token.name not in _VOID:
            is_chrome = self._is_chrome(token)
            self.stack.append((token.name, is_chrome))
            self.names[token.name] += 1
            self.chrome += is_chrome
        elif token.kind is Kind.CLOSING and self.names[token.name]:
            self._close(token.name)

    def _close(self, name: str) -> None:
        """Leave the innermost element of that name, and those inside it that nobody closed."""
        while self.stack:
            left, was_chrome = self.stack.pop()
            self.names[left] -= 1
            self.chrome -= was_chrome
            if left == name:
                return

    def _is_chrome(self, token: Token) -> bool:
        said = token.attributes
        if token.name == "nav" or said.get("role", "").lower() in _ROLES:
            return True
        if token.name in {"header", "footer", "aside"}:
            return not any(self.names[name] for name in _SECTIONS)
        is_box = token.name in {"div", "section", "aside"}
        return is_box and bool(_BANNER.search(f"{said.get('id', '')} {said.get('class', '')}"))
