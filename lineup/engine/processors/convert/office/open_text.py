"""OpenDocument texts made ready for docling, which drops spaces at the edges of spans and the numbers of notes."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from lineup.engine.processors.convert.model.inline import Mark
from lineup.engine.processors.convert.office.archive_copy import copy_rewritten, read_part
from lineup.engine.processors.convert.office.markings import SPACE, Marking, Markings, is_free

_CONTENT = "content.xml"
_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?([\w:.-]+)")
_INLINE = {"text:span", "text:a", "text:note"}
_SPACES = {"text:s", "text:tab", "text:line-break"}


def prepared_open_text(source: Path, target: Path) -> Markings | None:
    """Write a copy in which docling loses less; return what its markings mean, or None where there is no copy."""
    content = read_part(source, _CONTENT)
    if not content or not is_free(content):
        return None
    markings = Markings()
    changed = "".join(_rewritten(_TAG.split(content), markings))
    try:
        copy_rewritten(source, target, {_CONTENT: lambda _: changed})
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return None
    return markings


def _rewritten(pieces: list[str], markings: Markings) -> Iterator[str]:
    """Yield the pieces, by turns texts and tags, with the numbers of notes where they are referred to and before them."""
    citation = ""
    for at, piece in enumerate(pieces):
        name = _name(piece) if at % 2 else ""
        if not name:
            yield _spaced(pieces, at)
        elif piece.startswith("<text:note "):
            citation = _superscript(_citation(pieces, at), markings)
            yield f"{citation}{piece}"
        elif citation and name in {"text:p", "text:h"} and not piece.startswith("</"):
            yield f"{piece}{citation}{SPACE}"
            citation = ""
        else:
            yield f"{SPACE}{piece}" if name in _SPACES and not piece.startswith("</") else piece


def _citation(pieces: list[str], at: int) -> str:
    """Return the number of the note that begins there."""
    if at + 3 < len(pieces) and _name(pieces[at + 2]) == "text:note-citation":
        return pieces[at + 3].strip()
    return ""


def _superscript(number: str, markings: Markings) -> str:
    return markings.wrap(number, Marking(marks=(Mark.SUPERSCRIPT,))) if number else ""


def _spaced(pieces: list[str], at: int) -> str:
    text = pieces[at]
    core = text.strip()
    before_is_inline = at > 0 and _name(pieces[at - 1]) in _INLINE
    after_is_inline = at + 1 < len(pieces) and _name(pieces[at + 1]) in _INLINE
    if not core:
        return SPACE if text and (before_is_inline or after_is_inline) else text
    before, _, after = text.partition(core)
    left = SPACE if before and before_is_inline else before
    return f"{left}{core}{SPACE if after and after_is_inline else after}"


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1] if match else ""
