"""The comments of a Word document, and how its tracked changes are told apart (ECMA-376 part 1, §17.13)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from lineup.engine.processors.convert.model.inline import Change, ChangeKind, clean

_COMMENT = re.compile(r"<w:comment\s([^<>]*)>([^<]*+(?:<(?!/?w:comment[\s>])[^<]*+)*+)</w:comment>")
_PARAGRAPH = re.compile(r"</w:p>")
_TEXT = re.compile(r"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>")
_ATTRIBUTE = re.compile(r"""w:(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_KINDS = {
    "ins": ChangeKind.INSERTION,
    "moveTo": ChangeKind.INSERTION,
    "del": ChangeKind.DELETION,
    "moveFrom": ChangeKind.DELETION,
}
_MOST = 8  # at one place
CHANGE_ELEMENTS = "|".join(_KINDS)


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes in a tag by their names without the prefix."""
    return {name: clean(unescape(one or other)) for name, one, other in _ATTRIBUTE.findall(tag)}


def read_comments(part: str) -> dict[str, Change]:
    """Return the comments of a document's part `word/comments.xml` by their ids."""
    found: dict[str, Change] = {}
    for tag, body in _COMMENT.findall(part):
        said = attributes_of(tag)
        lines = ["".join(_TEXT.findall(paragraph)) for paragraph in _PARAGRAPH.split(body)]
        note = clean(unescape("\n".join(line for line in lines if line)))
        found[said.get("id", "")] = Change(
            ChangeKind.COMMENT,
            said.get("author", ""),
            said.get("date", ""),
            said.get("initials", ""),
            note,
        )
    return found


@dataclass
class OpenChanges:
    """Which changes and comments hold at a place in the document, from its beginning on."""

    comments: Mapping[str, Change]
    changes: list[Change] = field(default_factory=list)
    commented: dict[str, Change] = field(default_factory=dict)

    def begin_change(self, element: str, tag: str) -> None:
        """Let what follows be a change."""
        said = attributes_of(tag)
        change = Change(_KINDS[element], said.get("author", ""), said.get("date", ""))
        self.changes.append(change)

    def end_change(self) -> None:
        """End the innermost change; none where a damaged document ends more than it began."""
        if self.changes:
            self.changes.pop()

    def begin_comment(self, tag: str) -> None:
        """Let what follows be commented on."""
        name = attributes_of(tag).get("id", "")
        if name in self.comments:
            self.commented[name] = self.comments[name]

    def end_comment(self, tag: str) -> None:
        """End a comment's range."""
        self.commented.pop(attributes_of(tag).get("id", ""), None)

    @property
    def holding(self) -> tuple[Change, ...]:
        """All that hold here, comments outermost; of very many only some, as only a damaged document nests them so."""
        return (*islice(self.commented.values(), _MOST), *self.changes[-_MOST:])
