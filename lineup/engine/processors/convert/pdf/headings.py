"""Which blocks are headings: liteparse's own verdict, mended where the page's type and places say otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from liteparse import AnnotationRect, LayoutBlock

from lineup.engine.processors.convert.model.grouping import reads_like_caption
from lineup.engine.processors.convert.pdf.formulas import bare_text, is_latex
from lineup.engine.processors.convert.pdf.line_items import LineItem
from lineup.engine.processors.convert.pdf.line_owners import lines_by_owner

_BAND = 0.075  # of the page's height: above and below stand running heads
_HEAD_SIZE = 1.35  # of the text's: type as large is a title even there
_CHAPTER_SIZE = 1.2  # of the text's, of "Chapter 3" on a line of its own
_MOST_LINES = 2
_LARGE = 1.3  # of the text's: such type makes a heading
_TITLE_LARGE = 1.6
_LONGEST = 110  # characters of a heading that only its type makes one
_LONG_SENTENCE = 60
_ALIKE = 0.08  # of a size
_LEADING = 0.7  # of a line's height, between the lines of one text
_MANY_NUMBERS = 3
_CHAPTER = re.compile(
    r"(?:chapter|part|appendix|kapitel|teil|anhang)\s+(?:\d+|[IVXLC]+|[A-Z])\W?", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.?!:;,]['\")\]]*$")
_SENTENCE = re.compile(r"[.?!:;,]['\")\]]*$|[a-z]{2}[.?!] ")
_DATE = re.compile(r"(?:\d{1,2}\W+)?\w+\W+(?:\d{1,2}\W+)?\d{4}")
_BEGINNING = re.compile(r"[\"'(“]?[A-ZÀ-ÞА-Я\d]")
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class _Look:
    """A block with what its lines look like; `size` is as a part of the text's."""

    block: LayoutBlock
    lines: tuple[LineItem, ...]
    size: float

    @property
    def text(self) -> str:
        text = self.block.text or ""  # a heading's has neither marks nor escapes
        return " ".join((text if self.is_heading else bare_text(text)).split())

    @property
    def is_bold(self) -> bool:
        return bool(self.lines) and all(line.is_bold for line in self.lines)

    @property
    def is_heading(self) -> bool:
        return bool(self.block.kind == "heading")

    @property
    def height(self) -> float:
        return max((line.height for line in self.lines), default=0.0)


def with_headings(
    blocks: Sequence[LayoutBlock],
    lines: Sequence[LineItem],
    usual_size: float,
    page_height: float,
) -> tuple[LayoutBlock, ...]:
    """Return the blocks with false headings made paragraphs, and missed ones headings."""
    judged = list(_demoted(_looks(blocks, lines, usual_size), page_height))
    return tuple(_continued(list(_promoted(judged, page_height))))


def _looks(blocks: Sequence[LayoutBlock], lines: Sequence[LineItem], usual: float) -> list[_Look]:
    held = lines_by_owner(blocks, lines)
    return [
        _Look(block, tuple(its), _mean_size(its) / usual)
        for block, its in zip(blocks, held, strict=True)
    ]


def _mean_size(lines: Sequence[LineItem]) -> float:
    return sum(line.size for line in lines) / len(lines) if lines else 0.0


def _demoted(looks: Sequence[_Look], page_height: float) -> Iterator[_Look]:
    numbers = sum((look.block.text or "").isdecimal() for look in looks)
    before: _Look | None = None
    for look in looks:
        is_false = look.is_heading and (
            is_latex(look.text)
            or reads_like_caption(look.text)
            or _is_running(look, looks, page_height)
            or (look.text.isdecimal() and numbers >= _MANY_NUMBERS)
            or _is_sentence(look)
            or (before is not None and _ends_caption(before, look))
        )
        judged = replace(look, block=_as_paragraph(look.block)) if is_false else look
        yield judged
        before = judged


