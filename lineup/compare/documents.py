"""Comparing one document on all sides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from lineup.compare.comparison import (
    DocumentComparison,
    Options,
    Pairing,
)
from lineup.compare.contents import Contents, contents_of
from lineup.compare.differences import NO_RESULT, Difference
from lineup.compare.evidence import with_evidence
from lineup.compare.fields import diff_fields
from lineup.compare.kinds import View
from lineup.compare.segments import diff_segments
from lineup.compare.sides import Side, require_sides
from lineup.compare.text import diff_text
from lineup.compare.text_views import choose_texts

_ENOUGH = 2
_T = TypeVar("_T")


def compare_document(
    document: str,
    sides: Sequence[Side],
    options: Options | None = None,
    text_layers: Mapping[int, str] | None = None,
) -> DocumentComparison:
    """Return what differs between two to four sides of one document, worst first, with the figures against the first.

    `document` is its lasting name (its sha256, say), which the differences' ids are made of. `text_layers` is the text
    of a digital PDF's pages by their 0-based numbers. Sides that have nothing to compare are told in `sides`, and their
    readings are NO_RESULT. Raises SidesError where there are not two to four sides with keys of their own.
    """
    require_sides(sides)
    comparer = _Comparer(document, [contents_of(side) for side in sides], options or Options())
    comparer.compare_fields()
    comparer.compare_segments()
    comparer.compare_texts()
    found = sorted(comparer.found, key=lambda difference: -difference.weight)
    return DocumentComparison(
        document=document,
        sides=tuple(own.state for own in comparer.contents),
        views=tuple(comparer.views),
        differences=tuple(with_evidence(found, text_layers)),
        pairings=tuple(comparer.pairings),
        notes=tuple(comparer.notes),
        segments=tuple(own.segments for own in comparer.contents),
    )


class _Comparer:
    """Compares what at least two sides have, and keeps what it found."""

    def __init__(self, document: str, contents: list[Contents], options: Options) -> None:
        self.document, self.contents, self.options = document, contents, options
        self.found: list[Difference] = []
        self.pairings = [Pairing() for _ in contents]
        self.views: list[View | None] = [None] * len(contents)
        self.notes = [note for own in contents for note in own.notes]

    def compare_fields(self) -> None:
        """Compare extracted fields."""
        told = {at: own.fields for at, own in enumerate(self.contents) if own.fields is not None}
        if self._has_enough(told, "extracted fields"):
            diff = diff_fields(self.document, list(told.values()), self.options)
            self._keep(diff.differences, list(told))
            for at, tally in _paired(told, diff.tallies):
                self.pairings[at] = replace(self.pairings[at], fields=tally)

    def compare_segments(self) -> None:
        """Compare segments."""
        told = {
            at: own.segments for at, own in enumerate(self.contents) if own.segments is not None
        }
        if self._has_enough(told, "segments"):
            diff = diff_segments(self.document, list(told.values()))
            self._keep(diff.differences, list(told))
            for at, rate in _paired(told, diff.alike):
                self.pairings[at] = replace(self.pairings[at], segments=rate)

    def compare_texts(self) -> None:
        """Compare texts, each side's from the best view that all have."""
        told = {at: own for at, own in enumerate(self.contents) if own.text is not None}
        if not self._has_enough(told, "text"):
            return
        texts = choose_texts(list(told.values()))
        self.notes.extend(texts.notes)
        for at, view in zip(told, texts.views, strict=True):
            self.views[at] = view
        with_markup = self.options.with_markup and len(set(texts.views)) == 1
        diff = diff_text(self.document, texts.pages, replace(self.options, with_markup=with_markup))
        self._keep(diff.differences, list(told))
        scores = list(zip(diff.pages, diff.tables, strict=True))
        for at, (pages, tables) in _paired(told, scores):
            self.pairings[at] = replace(self.pairings[at], pages=pages, tables=tables)

    def _has_enough(self, told: Mapping[int, object], sort: str) -> bool:
        """Return whether two sides have something of a sort, with a note on compared sides that have none."""
        lacking = [
            own.state.label
            for at, own in enumerate(self.contents)
            if own.state.is_compared and at not in told
        ]
        if told and lacking:
            self.notes.append(
                f"{' and '.join(lacking)} gave no {sort}, so there is nothing to compare it with."
            )
        return len(told) >= _ENOUGH

    def _keep(self, differences: Sequence[Difference], sides: Sequence[int]) -> None:
        """Keep differences between some sides as ones between all."""
        for difference in differences:
            readings = [NO_RESULT] * len(self.contents)
            for at, reading in zip(sides, difference.readings, strict=True):
                readings[at] = reading
            self.found.append(replace(difference, readings=tuple(readings)))


def _paired(told: Mapping[int, object], figures: Sequence[_T]) -> list[tuple[int, _T]]:
    """Return each side's figures against the baseline; none if the baseline has nothing of the sort."""
    return list(zip(told, figures, strict=True))[1:] if 0 in told else []
