"""liteparse's text, which carries Markdown marks and escapes, as runs."""

import re

from lineup.engine.processors.convert.model.inline import Mark, Run, Runs, clean

_MARKUP = re.compile(r"[\\*~\[]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SHELTER = 0x10_0000  # a private plane: an escaped character waits there while marks are looked for
_SHELTERED = re.compile(f"[{chr(_SHELTER)}-{chr(_SHELTER + 0x7F)}]")
_TOKEN = re.compile(
    r"""
      \[(?P<label>[^\[\]]{1,2000})\]\((?P<link>(?:https?|mailto):[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)
    | (?P<stars>\*{1,3})(?=\S)(?P<starred>[^*]+?)(?<=\S)(?P=stars)
    | ~~(?=\S)(?P<struck>[^~]+?)(?<=\S)~~
    """,
    re.VERBOSE,
)
_BY_STARS = {1: (Mark.ITALIC,), 2: (Mark.BOLD,), 3: (Mark.BOLD, Mark.ITALIC)}


def parse_inline(text: str, marks: tuple[Mark, ...] = ()) -> Runs:
    """Return the text as runs, each with `marks` around its own."""
    cleaned = clean(text)
    if not _MARKUP.search(cleaned):
        return (Run(cleaned, marks),) if cleaned else ()
    sheltered = _ESCAPE.sub(lambda match: chr(_SHELTER + ord(match[1])), cleaned)
    return tuple(_runs(sheltered, marks, None))


def _runs(text: str, marks: tuple[Mark, ...], link: str | None) -> list[Run]:
    runs: list[Run] = []
    position = 0
    for token in _TOKEN.finditer(text):
        runs += _plain(text[position : token.start()], marks, link)
        runs += _marked(token, marks, link)
        position = token.end()
    return runs + _plain(text[position:], marks, link)


def _marked(token: re.Match[str], marks: tuple[Mark, ...], link: str | None) -> list[Run]:
    if token["label"]:
        return _runs(token["label"], marks, _restored(token["link"]))
    if token["struck"]:
        return _plain(token["struck"], _with(marks, (Mark.STRIKE,)), link)
    return _plain(token["starred"], _with(marks, _BY_STARS[len(token["stars"])]), link)


def _with(marks: tuple[Mark, ...], more: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys(marks + more))


def _plain(text: str, marks: tuple[Mark, ...], link: str | None) -> list[Run]:
    return [Run(_restored(text), marks, link)] if text else []


def _restored(text: str) -> str:
    return _SHELTERED.sub(lambda match: chr(ord(match[0]) - _SHELTER), text)
