"""Whether a text is an HTML page or a CSV table."""

import codecs
import csv
import re
from collections import Counter
from itertools import islice, pairwise

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# The tags that browsers take for the beginning of a page: WHATWG MIME Sniffing §7.1.
_HTML_START = re.compile(
    r"(?:<!doctype html|<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p))[\s>]",
    re.IGNORECASE,
)
_BEFORE_HTML = re.compile(r"\s+|<!--.*?-->|<\?xml[^>]*\?>", re.DOTALL)

_DELIMITERS = ",;\t|"
_MOST_ROWS = 200
_SAME_WIDTH_SHARE = 0.8  # tolerates a title above the table or a note below it
_SENTENCE_END = re.compile(r"""[.!?…]['"”’»)\]]*\s*$""")
_PROSE_DELIMITERS = ",;"
_FEW_ROWS_OF_SENTENCES = 2 / 3
_WORDS_OF_PROSE = 8  # to a line; a row of a table seldom has as many and no number alone in a cell
_SLIPS = 0.1  # of the lines may lack the space
_QUOTED = re.compile(r'\s*".*"\s*', re.DOTALL)
_OTHER_FORMATS = ("{", "[", "<")  # JSON, RTF and XML have regular commas too


def readable_text(head: bytes) -> str | None:
    """Return the bytes as text, or None if they aren't any. A character cut off at the end is left out."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, errors="ignore")
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        text = head.decode("cp1252", errors="replace")
    return None if _CONTROL.search(text) else text


def is_html(text: str) -> bool:
    """Whether the text begins as an HTML page does, after white space, comments and an XML declaration."""
    position = 0
    while skipped := _BEFORE_HTML.match(text, position):
        position = skipped.end()
    return _HTML_START.match(text, position) is not None


def is_csv(text: str, *, is_whole: bool) -> bool:
    """Whether the text has at least two rows and one delimiter that cuts most rows into equally many cells.

    Where the text is not the whole file, its last row is left out: it may be cut.
    """
    if text.lstrip().startswith(_OTHER_FORMATS):
        return False
    return any(
        _is_table(text, delimiter, is_whole=is_whole) and not _is_prose(text, delimiter)
        for delimiter in _DELIMITERS
    )


def _is_table(text: str, delimiter: str, *, is_whole: bool) -> bool:
    widths = _row_widths(text, delimiter)
    if not is_whole and len(widths) < _MOST_ROWS:
        widths = widths[:-1]
    if len(widths) < 2:  # noqa: PLR2004 (two rows: one alone has nothing to agree with)
        return False
    width, count = Counter(widths).most_common(1)[0]
    return width > 1 and count >= 2 and count >= _SAME_WIDTH_SHARE * len(widths)  # noqa: PLR2004 (as above)


def _is_prose(text: str, delimiter: str) -> bool:
    """Whether the lines are sentences rather than rows.

    Whoever writes sentences puts a space behind every comma and no quotes around what is between two of them, and either
    ends lines as sentences end or has many words to a line and no number alone between two commas.
    """
    lines = [line for line in islice(text.splitlines(), _MOST_ROWS) if line.strip()]
    if delimiter not in _PROSE_DELIMITERS:
        return False
    if sum(_is_row(line, delimiter) for line in lines) > _SLIPS * len(lines):
        return False
    ends = sum(_SENTENCE_END.search(line) is not None for line in lines)
    if ends >= _FEW_ROWS_OF_SENTENCES * len(lines):
        return True
    has_number = any(_is_number(cell) for line in lines for cell in line.split(delimiter))
    return not has_number and len(" ".join(lines).split()) >= _WORDS_OF_PROSE * len(lines)


def _is_row(line: str, delimiter: str) -> bool:
    """Whether the line shows what only tables have: a quoted cell, or one that begins right behind the delimiter."""
    cells = line.split(delimiter)
    is_close = any(
        after[:1].strip() and not (before[-1:].isdecimal() and after[:1].isdecimal())  # 1,000
        for before, after in pairwise(cells)
    )
    return is_close or any(_QUOTED.fullmatch(cell) for cell in cells)


def _is_number(cell: str) -> bool:
    return cell.strip(" %$€£+-").replace(".", "", 1).isdecimal()


def _row_widths(text: str, delimiter: str) -> list[int]:
    """Return how many cells each of the first rows has; blank lines have none and don't count."""
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    return list(islice((len(row) for row in rows if row), _MOST_ROWS))
