"""Text within a block: runs of one look each."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a run of text looks."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    MATH = "math"
    STRIKE = "strike"
    UNDERLINE = "underline"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


class ChangeKind(StrEnum):
    """What a reviser did."""

    INSERTION = "insertion"
    DELETION = "deletion"
    COMMENT = "comment"


@dataclass(frozen=True)
class Change:
    """A tracked change of some text, or a comment on it, as the file tells it; `note` is what a comment says."""

    kind: ChangeKind
    author: str = ""
    time: str = ""
    initials: str = ""
    note: str = ""


@dataclass(frozen=True)
class Run:
    """Text of one look; `marks` are ordered from the outermost to the innermost, `link` is an address as written.

    `changes` are only there where they were asked for; those of a text that is shown elsewhere as it stands are none.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    link: str | None = None
    changes: tuple[Change, ...] = ()


Runs = tuple[Run, ...]
"""The text of a block, in order. Spaces between runs are part of them."""


_CONTROL_CHARACTERS = dict.fromkeys([*range(9), *range(11, 32), 127, 0xFFFE, 0xFFFF])


def clean(text: str) -> str:
    """Return the text without characters that neither HTML nor XML may hold; tabs become spaces, line ends stay."""
    if text.isprintable():  # most is, and asking is quick
        return text
    return text.replace("\t", " ").translate(_CONTROL_CHARACTERS)


def plain(text: str) -> Runs:
    """Return the text, cleaned, as runs without any mark."""
    cleaned = clean(text)
    return (Run(cleaned),) if cleaned else ()


def plain_text(runs: Iterable[Run]) -> str:
    """Return the text of the runs without their look."""
    return "".join(run.text for run in runs)
