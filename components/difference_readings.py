"""What the sides read at the place of a difference, one card for each reading."""

from collections.abc import Sequence

import streamlit as st

from components.difference_marks import is_cut, marked_readings
from components.difference_sides import Alike, ShownSide
from components.difference_words import evidence_words, reading_place, state_words
from components.line_styles import line_css, line_of
from components.shell import page_address
from lineup.compare.differences import Difference
from lineup.compare.kinds import Kind
from lineup.comparing.exports.html_parts import text as harmless

_CONTEXT = 300
"""How many characters of shared words are shown on each side."""

_CARD = "border:1px solid rgba(128,140,160,.45);border-radius:.5rem;padding:.5rem .75rem;margin:0 0 .5rem"
_TEXT = "white-space:pre-wrap;overflow-wrap:anywhere;font-size:1.05rem;line-height:1.6"
_QUIET = "opacity:.75;font-size:.85rem;overflow-wrap:anywhere"
_LETTER = "font-weight:700;padding:0 .45rem;border-radius:.3rem;margin-right:.4rem"


def draw_readings(difference: Difference, groups: Sequence[Alike]) -> None:
    """Draw a card for each reading, with the words around it that all sides share."""
    st.html(readings_html(difference, groups))


def draw_evidence(difference: Difference, sides: Sequence[ShownSide]) -> None:
    """Draw what the page's own text says of the readings; nothing where nobody could look."""
    words = evidence_words(difference.evidence, sides)
    if words:
        st.caption(f":material/find_in_page: {words}")


def readings_html(difference: Difference, groups: Sequence[Alike]) -> str:
    """Return the cards as HTML in which no text of a document is more than text."""
    texts = marked_readings(groups)
    cards = (_card(difference, group, text) for group, text in zip(groups, texts, strict=True))
    return "".join(cards)


def _card(difference: Difference, group: Alike, text: str) -> str:
    heads = "".join(_head(side) for side in group.sides)
    reading = group.reading
    where = reading_place(reading)
    told = text if reading.text else ""
    state = state_words(difference, reading, group.sides[0])
    body = f"<em>{harmless(state)}</em>" if state else told
    around = difference.kind is Kind.TEXT and group.has_result
    before = _around(difference.before[-_CONTEXT:], "…", "") if around else ""
    after = _around(difference.after[:_CONTEXT], "", "…") if around else ""
    cut = (
        f'<p style="{_QUIET};margin:.25rem 0 0">Cut here; {_links(group)}</p>'
        if is_cut(group)
        else ""
    )
    return (
        f'<div style="{_CARD}"><div style="display:flex;gap:.3rem;flex-wrap:wrap;align-items:baseline">{heads}'
        f'<span style="{_QUIET};margin-left:auto">{harmless(where)}</span></div>'
        f'<div dir="auto" style="{_TEXT}">{before}{body}{after}</div>{cut}</div>'
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
