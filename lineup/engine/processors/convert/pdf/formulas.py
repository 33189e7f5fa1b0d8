r"""Formulas that a PDF holds as LaTeX, such as `\frac{a}{b}`."""

import re

_COMMAND = re.compile(r"\\[a-zA-Z]{2,}")
_WORD = re.compile(r"(?<![\\a-zA-Z{])[a-zA-Z]{4,}(?![a-zA-Z}])")
_BUILDING = re.compile(r"\\(?:frac|sqrt|sum|int|lim|left|begin|mathrm|operatorname)\b")
_NUMBER = r"\((?P<number>\d+(?:\.\d+)*[a-z]?)\)"
_NUMBERED = (
    re.compile(rf"(?P<latex>.*\S)\s*{_NUMBER}"),
    re.compile(rf"{_NUMBER}\s*(?P<latex>\S.*)"),
)
_STARS = re.compile(r"(?<!\\)\*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FEWEST = 2  # commands; one may be a path


def is_latex(text: str) -> bool:
    """Whether the text, without Markdown's escapes, is a formula rather than a text that names a command."""
    bare = text.strip("* ")
    commands = _COMMAND.findall(bare)
    is_formula = len(commands) >= _FEWEST or _BUILDING.search(bare) is not None
    return is_formula and len(_WORD.findall(bare)) <= len(commands)


def bare_text(text: str) -> str:
    """Return a liteparse paragraph's text without its Markdown marks and escapes."""
    return _ESCAPE.sub(r"\1", _STARS.sub("", text)).strip()


def latex_of(text: str) -> str | None:
    """Return the LaTeX of a liteparse paragraph that is a formula, its number as a tag; None for any other."""
    bare = bare_text(text)
    if not is_latex(bare):
        return None
    for pattern in _NUMBERED:
        numbered = pattern.fullmatch(bare)
        if numbered is not None:
            return rf"{numbered['latex']} \tag{{{numbered['number']}}}"
    return bare
