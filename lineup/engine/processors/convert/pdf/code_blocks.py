"""Program text among prose: lines in type of one width, which liteparse often takes for text, lists or tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from liteparse import LayoutBlock, ParsedPage, TextItem

from lineup.engine.processors.convert.model.blocks import Box, union_box
from lineup.engine.processors.convert.pdf.line_items import LineItem
from lineup.engine.processors.convert.pdf.line_owners import lines_by_owner
from lineup.engine.processors.convert.pdf.paragraphs import blocks_of_lines, rect_of

_FONT = re.compile(
    r"mono|courier|consol|typewriter|menlo|inconsolata|fixed|(?:cm|sf|ec|lm)tt|\bcode\b",
    re.IGNORECASE,
)
_EVEN = 0.04  # of a character's width: liteparse names a line's first font, and a line of several is uneven
_FEWEST_CHARACTERS = 3
_TYPED = 0.5  # of a document's characters: it is typed, and such type says nothing
_FEWEST_LINES = 2
_DEEPEST = 120  # columns
_TEXT = {"paragraph", "heading", "list_item", "table", "grid_fallback", "code"}


def is_typed(pages: Iterable[ParsedPage]) -> bool:
    """Whether type of one width is what most of the document is set in, as typed letters and printed forms are."""
    total = even = 0
    for page in pages:
        for item in page.text_items:
            total += len(item.text)
            even += len(item.text) * _is_named(item)
    return even > _TYPED * total


def with_code(blocks: Sequence[LayoutBlock], lines: Sequence[LineItem]) -> tuple[LayoutBlock, ...]:
    """Return the blocks with lines of program text together in code blocks, and what stood beside them apart."""
    width = _character_width(lines)
    if width is None:
        return tuple(blocks)
    even = [_is_even(line, width) for line in lines]
    if not any(even):
        return tuple(blocks)
    code = {id(line) for line, is_code in zip(lines, even, strict=True) if is_code}
    return tuple(_with_code(blocks, lines_by_owner(blocks, lines), code, width))


def _character_width(lines: Sequence[LineItem]) -> float | None:
    """Return how wide a character of program text is, as most of it has it; None on a page without any."""
    widths = [
        item.width / len(item.text.strip())
        for line in lines
        for item in line.items
        if _is_named(item) and len(item.text.strip()) >= _FEWEST_CHARACTERS
    ]
    return median(widths) if len(widths) >= _FEWEST_LINES else None


def _is_named(item: TextItem) -> bool:
    return _names_even(item.font_name or "")


@lru_cache(maxsize=256)
def _names_even(font: str) -> bool:
    return _FONT.search(font) is not None


def _is_even(line: LineItem, width: float) -> bool:
    return all(
        _is_named(item)
        and abs(item.width / max(len(item.text.strip()), 1) - width) <= _EVEN * width
        for item in line.items
    )


@dataclass
class _Run:
    """Lines of program text that follow each other; `language` is liteparse's guess for some of them."""

    lines: list[LineItem] = field(default_factory=list)
    language: str | None = None


def _with_code(
    blocks: Sequence[LayoutBlock], held: Sequence[Sequence[LineItem]], code: set[int], width: float
) -> Iterator[LayoutBlock]:
    run = _Run()
    for block, its in zip(blocks, held, strict=True):
        inside = sum(id(line) in code for line in its)
        if block.kind not in _TEXT or not its or inside * 2 < len(its):
            yield from _listing(run, width)
            run = _Run()
            yield block
            continue
        run.language = run.language or block.lang
        for line in sorted(its, key=lambda one: one.box[1]):
            if id(line) in code:
                run.lines.append(line)
                continue
            yield from _listing(run, width)
            run = _Run(language=block.lang)
            yield from blocks_of_lines([line])
    yield from _listing(run, width)


def _listing(run: _Run, width: float) -> list[LayoutBlock]:
    """Return the lines as a code block; fewer than two are text, unless liteparse took them for code."""
    rows = _rows(run.lines)
    box = union_box([line.box for line in run.lines])
    if box is None:
        return []
    if len(rows) < _FEWEST_LINES and run.language is None:
        return blocks_of_lines(run.lines)
    written = [_row_text(row, box[0], width) for row in rows]
    return [LayoutBlock("code", lines=written, lang=run.language, bbox=rect_of(box))]


def _rows(run: Sequence[LineItem]) -> list[list[LineItem]]:
    rows: list[list[LineItem]] = []
    for line in sorted(run, key=lambda one: ((one.box[1] + one.box[3]) / 2, one.box[0])):
        if rows and line.box[1] < (rows[-1][0].box[1] + rows[-1][0].box[3]) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _row_text(row: Sequence[LineItem], left: float, width: float) -> str:
    text = ""
    for line in sorted(row, key=lambda one: one.box[0]):
        column = min(round((line.box[0] - left) / width), _DEEPEST)
        text = text.ljust(max(column, len(text) + bool(text))) + line.text
    return text


def code_box(block: LayoutBlock) -> Box | None:
    """Return the box of a code block; None for any other."""
    rect = block.bbox
    if block.kind != "code" or rect is None:
        return None
    return (rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)
