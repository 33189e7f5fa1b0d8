"""A Word document made ready for docling."""

from pathlib import Path
from zipfile import BadZipFile

from lineup.engine.processors.convert.office.archive_copy import copy_rewritten, read_part
from lineup.engine.processors.convert.office.markings import Markings, is_free
from lineup.engine.processors.convert.office.word_changes import read_comments
from lineup.engine.processors.convert.office.word_text import WordText

_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def prepared_word(source: Path, target: Path, *, with_changes: bool) -> Markings | None:
    """Write a copy in which docling loses less; return what its markings mean, or None where there is no copy.

    There is none of a document that is damaged, too large, or uses the markings' characters itself.
    """
    body = read_part(source, _BODY)
    comments = read_part(source, "word/comments.xml") if with_changes else ""
    if not body or not is_free(body + comments):
        return None
    markings = Markings()
    text = WordText(markings)
    changed = (
        text.body_with_changes(body, read_comments(comments)) if with_changes else text.body(body)
    )
    try:
        copy_rewritten(
            source,
            target,
            {_BODY: lambda _: changed, **dict.fromkeys(_NOTES, text.footnotes)},
        )
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return None
    return markings
