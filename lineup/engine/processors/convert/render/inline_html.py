"""Runs as HTML. Everything that came from the document is escaped."""

from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

from lineup.engine.processors.convert.model.inline import Mark, Run, Runs
from lineup.engine.processors.convert.render.changes import changed_html

_TAGS = {
    Mark.BOLD: "b",
    Mark.ITALIC: "i",
    Mark.CODE: "code",
    Mark.MATH: "math",
    Mark.STRIKE: "del",
    Mark.UNDERLINE: "u",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_LINK_SCHEMES = {"http", "https", "mailto"}


TextHtml = Callable[[str], str]
"""Makes HTML of the text of a run."""


def text_html(text: str) -> str:
    """Return the text as HTML that shows it as it is."""
    return escape(text, quote=False).replace("\n", "<br>")


def runs_html(runs: Runs, write: TextHtml = text_html) -> str:
    """Return the runs as inline HTML, their texts as `write` gives them."""
    return "".join(_run_html(run, write) for run in runs)


def safe_link(address: str | None) -> str | None:
    """Return the address if following it runs no code here, else None."""
    if address is None:
        return None
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    return address if scheme in _LINK_SCHEMES else None


def _run_html(run: Run, write: TextHtml) -> str:
    html = write(run.text)
    for mark in reversed(run.marks):
        html = f"<{_TAGS[mark]}>{html}</{_TAGS[mark]}>"
    address = safe_link(run.link)
    linked = html if address is None else f'<a href="{escape(address)}">{html}</a>'
    return changed_html(linked, run.changes)
