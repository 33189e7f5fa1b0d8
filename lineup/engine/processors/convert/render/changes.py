"""Tracked changes and comments as elements around a text, in HTML and in Markdown alike."""

from collections.abc import Iterable
from html import escape
from typing import assert_never

from lineup.engine.processors.convert.model.inline import Change, ChangeKind


def changed_html(html: str, changes: Iterable[Change]) -> str:
    """Return the text in an element for each change, the first outermost: `ins`, `del` or `comment`."""
    for change in reversed(tuple(changes)):
        name, attributes = _element(change)
        html = f"<{name}{_written(attributes)}>{html}</{name}>"
    return html


def _element(change: Change) -> tuple[str, dict[str, str]]:
    match change.kind:
        case ChangeKind.INSERTION:
            return "ins", _revision(change)
        case ChangeKind.DELETION:
            return "del", _revision(change)
        case ChangeKind.COMMENT:
            return "comment", {
                "data-comment-author": change.author,
                "data-comment-datetime": change.time,
                "data-comment-initial": change.initials,
                "text": change.note,
            }
        case _:
            assert_never(change.kind)


def _revision(change: Change) -> dict[str, str]:
    return {"data-revision-author": change.author, "data-revision-datetime": change.time}


def _written(attributes: dict[str, str]) -> str:
    """Return the attributes on one line: a line end in Markdown would end the element's paragraph."""
    return "".join(
        f' {name}="{escape(" ".join(text.split()))}"' for name, text in attributes.items() if text
    )
