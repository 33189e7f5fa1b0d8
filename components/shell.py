"""What stands around every page: the name, the server, links."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="132" height="32" viewBox="0 0 132 32">'
    '<rect x="2" y="5" width="9" height="22" rx="2" fill="#4a74e8"/>'
    '<rect x="14" y="5" width="9" height="22" rx="2" fill="#4a74e8" fill-opacity="0.5"/>'
    '<text x="32" y="23" font-family="sans-serif" font-size="20" font-weight="700" fill="#5b82ee">Lineup</text>'
    "</svg>"
)
"""The wordmark, in a blue that reads on light and on dark."""

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32">'
    '<rect x="4" y="4" width="11" height="24" rx="2" fill="#4a74e8"/>'
    '<rect x="18" y="4" width="11" height="24" rx="2" fill="#4a74e8" fill-opacity="0.5"/></svg>'
)
"""The browser tab's icon; one of Streamlit's own names would be fetched from an outside server."""


_DARK_ON_LIGHT = (
    '<style>[data-testid="stBaseButton-primary"],[data-tag],[data-tag] *{color:#101418}</style>'
)


def draw_readable_buttons(theme: str | None) -> None:
    """Draw nothing, and make main buttons and chosen options readable: the dark theme's are light, with a white text on them."""
    if theme == "dark":
        st.html(_DARK_ON_LIGHT)


def draw_page_head(title: str, server: str, *, is_reachable: bool) -> None:
    """Draw the page's title, and which server it shows."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(title, anchor=False, width="stretch")
        st.markdown(server_text(server, is_reachable=is_reachable), width="content")


def server_text(server: str, *, is_reachable: bool) -> str:
    """Return `● Embedded engine`, or that it doesn't answer."""
    name = server.replace("[", "").replace("]", "")
    return f":green[●] {name}" if is_reachable else f":red[○] {name} does not answer"


def draw_link(label: str, address: str) -> None:
    """Draw a link to a page of our own that opens in the same window.

    Streamlit's own links leave a stray entry in the browser's history, or open another window (rulings 22).
    """
    st.html(link_html(label, address), width="content")


def link_html(label: str, address: str) -> str:
    """Return the link, drawn as a button in the colours of the page."""
    style = (
        "display:inline-block;padding:.3rem .75rem;border:1px solid rgba(128,140,160,.5);"
        "border-radius:.5rem;color:inherit;text-decoration:none;font-size:.875rem;white-space:nowrap"
    )
    return f'<a href="{escape(address)}" target="_self" style="{style}">{escape(label)}</a>'


def page_address(page: str, parameters: Mapping[str, str | Sequence[str] | None]) -> str:
    """Return the relative address of a page with what it is to show; empty parameters are left out."""
    told = {
        name: [each for each in ([value] if isinstance(value, str) else value or ()) if each]
        for name, value in parameters.items()
    }
    query = urlencode(told, doseq=True)
    return f"{page or './'}?{query}" if query else page or "./"
