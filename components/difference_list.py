"""All differences of a document in one table, from which one is opened."""

from collections.abc import Callable, Collection, Sequence

import pandas as pd
import streamlit as st

from components.difference_words import KIND_WORDS, place_words
from lineup.compare.differences import Difference

MOST_ROWS = 200
_BEFORE = 40
"""How many of the rows are before the open difference where there are more than are shown."""

_MOST_SHOWN, _HEIGHT, _MOST_CELL = 8, 320, 60

OpenRow = Callable[[str, Sequence[str]], None]
"""Opens the difference of the row chosen in the table of this key; the rows' differences have these ids."""


def draw_difference_list(
    differences: Sequence[Difference],
    judged: Collection[str],
    shown: str,
    *,
    is_blind: bool,
    on_open: OpenRow,
    key: str,
) -> None:
    """Draw the differences; choosing a row opens it."""
    start = first_row(differences, shown)
    told = differences[start : start + MOST_ROWS]
    st.dataframe(
        differences_frame(told, judged, shown, is_blind=is_blind),
        hide_index=True,
        height="content" if len(told) <= _MOST_SHOWN else _HEIGHT,
        key=key,
        selection_mode="single-row",
        on_select=lambda: on_open(key, [one.id for one in told]),
        alt="Differences of the document",
    )
    if len(differences) > len(told):
        st.caption(
            f"Shows {start + 1:,} to {start + len(told):,} of {len(differences):,} differences, worst first."
        )


def first_row(differences: Sequence[Difference], shown: str) -> int:
    """Return from which difference on the list is shown: from the first, or from a little before the open one."""
    at = next((at for at, one in enumerate(differences) if one.id == shown), 0)
    return max(0, min(at - _BEFORE, len(differences) - MOST_ROWS))


def differences_frame(
    differences: Sequence[Difference], judged: Collection[str], shown: str, *, is_blind: bool
) -> pd.DataFrame:
    """Return the differences as a table of texts, worst first; blind, the readings are in no side's order."""
    return pd.DataFrame(
        {
            "": ["▶" if one.id == shown else "" for one in differences],
            "Where": [_cut(place_words(one)) for one in differences],
            "What": [KIND_WORDS[one.kind] for one in differences],
            "Reading": [_cut(_texts(one, is_blind=is_blind)) for one in differences],
            "Judged": ["✔ judged" if one.id in judged else "" for one in differences],
        }
    )


def _texts(difference: Difference, *, is_blind: bool) -> str:
    texts = dict.fromkeys(one.text[:_MOST_CELL] or "–" for one in difference.readings)
    return " | ".join(sorted(texts) if is_blind else texts)


def _cut(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _MOST_CELL else f"{told[: _MOST_CELL - 1]}…"
