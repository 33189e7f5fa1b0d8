"""What the sides read at the place of a difference, one card for each reading."""

from collections.abc import Sequence

import streamlit as st

from components.difference_marks import MOST_CHARACTERS, is_cut, marked_readings, marks_style
from components.difference_sides import Alike, ShownSide
from components.difference_words import evidence_words, reading_place, state_words
from components.line_styles import line_css, line_of
from components.shell import page_address
from components.table_part import part_html
from lineup.compare.differences import Difference
from lineup.compare.kinds import Kind
from lineup.comparing.exports.html_parts import text as harmless

_CONTEXT = 300
"""How many characters of shared words are shown on each side."""

_MOST_BYTES = 49_000
_SCROLLED = 400
"""From how many characters on a reading may have to be scrolled, which keys can do too."""

_TEXT = "max-height:14rem;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;font-size:1.05rem;line-height:1.6"
_QUIET = "opacity:.75;font-size:.85rem;overflow-wrap:anywhere"
_LETTER = "font-weight:700;padding:0 .45rem;border-radius:.3rem;margin-right:.4rem"


def draw_evidence(difference: Difference, sides: Sequence[ShownSide]) -> None:
    """Draw what the page's own text says of the readings; nothing where nobody could look."""
    words = evidence_words(difference.evidence, sides)
    if words:
        st.caption(f":material/find_in_page: {words}")


def reading_cards(difference: Difference, groups: Sequence[Alike]) -> list[str]:
    """Return what each group read as HTML in which no text of a document is more than text.

    Of readings that are long or differ everywhere only so much is shown that each card is little to send.
    """
    most = MOST_CHARACTERS
    cards = _cards(difference, groups, most)
    while most > _CONTEXT and any(len(card.encode()) > _MOST_BYTES for card in cards):
        most //= 2
        cards = _cards(difference, groups, most)
    return cards


def _cards(difference: Difference, groups: Sequence[Alike], most: int) -> list[str]:
    texts = marked_readings(groups, most)
    return [
        _card(difference, group, text, is_whole=not is_cut(group, most))
        for group, text in zip(groups, texts, strict=True)
    ]


def _card(difference: Difference, group: Alike, text: str, *, is_whole: bool) -> str:
    heads = "".join(_head(side) for side in group.sides)
    reading = group.reading
    where = reading_place(reading)
    told = text if reading.text else ""
    state = state_words(difference, reading, group.sides[0])
    body = f"<em>{harmless(state)}</em>" if state else told
    around = difference.kind is Kind.TEXT and group.has_result
    before = _around(difference.before[-_CONTEXT:], "…", "") if around else ""
    after = _around(difference.after[:_CONTEXT], "", "…") if around else ""
    cut = "" if is_whole else f'<p style="{_QUIET};margin:.25rem 0 0">Cut here; {_links(group)}</p>'
    part = part_html(reading.part, group.sides[0].letter) if reading.part else ""
    scrolls = ' tabindex="0"' if len(reading.text) > _SCROLLED else ""
    return (
        f"{marks_style(group.sides[0].letter)}"
        f'<div style="display:flex;gap:.3rem;flex-wrap:wrap;align-items:baseline">{heads}'
        f'<span style="{_QUIET};margin-left:auto">{harmless(where)}</span></div>'
        f'<div dir="auto" style="{_TEXT}"{scrolls}>{before}{body}{after}</div>{part}{cut}'
    )


def _head(side: ShownSide) -> str:
    style = f"{_LETTER};{line_css(side.letter)}"
    label = f'<span style="{_QUIET}">{harmless(side.label, 120)}</span>' if side.label else ""
    title = f"Side {side.letter}, boxes {line_of(side.letter).words}"
    return f'<span style="{style}" title="{title}">{side.letter}</span>{label}'


def _around(words: str, begin: str, end: str) -> str:
    if not words:
        return ""
    told = harmless(words)
    text = f"{begin} {told} " if begin else f" {told} {end}"
    return f'<span style="opacity:.7">{text}</span>'


def _links(group: Alike) -> str:
    """Return where the whole reading is; blind, a link would say which side it is."""
    links = [
        f'<a href="{harmless(page_address("execution", {"id": side.execution_id}))}" target="_self" '
        f'style="color:inherit">open {side.letter}\'s result</a>'
        for side in group.sides
        if side.execution_id
    ]
    return " · ".join(links) or "the result has all of it."
