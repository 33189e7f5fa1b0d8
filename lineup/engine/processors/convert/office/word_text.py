"""The text of a Word document rewritten, so that spaces, footnotes' numbers and tracked changes survive docling."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lineup.engine.processors.convert.model.inline import Change, Mark
from lineup.engine.processors.convert.office.markings import SPACE, Marking, Markings, spaced
from lineup.engine.processors.convert.office.word_changes import CHANGE_ELEMENTS, OpenChanges

# No attribute holds a "<" (XML 1.0 §3.1): where each match ends at the next one, the time grows with the text only.
_TEXT = re.compile(r"<w:(t|delText)((?:\s[^<>]*)?)>([^<]*)</w:\1>")
_BREAK = re.compile(r"<w:(?:tab|br)\s*/>")  # with attributes it is a tab stop or a page break
_PAGE_BREAK = re.compile(r"""<w:br\s[^<>]*?w:type=["']page["'][^<>]*/>""")
_NEW_PAGE = re.compile(
    r"(<w:pageBreakBefore\s*/>[^<]*+(?:<(?!w:pageBreakBefore|/w:pPr>)[^<]*+){0,200}+</w:pPr>)"
)
_KEEPS_SPACES = 'xml:space="preserve"'
_REFERENCE = re.compile(r"""<w:(footnote|endnote)Reference\s[^<>]*?w:id=["'](-?\d+)["'][^<>]*/>""")
_NOTE = re.compile(r"""<w:(footnote|endnote)\s[^<>]*?w:id=["'](-?\d+)["'][^<>]*>""")
_NOTE_MARK = re.compile(r"<w:(?:footnote|endnote)Ref\s*/>")
_PIECE = re.compile(
    rf"<w:(?P<begun>{CHANGE_ELEMENTS})(?P<tag>\s[^<>]*)?(?<!/)>|</w:(?P<ended>{CHANGE_ELEMENTS})>"
    r"|<w:commentRange(?P<edge>Start|End)(?P<comment>\s[^<>]*)/?>"
    r"|<w:(?P<kind>t|delText)(?P<look>(?:\s[^<>]*)?)>(?P<text>[^<]*)</w:(?P=kind)>"
)


@dataclass
class NoteNumbers:
    """The numbers that footnotes and endnotes show: each kind is counted from 1 in the order of its references."""

    shown: dict[tuple[str, str], int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def number(self, kind: str, name: str) -> int:
        """Return the number of the note with that id, the next one for a note not met before."""
        if (kind, name) not in self.shown:
            self.counts[kind] += 1
            self.shown[kind, name] = self.counts[kind]
        return self.shown[kind, name]


@dataclass(frozen=True)
class WordText:
    """Rewrites the parts of one document; the body comes first, as it decides the notes' numbers."""

    markings: Markings
    notes: NoteNumbers = field(default_factory=NoteNumbers)

    def body(self, part: str) -> str:
        """Return the body with spaces kept and the numbers of notes written where they are referred to."""
        return _TEXT.sub(_spaced, self._with_references(part))

    def body_with_changes(self, part: str, comments: Mapping[str, Change]) -> str:
        """Return the body as `body` does, with insertions, deletions and comments kept and marked."""
        return "".join(self._pieces(self._with_references(part), comments))

    def footnotes(self, part: str) -> str:
        """Return the notes with their numbers written before them."""
        pieces = _NOTE.split(part)
        written = [pieces[0]]
        heads = [match[0] for match in _NOTE.finditer(part)]
        for head, kind, name, body in zip(
            heads, pieces[1::3], pieces[2::3], pieces[3::3], strict=True
        ):
            number = (
                f"{self._superscript(self.notes.number(kind, name))}<w:t>{SPACE}</w:t>"
                if (kind, name) in self.notes.shown
                else ""
            )
            written.append(head + _NOTE_MARK.sub(lambda _, shown=number: shown, body))
        return _TEXT.sub(_spaced, "".join(written))

    def _pieces(self, part: str, comments: Mapping[str, Change]) -> Iterator[str]:
        opened = OpenChanges(comments)
        at = 0
        for match in _PIECE.finditer(part):
            yield part[at : match.start()]
            at = match.end()
            if match["begun"]:
                opened.begin_change(match["begun"], match["tag"] or "")
            elif match["ended"]:
                opened.end_change()
            elif match["edge"] == "Start":
                opened.begin_comment(match["comment"])
            elif match["edge"] == "End":
                opened.end_comment(match["comment"])
            else:
                yield self._text(match, opened.holding)
        yield part[at:]

    def _text(self, match: re.Match[str], changes: tuple[Change, ...]) -> str:
        text = spaced(match["text"]) if _KEEPS_SPACES in match["look"] else match["text"]
        if changes and text:
            text = self.markings.wrap(text, Marking(changes))
        return f"<w:t{match['look']}>{text}</w:t>"

    def _with_references(self, part: str) -> str:
        end = self.markings.wrap("", Marking(ends_page=True))
        part = _PAGE_BREAK.sub(f"<w:t>{end}</w:t>", part)
        part = _NEW_PAGE.sub(rf"\1<w:r><w:t>{end}</w:t></w:r>", part)
        spaced_breaks = _BREAK.sub(lambda match: f"<w:t>{SPACE}</w:t>{match[0]}", part)
        return _REFERENCE.sub(self._referred, spaced_breaks)

    def _referred(self, match: re.Match[str]) -> str:
        return self._superscript(self.notes.number(match[1], match[2]))

    def _superscript(self, number: int) -> str:
        marked = self.markings.wrap(str(number), Marking(marks=(Mark.SUPERSCRIPT,)))
        return f"<w:t>{marked}</w:t>"


def _spaced(match: re.Match[str]) -> str:
    if _KEEPS_SPACES not in match[2]:
        return match[0]
    return f"<w:{match[1]}{match[2]}>{spaced(match[3])}</w:{match[1]}>"
