"""Tables in Markdown as trees of their HTML: how opendataloader-bench looks at a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

_TABLE = re.compile(r"<table\b[^>]*>.*?</table>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"[-: ]*[-:][-: ]*")
_BREAK = re.compile(r"<br\s*/?>")


@dataclass
class TableNode:
    """A node of a table's tree: `text` and the extent are a cell's."""

    tag: str
    rows: int = 1
    columns: int = 1
    text: str = ""
    children: list["TableNode"] = field(default_factory=list)


def with_html_tables(markdown: str) -> str:
    """Return the text with each pipe table written as an HTML table on one line."""
    lines = markdown.splitlines()
    written: list[str] = []
    at = 0
    while at < len(lines):
        end = _end_of_table(lines, at)
        written.append(lines[at] if end == at else _html(lines[at:end]))
        at = max(end, at + 1)
    return "\n".join(written)


def first_table(markdown: str) -> tuple[TableNode, int] | None:
    """Return the first table's tree and how many elements its table holds, or None without a table."""
    match = _TABLE.search(with_html_tables(markdown))
    if match is None:
        return None
    reader = _TableReader()
    reader.feed(match[0])
    return reader.root, reader.elements


def _end_of_table(lines: Sequence[str], at: int) -> int:
    """Return the line after the pipe table that begins at this line; the line itself where none begins."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1]:
        return at
    if not all(_RULE.fullmatch(cell) for cell in _cells(lines[at + 1])):
        return at
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _html(lines: Sequence[str]) -> str:
    header, rule, *body = [_cells(line) for line in lines]
    width = max(len(header), len(rule))
    rows = [(row + [""] * width)[:width] for row in (header, *body)]
    if len(rows) > 1 and not any(rows[0]):  # an empty header only satisfies the format
        del rows[0]
    return f"<table>{''.join(_row_html(rows))}</table>"


def _row_html(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for at, row in enumerate(rows):
        tag = "td" if at else "th"
        yield f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in row)}</tr>"


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


class _TableReader(HTMLParser):
    """Builds a table's tree: table, rows, cells; what stands inside a cell is its text, tags too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = TableNode("table")
        self.elements = 0
        self._cell: TableNode | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"table", "thead", "tbody"}:
            return
        self.elements += 1
        if tag == "tr":
            self.root.children.append(TableNode("tr"))
        elif tag in {"td", "th"} and self.root.children:
            extent = dict(attrs)
            self._cell = TableNode("td", _count(extent, "rowspan"), _count(extent, "colspan"))
            self.root.children[-1].children.append(self._cell)
        elif self._cell is not None:
            self._cell.text += f"<{tag}>"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            self._cell.text = " ".join(_BREAK.sub("\n", unescape(self._cell.text)).split())
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text += data


def _count(extent: dict[str, str | None], name: str) -> int:
    written = extent.get(name) or "1"
    return int(written) if written.isdecimal() else 1
