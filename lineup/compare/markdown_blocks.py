"""Blocks of markdown, as the service writes it (contract §4.4): headings, lists, pipe tables, fences, paragraphs, HTML tables."""

import re
from collections.abc import Iterator

from lineup.compare.blocks import (
    CODE,
    LIST_ITEM,
    PARAGRAPH,
    TextBlock,
    TextPage,
    heading,
    table_block,
)
from lineup.compare.html_blocks import html_blocks
from lineup.compare.markdown_inline import inline_words

_SEPARATOR = re.compile(r"^\{(\d{1,9})\}-{48}[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*)")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])\s+(.*)")
_RULE_CELL = re.compile(r":?-+:?")
_CELL_END = re.compile(r"(?<!\\)\|")
_FENCES = ("```", "~~~")
_HTML_TABLE = "<table"


def is_paginated_markdown(markdown: str) -> bool:
    """Return whether the markdown has page separators; looking is cheap."""
    return _SEPARATOR.search(markdown) is not None


def markdown_pages(markdown: str) -> tuple[TextPage, ...]:
    """Return the pages of paginated markdown by their 0-based numbers, or one page without a number."""
    parts = _SEPARATOR.split(markdown)
    if len(parts) == 1:
        return (TextPage(None, markdown_blocks(markdown)),)
    numbered = zip(parts[1::2], parts[2::2], strict=True)
    return tuple(TextPage(int(number), markdown_blocks(text)) for number, text in numbered)


def markdown_blocks(markdown: str) -> tuple[TextBlock, ...]:
    """Return the blocks of markdown in reading order."""
    return tuple(block for group in _groups(markdown.split("\n")) for block in _read(group))


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each block: fences and HTML tables whole, headings and list items apart."""
    group: list[str] = []
    closing = ""
    for line in lines:
        bare = line.strip()
        if closing:
            group.append(line)
            if _closes(bare, closing):
                closing = ""
                yield group
                group = []
            continue
        opened = _opened(bare)
        if (
            opened
            or not bare
            or _HEADING.match(line)
            or _ITEM.match(line)
            or _turns_table(group, bare)
        ):
            yield group
            group = []
        if bare:
            group.append(line)
        if opened and opened not in bare[len(opened) - 1 :].lower():
            closing = opened
    yield group


def _opened(bare: str) -> str:
    """Return what will close the block that a line opens; empty where it opens none."""
    if bare.startswith(_FENCES):
        return bare[:3]
    return "</table>" if bare[: len(_HTML_TABLE)].lower() == _HTML_TABLE else ""


def _closes(bare: str, closing: str) -> bool:
    return bare.startswith(closing) if closing in _FENCES else closing in bare.lower()


def _turns_table(group: list[str], bare: str) -> bool:
    """Return whether a pipe table begins or ends before the line, or a heading's one line is over."""
    if not group:
        return False
    is_table = group[-1].lstrip().startswith("|")
    return is_table is not bare.startswith("|") or bool(_HEADING.match(group[0]))


def _read(lines: list[str]) -> Iterator[TextBlock]:
    first = lines[0].strip() if lines else ""
    if not first:
        return
    if first.startswith(_FENCES):
        ends = len(lines) - (len(lines) > 1 and lines[-1].strip().startswith(first[:3]))
        yield from _block("\n".join(lines[1:ends]), CODE)
    elif first.startswith("|"):
        yield from _pipe_table(lines)
    elif first[: len(_HTML_TABLE)].lower() == _HTML_TABLE:
        yield from html_blocks("\n".join(lines))
    elif match := _HEADING.match(lines[0]):
        yield from _block(match[2].rstrip("# "), heading(len(match[1])))
    elif match := _ITEM.match(lines[0]):
        yield from _block("\n".join([match[1], *lines[1:]]), LIST_ITEM)
    else:
        yield from _block("\n".join(lines), PARAGRAPH)


def _block(text: str, role: str) -> Iterator[TextBlock]:
    words, styles = (tuple(text.split()), ()) if role == CODE else inline_words(text)
    if words:
        yield TextBlock(words, role, styles)


def _pipe_table(lines: list[str]) -> Iterator[TextBlock]:
    rows = [_cells(line) for line in lines]
    table = table_block([row for row in rows if not all(map(_RULE_CELL.fullmatch, row))])
    if table:
        yield table


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    inner = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [" ".join(inline_words(cell)[0]) for cell in _CELL_END.split(inner)]
