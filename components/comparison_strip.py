"""How comparable the sides are, in words: what is alike, and what to know before trusting the figures."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.failure import plain
from components.formatting import count_text
from lineup.comparing.comparability import Caution, Concern

OnShow = Callable[[Concern], None]
"""Called with what a caution is about when its documents are asked for."""

_MOST = 3
"""How many cautions are shown at once; the rest is folded."""

_MOST_EXPLAINING = 8
_EXPLAINING = {
    Concern.FAILED,
    Concern.MISSING,
    Concern.DOCUMENTS,
    Concern.PAGES,
    Concern.OPTIONS,
    Concern.READ,
}
"""What explains differences by itself, shown before the rest is folded, as many as are no flood."""

_ALIKE = {
    Concern.DOCUMENTS: "Same documents",
    Concern.OPTIONS: "Same options",
    Concern.PAGES: "Same pages",
    Concern.SCHEMA: "Same schema",
    Concern.VERSIONS: "Same engine versions",
}


def draw_strip(
    alike: Sequence[Concern], cautions: Sequence[Caution], *, key: str, on_show: OnShow
) -> None:
    """Draw the strip; asking for a caution's documents calls back.

    The cautions that explain differences by themselves are never folded, as far as they come first.
    """
    shown = max(_MOST, _explaining(cautions))
    with st.container(gap="xxsmall"):
        if alike:
            st.markdown(alike_markdown(alike))
        for number, caution in enumerate(cautions[:shown]):
            _draw_caution(caution, f"{key}-{number}", on_show)
    rest = cautions[shown:]
    if rest:
        with st.expander(f"{count_text(len(rest), 'more caution')}"), st.container(gap="xxsmall"):
            for number, caution in enumerate(rest, start=shown):
                _draw_caution(caution, f"{key}-{number}", on_show)


def _explaining(cautions: Sequence[Caution]) -> int:
    return min(sum(each.concern in _EXPLAINING for each in cautions), _MOST_EXPLAINING)


def alike_markdown(alike: Sequence[Concern]) -> str:
    """Return `✔ Same documents  ✔ Same options` as markdown."""
    return " ".join(f":green-badge[✔ {_ALIKE[concern]}]" for concern in alike if concern in _ALIKE)


def caution_markdown(caution: Caution) -> str:
    """Return a caution with its sign; the word before it is for who can't see the sign."""
    return f":orange[:material/warning: **Caution**] {plain(caution.sentence)}"


def concern_text(concern: Concern) -> str:
    """Return what the documents of a caution have in common."""
    return _CONCERNS[concern]


def _draw_caution(caution: Caution, key: str, on_show: OnShow) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(caution_markdown(caution), width="stretch")
        if caution.documents:
            st.button(
                "Show documents",
                key=key,
                type="tertiary",
                on_click=on_show,
                args=(caution.concern,),
            )


_CONCERNS = {
    Concern.DOCUMENTS: "other documents were read",
    Concern.OPTIONS: "run with other options",
    Concern.PAGES: "other pages were read",
    Concern.SCHEMA: "another schema",
    Concern.FORMATS: "other output formats",
    Concern.MISSING: "without a result on a side",
    Concern.FAILED: "failed on a side",
    Concern.CACHED: "taken from earlier results",
    Concern.VERSIONS: "other engine versions",
    Concern.DRAFT: "the draft has moved on",
    Concern.READ: "read in another way",
}
