"""What docling drops or has no word for, carried through it inside the text.

Before docling reads a copy of the document, texts are wrapped in characters of a private plane with a number in them;
afterwards the numbers tell what was said of each text. A space at the edge of a run becomes such a character too:
docling strips the runs, and "un" + "able" would be told from "not" + " able" no more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lineup.engine.processors.convert.model.inline import Change, Mark, Run, Runs

SPACE = "\U0010ff00"
_OPEN, _AFTER_NUMBER, _CLOSE = "\U0010ff01", "\U0010ff02", "\U0010ff03"
_RESERVED = re.compile("[\U0010ff00-\U0010ff03]")
_NUMBER = re.compile(f"{_OPEN}\\d*{_AFTER_NUMBER}", re.ASCII)
_SPACES = re.compile(f" *{SPACE}[ {SPACE}]*")
_MARKED = re.compile(f"{_OPEN}(\\d{{1,9}}){_AFTER_NUMBER}([^{_OPEN}{_CLOSE}]*){_CLOSE}", re.ASCII)


@dataclass(frozen=True)
class Marking:
    """What is said of a text: its changes and comments, a look, a link, that it is around the content, that a page ends."""

    changes: tuple[Change, ...] = ()
    marks: tuple[Mark, ...] = ()
    link: str | None = None
    is_furniture: bool = False
    ends_page: bool = False


@dataclass(frozen=True)
class Markings:
    """All that is said of the texts of one document, by number. Filled while the copy is written."""

    numbers: dict[Marking, int] = field(default_factory=dict)
    known: list[Marking] = field(default_factory=list)

    def wrap(self, text: str, marking: Marking) -> str:
        """Return the text with what is said of it."""
        number = self.numbers.setdefault(marking, len(self.known))
        if number == len(self.known):
            self.known.append(marking)
        return f"{_OPEN}{number}{_AFTER_NUMBER}{text}{_CLOSE}"

    def runs(self, run: Run) -> Iterator[Run]:
        """Yield the run in the pieces of which different things are said, with their spaces back."""
        at = 0
        for match in _MARKED.finditer(run.text):
            yield _bare(replace(run, text=run.text[at : match.start()]))
            yield _marked(replace(run, text=match[2]), int(match[1]), self.known)
            at = match.end()
        yield _bare(replace(run, text=run.text[at:]))

    def before_page_end(self, text: str) -> str | None:
        """Return what the text says before the page ends in it; None where it doesn't."""
        for match in _MARKED.finditer(text):
            number = int(match[1])
            if number < len(self.known) and self.known[number].ends_page:
                return plainly(text[: match.start()]).strip()
        return None

    def is_furniture(self, text: str) -> bool:
        """Whether the text is around the content rather than part of it."""
        match = _MARKED.search(text)
        number = int(match[1]) if match else len(self.known)
        return number < len(self.known) and self.known[number].is_furniture


def is_free(text: str) -> bool:
    """Whether the document's own text has none of the characters that are used here."""
    return _RESERVED.search(text) is None


def spaced(text: str) -> str:
    """Return the text with the spaces at its edges written so that nothing strips them."""
    core = text.strip(" ")
    if not core:
        return SPACE if text else ""
    before, _, after = text.partition(core)
    return f"{SPACE if before else ''}{core}{SPACE if after else ''}"


def plainly(text: str) -> str:
    """Return the text without anything that was written into it here."""
    return _RESERVED.sub("", _NUMBER.sub("", _SPACES.sub(" ", text)))


def without_edges(runs: Sequence[Run]) -> Runs:
    """Return the runs without spaces at the beginning and the end of all, and one alone where two of them meet."""
    kept: list[Run] = []
    for run in runs:
        is_apart = not kept or kept[-1].text[-1].isspace()
        text = run.text.lstrip() if is_apart else run.text
        if text:
            kept.append(replace(run, text=text))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _bare(run: Run) -> Run:
    return replace(run, text=plainly(run.text))


def _marked(run: Run, number: int, known: Sequence[Marking]) -> Run:
    if number >= len(known):
        return _bare(run)
    said = known[number]
    return replace(
        _bare(run),
        marks=(*run.marks, *said.marks),
        link=said.link or run.link,
        changes=said.changes,
    )