def _is_running(look: _Look, looks: Sequence[_Look], page_height: float) -> bool:
    """Whether it stands in the band of running heads, in type that is no title's, with a space between it and the text."""
    rect = look.block.bbox
    if rect is None:
        return False
    if rect.y >= (1 - _BAND) * page_height:
        return True
    bottom = rect.y + rect.height
    if bottom > _BAND * page_height or look.size >= _HEAD_SIZE:
        return False
    below = [
        other.block.bbox.y for other in looks if other.block.bbox and other.block.bbox.y > bottom
    ]
    return not below or min(below) - bottom > look.height


def _is_sentence(look: _Look) -> bool:
    return (
        not look.is_bold
        and look.size < _LARGE
        and len(look.text) > _LONG_SENTENCE
        and _SENTENCE_END.search(look.text) is not None
    )


def _ends_caption(before: _Look, look: _Look) -> bool:
    """Whether it is the last line of the caption above."""
    return reads_like_caption(before.text) and not before.is_heading and _is_next_line(before, look)


def _is_next_line(before: _Look, look: _Look) -> bool:
    above, rect = before.block.bbox, look.block.bbox
    if above is None or rect is None or not before.lines or not look.lines:
        return False
    space = rect.y - (above.y + above.height)
    return (
        abs(look.size - before.size) <= _ALIKE * before.size
        and look.is_bold == before.is_bold
        and -look.height < space < _LEADING * look.height
        and rect.x < above.x + above.width
    )


def _promoted(looks: Sequence[_Look], page_height: float) -> Iterator[_Look]:
    for look in looks:
        if look.block.kind == "paragraph" and _is_missed(look, page_height):
            level = 1 if look.size >= _TITLE_LARGE else 2
            yield replace(
                look, block=replace(look.block, kind="heading", level=level, text=look.text)
            )
        else:
            yield look


def _is_missed(look: _Look, page_height: float) -> bool:
    rect, text = look.block.bbox, look.block.text or ""
    is_plain = look.size < _CHAPTER_SIZE and not look.is_bold
    if rect is None or not look.lines or is_plain or len(text) > 2 * _LONGEST:
        return False
    text = look.text
    if is_latex(text) or reads_like_caption(text):
        return False
    below, above = _BAND * page_height, (1 - _BAND) * page_height
    in_text = bool(below < rect.y + rect.height and rect.y < above)
    if _CHAPTER.fullmatch(text):
        return in_text
    return (
        in_text
        and look.size >= _LARGE
        and len(look.lines) <= _MOST_LINES
        and len(text) <= _LONGEST
        and _BEGINNING.match(text) is not None
        and _LETTERS.search(text) is not None
        and _SENTENCE.search(text) is None
        and _DATE.fullmatch(text) is None
    )


def _continued(looks: Sequence[_Look]) -> Iterator[LayoutBlock]:
    """Yield the blocks, a heading whose text goes on in the next block joined with it."""
    joined = list(looks)
    for at in range(len(joined) - 1, 0, -1):
        before, look = joined[at - 1], joined[at]
        if before.is_heading and _goes_on(before, look):
            joined[at - 1 : at + 1] = [_join(before, look)]
    yield from (look.block for look in joined)


def _goes_on(before: _Look, look: _Look) -> bool:
    """Whether the block is the rest of the heading: it begins small, or the caption goes on."""
    return (
        look.block.kind in {"heading", "paragraph"}
        and look.text[:1].islower()
        and _is_next_line(before, look)
    )


def _join(before: _Look, look: _Look) -> _Look:
    rects = (before.block.bbox, look.block.bbox)
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right = max(rect.x + rect.width for rect in rects)
    bottom = max(rect.y + rect.height for rect in rects)
    text = f"{before.text} {look.text}"
    rect = AnnotationRect(left, top, right - left, bottom - top)
    return replace(
        before, block=replace(before.block, text=text, bbox=rect), lines=before.lines + look.lines
    )


def _as_paragraph(block: LayoutBlock) -> LayoutBlock:
    escaped = re.sub(r"([\\*~\[])", r"\\\1", block.text or "")  # a heading's text has no marks
    return replace(block, kind="paragraph", level=None, text=escaped)
