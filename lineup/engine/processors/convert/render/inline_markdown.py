"""Runs as Markdown (CommonMark, with tables and strikethrough of GFM). Nothing in the document's text becomes markup."""

import re

from lineup.engine.processors.convert.model.inline import Mark, Run, Runs
from lineup.engine.processors.convert.render.changes import changed_html
from lineup.engine.processors.convert.render.inline_html import safe_link

_ALWAYS_SPECIAL = r"""
      \\(?=[!-/:-@\[-`{-~])                 # a backslash that would escape what follows
    | `
    | \A[*_] | \*(?!\s)                    # what can't begin emphasis can't end one either
    | (?<![^\W_])_(?!\s)                   # a line inside a word begins none
    | ~(?=~)
    | <(?=[A-Za-z/!?])                      # would begin a tag
    | &(?=\#?\w{1,40};)                     # would be read as a character
"""
_MAYBE_SPECIAL = re.compile(
    r"[\\`*_~\]<&]"
)  # most text has none of these, and looking for them is quick
_SPECIAL = re.compile(_ALWAYS_SPECIAL + r"| \](?=[(\[:])", re.VERBOSE)  # would end a link's text
_SPECIAL_IN_LABEL = re.compile(_ALWAYS_SPECIAL + r"| [\[\]]", re.VERBOSE)
_AS_ENTITY = {"<": "&lt;", "&": "&amp;"}
_BLOCK_START = re.compile(r"(?:\#{1,6}|[-+]|\d{1,9}[.)])(?=\s|$)|>|={2,}\s*$|-{2,}\s*$|~{3}")
_WRAPPERS = {
    Mark.BOLD: ("**", "**"),
    Mark.ITALIC: ("*", "*"),
    Mark.STRIKE: ("~~", "~~"),
    Mark.SUPERSCRIPT: ("<sup>", "</sup>"),
    Mark.SUBSCRIPT: ("<sub>", "</sub>"),
    Mark.UNDERLINE: ("<u>", "</u>"),
}


def runs_markdown(runs: Runs) -> str:
    """Return the runs on one line of Markdown, to stand after the beginning of a line."""
    return " ".join("".join(_run_markdown(run) for run in runs).split())


def paragraph_markdown(runs: Runs) -> str:
    """Return the runs as a paragraph: what would make its first line something else is escaped."""
    return escape_line_start(runs_markdown(runs))


def escape_line_start(line: str) -> str:
    """Return the line so that it begins no heading, list, quote, rule or code block."""
    start = _BLOCK_START.match(line)
    if start is None:
        return line
    # of a number's "1." the full stop is what makes the list
    place = start.end() - 1 if start[0][0].isdigit() else 0
    return f"{line[:place]}\\{line[place:]}"


def escape_markdown(text: str) -> str:
    """Return the text so that Markdown shows it as it is."""
    return _SPECIAL.sub(_escaped, text) if _MAYBE_SPECIAL.search(text) else text


def escape_label(text: str) -> str:
    """Return the text so that it shows as it is between the brackets of a link or picture."""
    return _SPECIAL_IN_LABEL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return _AS_ENTITY.get(match[0], f"\\{match[0]}")


def _run_markdown(run: Run) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    marked = _core_markdown(core, run)
    for mark in reversed([mark for mark in run.marks if mark in _WRAPPERS]):
        before, after = _WRAPPERS[mark]
        marked = f"{before}{marked}{after}"
    before, _, after = run.text.partition(core)
    return f"{before}{changed_html(_linked(marked, run.link), run.changes)}{after}"


def _core_markdown(core: str, run: Run) -> str:
    if Mark.CODE in run.marks:
        return code_span(core)
    if Mark.MATH in run.marks:
        return f"${core}$"
    return escape_markdown(core) if run.link is None else escape_label(core)


def code_span(text: str) -> str:
    """Return the text between as many backticks as it takes (CommonMark §6.1)."""
    longest = max((len(ticks) for ticks in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def _linked(marked: str, link: str | None) -> str:
    address = safe_link(link)
    if address is None:
        return marked
    quoted = re.sub(
        r"[\s()<>\\]", lambda match: "".join(f"%{b:02X}" for b in match[0].encode()), address
    )
    return f"[{marked}]({quoted})"
