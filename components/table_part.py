"""What stands around a table's cell or row on one side, as a small table in which the cell is marked."""

from collections.abc import Sequence

from components.line_styles import mark_css
from lineup.compare.table_parts import TablePart
from lineup.comparing.exports.html_parts import text as harmless

_TABLE = "border-collapse:collapse;font-size:.85rem;margin-top:.4rem;max-width:100%"
_CELL = (
    "border:1px solid rgba(128,140,160,.45);padding:.15rem .45rem;text-align:start;vertical-align:top;"
    "overflow-wrap:anywhere"
)
_HEAD = f"{_CELL};font-weight:600;background:rgba(128,140,160,.12)"
_CAPTION = "caption-side:top;text-align:start;opacity:.75;padding-bottom:.15rem"
_GAP = "…"


def part_html(part: TablePart, letter: str) -> str:
    """Return the part as HTML: the heads, the row, the cell marked in the side's way, and … for columns left out."""
    marks = [part.marked is None or at == part.marked for at in part.columns]
    heads = _with_gaps(part, [_head(text) for text in part.heads], _head(_GAP))
    cells = [
        _cell(text, letter, is_first=at == 0, is_marked=is_marked)
        for at, text, is_marked in zip(part.columns, part.texts, marks, strict=True)
    ]
    row = (
        f"<tr>{_with_gaps(part, cells, _cell(_GAP, letter, is_first=False, is_marked=False))}</tr>"
    )
    head = f"<thead><tr>{heads}</tr></thead>" if part.row else ""
    return (
        f'<table dir="auto" style="{_TABLE}"><caption style="{_CAPTION}">{caption_words(part)}</caption>'
        f"{head}<tbody>{row}</tbody></table>"
    )


def caption_words(part: TablePart) -> str:
    """Return which row it is; people don't count that of the heads."""
    return f"Row {part.row:,} of the table" if part.row else "The heads of the table"


def _with_gaps(part: TablePart, cells: Sequence[str], gap: str) -> str:
    """Return the cells with one for each run of columns that are left out."""
    told = []
    expected = 0
    for at, cell in zip(part.columns, cells, strict=True):
        told += [gap, cell] if at > expected else [cell]
        expected = at + 1
    return "".join([*told, gap] if expected < part.width else told)


def _head(text: str) -> str:
    return f'<th scope="col" style="{_HEAD}">{harmless(text)}</th>'


def _cell(text: str, letter: str, *, is_first: bool, is_marked: bool) -> str:
    told = harmless(text) or ("<em>empty</em>" if is_marked else "")
    if is_marked:
        told = f'<mark style="{mark_css(letter)}">{told}</mark>'
    if is_first:
        return f'<th scope="row" style="{_HEAD}">{told}</th>'
    return f'<td style="{_CELL}">{told}</td>'
