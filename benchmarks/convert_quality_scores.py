"""How near a converted page comes to what a careful reader would write, as opendataloader-bench measures it.

- NID, reading order: the similarity of both texts, white space evened and emphasis left out, by insertions and deletions.
- TEDS, tables: one less the edit distance of the first tables' trees over the larger one's elements; a cell costs as much
  as its text differs.
- MHS, headings: the same of the flat trees of headings and what stands below each. Levels don't count.
- overall: the mean of those that the document has. Without a table in the truth there is no TEDS, without a heading no MHS.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import fmean

from apted import APTED, Config
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from benchmarks.convert_quality_tables import TableNode, first_table, with_html_tables

_EMPHASIS = re.compile(r"(\*{1,3}|~~|__|_)(\S(?:.*?\S)?)\1", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s+(.*)")


@dataclass(frozen=True)
class Score:
    """One document's scores, 0 to 1; None where the truth has nothing of the kind."""

    nid: float
    teds: float | None
    mhs: float | None

    @property
    def overall(self) -> float:
        """The mean of the scores that there are."""
        return fmean(part for part in (self.nid, self.teds, self.mhs) if part is not None)


def score(predicted: str, truth: str) -> Score:
    """Return how near the predicted Markdown is to the true one."""
    return Score(_nid(predicted, truth), _teds(predicted, truth), _mhs(predicted, truth))


def mean_of(scores: list[Score]) -> Score:
    """Return the mean of each score over the documents that have it, for there to be one at least of any."""
    teds = [one.teds for one in scores if one.teds is not None]
    mhs = [one.mhs for one in scores if one.mhs is not None]
    return Score(
        fmean(one.nid for one in scores),
        fmean(teds) if teds else None,
        fmean(mhs) if mhs else None,
    )


def _nid(predicted: str, truth: str) -> float:
    return fuzz.ratio(_even(with_html_tables(truth)), _even(with_html_tables(predicted))) / 100


def _even(markdown: str) -> str:
    before = None
    while before != markdown:
        before, markdown = markdown, _EMPHASIS.sub(r"\2", markdown)
    return " ".join(markdown.split())


def _teds(predicted: str, truth: str) -> float | None:
    wanted = first_table(truth)
    if wanted is None:
        return None
    found = first_table(predicted)
    if found is None:
        return 0.0
    distance: float = APTED(found[0], wanted[0], _TableCosts()).compute_edit_distance()
    return 1.0 - distance / max(found[1], wanted[1])


class _TableCosts(Config):  # type: ignore[misc]  # apted has no types
    def rename(self, one: TableNode, other: TableNode) -> float:
        if (one.tag, one.rows, one.columns) != (other.tag, other.rows, other.columns):
            return 1.0
        return Levenshtein.normalized_distance(one.text, other.text)


@dataclass
class _Section:
    """A node of the headings' tree: the document, a heading, or the text below one."""

    tag: str
    text: str = ""
    children: list["_Section"] = field(default_factory=list)

    def count(self) -> int:
        return 1 + sum(child.count() for child in self.children)


class _SectionCosts(Config):  # type: ignore[misc]  # apted has no types
    def rename(self, one: _Section, other: _Section) -> float:
        return (
            Levenshtein.normalized_distance(one.text, other.text) if one.tag == other.tag else 1.0
        )


def _mhs(predicted: str, truth: str) -> float | None:
    wanted, found = _sections(truth), _sections(predicted)
    if not _has_heading(wanted):
        return None
    if not _has_heading(found):
        return 0.0
    distance: float = APTED(wanted, found, _SectionCosts()).compute_edit_distance()
    return max(0.0, 1.0 - distance / max(wanted.count(), found.count()))


def _has_heading(document: _Section) -> bool:
    return any(child.tag == "heading" for child in document.children)


def _sections(markdown: str) -> _Section:
    root = _Section("document")
    section = root
    for heading, text in _parts(with_html_tables(markdown)):
        if heading is not None:
            section = _Section("heading", heading)
            root.children.append(section)
        if text:
            section.children.append(_Section("content", text))
    return root


def _parts(markdown: str) -> Iterator[tuple[str | None, str]]:
    """Yield each heading, None for what stands before the first, with the text below it."""
    heading: str | None = None
    text: list[str] = []
    for line in markdown.splitlines():
        match = _HEADING.fullmatch(line)
        if match is None:
            text += line.split()
            continue
        yield heading, " ".join(text)
        heading, text = " ".join(match[1].split()), []
    yield heading, " ".join(text)
