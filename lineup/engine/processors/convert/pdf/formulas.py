r"""Formulas that a PDF holds as LaTeX, such as `\frac{a}{b}`."""

import re

_COMMAND = re.compile(r"\\[a-zA-Z]{2,}")
_WORD = re.compile(r"(?<![\\a-zA-Z{])[a-zA-Z]{4,}(?![a-zA-Z}])")
_NUMBERED = re.compile(r"(?P<latex>.*\S)\s*\((?P<number>\d+(?:\.\d+)*[a-z]?)\)")
_STARS = re.compile(r"(?<!\\)\*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FEWEST = 2  # commands; one may be a path


def is_latex(text: str) -> bool:
    """Whether the text, without Markdown's escapes, is a formula rather than a text that names a command."""
    bare = text.strip("* ")
    commands = _COMMAND.findall(bare)
    return len(commands) >= _FEWEST and len(_WORD.findall(bare)) <= len(commands)


def bare_text(text: str) -> str:
    """Return a liteparse paragraph's text without its Markdown marks and escapes."""
    return _ESCAPE.sub(r"\1", _STARS.sub("", text)).strip()


def latex_of(text: str) -> str | None:
    """Return the LaTeX of a liteparse paragraph that is a formula, its number as a tag; None for any other."""
    bare = bare_text(text)
    if not is_latex(bare):
        return None
    numbered = _NUMBERED.fullmatch(bare)
    if numbered is None:
        return bare
    return rf"{numbered['latex']} \tag{{{numbered['number']}}}"
