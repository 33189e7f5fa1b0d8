"""Pieces of HTML made of text that may be hostile: all of it is escaped here and nowhere else."""

from collections.abc import Iterable, Sequence
from html import escape

_MOST_SHOWN = 2_000
_INVISIBLE = dict.fromkeys([*range(32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
for _kept in "\t\n":
    del _INVISIBLE[ord(_kept)]


def text(value: object, most: int = _MOST_SHOWN) -> str:
    """Return a value as text that is safe in HTML, without what turns the direction of writing, and cut if it is long."""
    told = str(value).translate(_INVISIBLE).encode("utf-8", "replace").decode()
    if len(told) > most:
        told = f"{told[:most]}… ({len(told) - most:,} more characters)"
    return escape(told, quote=True)


def paragraph(value: object, style: str = "") -> str:
    """Return a paragraph of text."""
    return f'<p class="{style}">{text(value)}</p>' if style else f"<p>{text(value)}</p>"


def bullets(lines: Iterable[str], otherwise: str) -> str:
    """Return a list of lines, or a sentence where there is none."""
    items = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else paragraph(otherwise)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """Return a table that scrolls by itself; `numbers` are the columns that hold some."""
    right = set(numbers)
    lines = [_row("th", head, right), *(_row("td", row, right) for row in rows)]
    return f'<div class="scroll"><table>{"".join(lines)}</table></div>'


def _row(tag: str, cells: Sequence[str], right: set[int]) -> str:
    told = (
        f"<{tag}{' class=number' if at in right else ''}>{text(cell)}</{tag}>"
        for at, cell in enumerate(cells)
    )
    return f"<tr>{''.join(told)}</tr>"
