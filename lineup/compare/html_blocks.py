"""Blocks of HTML: words, roles, styles and tables; everything else of it is dropped. One linear pass: it may be hostile."""

import html
import re
from dataclasses import dataclass, field

from lineup.compare.blocks import CODE, LIST_ITEM, PARAGRAPH, TextBlock, TextPage, heading
from lineup.compare.html_tables import TableReader
from lineup.compare.markdown_inline import words_with_styles

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>|<!--|<")
_PAGE = re.compile(
    r"<div\b(?=[^<>]*\bclass=['\"]?page\b)[^<>]*\bdata-page-id=['\"]?(\d{1,9})[^<>]*>",
    re.IGNORECASE,
)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_COMMENT_END = re.compile("-->")
_UNSEEN = {
    "script": re.compile(r"</script[^<>]*>?", re.IGNORECASE),
    "style": re.compile(r"</style[^<>]*>?", re.IGNORECASE),
}
_ROLES = {
    "p": PARAGRAPH, "div": PARAGRAPH, "li": LIST_ITEM, "pre": CODE, "blockquote": PARAGRAPH, "section": PARAGRAPH,
    "ul": PARAGRAPH, "ol": PARAGRAPH, "figure": PARAGRAPH, "figcaption": PARAGRAPH, "dt": PARAGRAPH, "dd": PARAGRAPH,
    "hr": PARAGRAPH, "body": PARAGRAPH, "html": PARAGRAPH, "header": PARAGRAPH, "footer": PARAGRAPH,
    **{f"h{level}": heading(level) for level in range(1, 7)},
}  # fmt: skip
_STYLES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "struck", "del": "struck", "code": "code",
    "u": "underlined", "sub": "lowered", "sup": "raised",
}  # fmt: skip


def is_paginated_html(source: str) -> bool:
    """Return whether the HTML is cut into pages; looking is cheap."""
    return _PAGE.search(source) is not None


def html_pages(source: str) -> tuple[TextPage, ...]:
    """Return the pages of paginated HTML by their 0-based numbers, or one page without a number."""
    parts = _PAGE.split(source)
    if len(parts) == 1:
        return (TextPage(None, html_blocks(source)),)
    numbered = zip(parts[1::2], parts[2::2], strict=True)
    return tuple(TextPage(int(number), html_blocks(text)) for number, text in numbered)


def html_blocks(source: str) -> tuple[TextBlock, ...]:
    """Return the blocks of HTML in reading order."""
    reader = _Reader()
    position = 0
    while match := _TAG.search(source, position):
        reader.add_text(source[position : match.start()])
        position = match.end()
        if match[0] == "<!--":
            position = _behind(_COMMENT_END, source, position)
        elif match[2] is None:
            reader.add_text("<")
        else:
            reader.add_tag(match[2].lower(), match[3], is_end=bool(match[1]))
            if match[2].lower() in _UNSEEN and not match[1]:
                position = _behind(_UNSEEN[match[2].lower()], source, position)
    reader.add_text(source[position:])
    reader.end_block(PARAGRAPH)
    return tuple(reader.blocks)


def _behind(end: re.Pattern[str], source: str, position: int) -> int:
    match = end.search(source, position)
    return match.end() if match else len(source)


@dataclass
class _Reader:
    """What has been read so far: the blocks, and the one that is open."""

    blocks: list[TextBlock] = field(default_factory=list)
    role: str = PARAGRAPH
    parts: list[str] = field(default_factory=list)
    length: int = 0
    styles: frozenset[str] = frozenset()
    turns: list[tuple[int, frozenset[str]]] = field(default_factory=list)
    table: TableReader | None = None

    def add_text(self, text: str) -> None:
        """Take a piece of text between tags."""
        plain = html.unescape(text) if "&" in text else text
        if self.table:
            self.table.add_text(plain)
        else:
            self.parts.append(plain)
            self.length += len(plain)

    def add_tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        """Take a tag: it begins or ends a block, a style or a table, or stands for white space or a picture's words."""
        if name == "img" and (alt := _ALT.search(attributes)):
            self.add_text(f" {alt[1] or alt[2] or ''} ")
        elif name == "br":
            self.add_text(" ")
        elif name == "table" or self.table:
            self._add_table_tag(name, attributes, is_end=is_end)
        elif name in _ROLES:
            self.end_block(PARAGRAPH if is_end else _ROLES[name])
        elif style := _STYLES.get(name):
            self.styles = self.styles - {style} if is_end else self.styles | {style}
            self.turns.append((self.length, self.styles))

    def end_block(self, next_role: str) -> None:
        """End the open block, and begin one of a role."""
        if self.table:
            self._end_table()
        words, styles = words_with_styles("".join(self.parts), self.turns)
        if words:
            self.blocks.append(TextBlock(words, self.role, styles))
        self.role, self.parts, self.length = next_role, [], 0
        self.turns = [(0, self.styles)] if self.styles else []

    def _add_table_tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        if self.table is None:
            self.end_block(PARAGRAPH)
            self.table = None if is_end else TableReader()
        elif name != "table":
            self.table.add_tag(name, attributes, is_end=is_end)
        elif self.table.closes(is_end=is_end):
            self._end_table()

    def _end_table(self) -> None:
        block = self.table.block() if self.table else None
        self.table = None
        if block:
            self.blocks.append(block)
