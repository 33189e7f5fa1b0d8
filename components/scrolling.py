"""Bringing what was opened into view: it may lie below what led to it."""

import streamlit as st

_SCRIPT = """
export default function(component) {
    const { parentElement, data } = component;
    if (window.lineupInView === data.token) { return; }
    window.lineupInView = data.token;
    const place = parentElement.host ?? parentElement;
    place.style.scrollMarginTop = "4rem";
    let isLeft = true;
    const leave = () => { isLeft = false; };
    for (const event of ["wheel", "touchmove", "keydown", "pointerdown"]) {
        window.addEventListener(event, leave, { once: true, passive: true, capture: true });
    }
    for (const wait of [50, 400, 1000, 1800]) {
        setTimeout(() => { if (isLeft) { place.scrollIntoView({ block: "start" }); } }, wait);
    }
}
"""
"""What stands above takes a while to get its height; whoever scrolls or presses something meanwhile is left alone.

Tables keep `mousedown` to themselves, hence `pointerdown`.
"""

_here = st.components.v2.component("lineup_scrolling", js=_SCRIPT)


def scroll_here(token: str, *, key: str) -> None:
    """Bring this place to the top of the window, once for each token in a row."""
    _here(key=key, data={"token": token}, height=1)
