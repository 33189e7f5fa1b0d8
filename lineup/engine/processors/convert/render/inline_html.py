"""Runs as HTML. Everything that came from the document is escaped."""

from html import escape
from urllib.parse import urlsplit

from lineup.engine.processors.convert.model.inline import Mark, Run, Runs

_TAGS = {
    Mark.BOLD: "b",
    Mark.ITALIC: "i",
    Mark.CODE: "code",
    Mark.STRIKE: "del",
    Mark.UNDERLINE: "u",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_LINK_SCHEMES = {"http", "https", "mailto"}


def runs_html(runs: Runs) -> str:
    """Return the runs as inline HTML."""
    return "".join(_run_html(run) for run in runs)


def safe_link(address: str | None) -> str | None:
    """Return the address if following it runs no code here, else None."""
    if address is None:
        return None
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    return address if scheme in _LINK_SCHEMES else None


def _run_html(run: Run) -> str:
    html = escape(run.text, quote=False).replace("\n", "<br>")
    for mark in reversed(run.marks):
        html = f"<{_TAGS[mark]}>{html}</{_TAGS[mark]}>"
    address = safe_link(run.link)
    return html if address is None else f'<a href="{escape(address)}">{html}</a>'
