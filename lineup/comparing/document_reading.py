"""One document of a comparison: its archived sides compared, measured and scored, once for each state it is in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lineup.compare.comparison import DocumentComparison
from lineup.compare.contents import extracted_fields
from lineup.compare.documents import compare_document
from lineup.compare.evidence import with_evidence
from lineup.compare.golden import GoldenError, score_golden
from lineup.compare.golden_scores import GoldenScore
from lineup.compare.measured import Measured
from lineup.compare.runs import diff_steps, run_facts
from lineup.compare.sides import Side
from lineup.comparing.archived_sides import side_of
from lineup.comparing.golden_values import asked_for
from lineup.comparing.page_layers import PageLayers
from lineup.comparing.places import cited_blocks, side_places
from lineup.comparing.reading_cache import ReadingCache
from lineup.comparing.reading_model import ReadDocument
from lineup.comparing.rules import ComparisonRules
from lineup.contract.executions import OUTPUT_FORMATS
from lineup.workspace.archive import Archived
from lineup.workspace.comparison_model import Cell, ComparedDocument, ComparedSide
from lineup.workspace.documents import Document
from lineup.workspace.opening import Workspace


@dataclass(frozen=True)
class DocumentReader:
    """Reads documents on some sides."""

    workspace: Workspace
    rules: ComparisonRules
    cache: ReadingCache

    def read(
        self,
        document: ComparedDocument,
        runs: Sequence[tuple[ComparedSide, Cell | None]],
        archived: Mapping[str, Archived],
        known: Document | None,
        golden: Mapping[str, Any] | None,
    ) -> ReadDocument:
        """Return a document on its sides. `golden` is the object of right values; None where there are none.

        Another golden value scores the sides anew, and doesn't compare them again.
        """
        key = self._key(document, runs, archived, known, golden)
        found = self.cache.find(document.key, key)
        if found is not None:
            return found
        sides = [side_of(self.workspace.archive, side, cell, archived) for side, cell in runs]
        if golden is None:
            return self.cache.put(document.key, key, self._compared(document, sides, known))
        unscored = self._key(document, runs, archived, known, None)
        compared = self.cache.find(document.key, unscored)
        if compared is None:
            told = self._compared(document, sides, known)
            compared = self.cache.put(document.key, unscored, told)
        return self.cache.put(document.key, key, _with_scores(compared, sides, golden))

    def _compared(
        self, document: ComparedDocument, sides: Sequence[Side], known: Document | None
    ) -> ReadDocument:
        comparison = compare_document(document.key, sides, self.rules.options)
        return ReadDocument(
            document=document,
            known=known,
            sides=tuple(replace(side, results={}) for side in sides),
            measured=Measured(
                self._evident(comparison, known), tuple(run_facts(side) for side in sides)
            ),
            steps=diff_steps(sides),
            formats=tuple(_formats(side) for side in sides),
            notes=comparison.notes,
            places=tuple(
                side_places(side.results, cited_blocks(comparison.differences, at))
                for at, side in enumerate(sides)
            ),
        )

    def _key(
        self,
        document: ComparedDocument,
        runs: Sequence[tuple[ComparedSide, Cell | None]],
        archived: Mapping[str, Archived],
        known: Document | None,
        golden: Mapping[str, Any] | None,
    ) -> str:
        told = [
            (
                side.key,
                side.label,
                cell and (cell.execution_id, cell.state, cell.error, cell.repeat),
            )
            for side, cell in runs
        ]
        ids = [cell.execution_id for _, cell in runs if cell and cell.execution_id]
        kept = [(name, dict(archived[name].results)) for name in ids if name in archived]
        rules = replace(self.rules, ignored=frozenset()).to_json()  # those are passed over later
        state = [document.key, document.name, told, kept, golden, rules]
        return json.dumps([*state, repr(known)], sort_keys=True, default=str)

    def _evident(
        self, comparison: DocumentComparison, known: Document | None
    ) -> DocumentComparison:
        """Return the comparison with what a digital PDF's own text says of its differences."""
        is_asked = any(difference.is_real for difference in comparison.differences)
        if not is_asked or known is None or known.deleted:
            return comparison
        layers = PageLayers(self.workspace).of(known)
        return replace(comparison, differences=tuple(with_evidence(comparison.differences, layers)))


def _formats(side: Side) -> frozenset[str]:
    told = [name for result in side.results.values() for name in OUTPUT_FORMATS if result.get(name)]
    return frozenset(told)


def _with_scores(
    read: ReadDocument, sides: Sequence[Side], golden: Mapping[str, Any]
) -> ReadDocument:
    scores, notes = _scored(sides, golden)
    return replace(
        read, measured=replace(read.measured, golden=scores), notes=(*read.notes, *notes)
    )


def _scored(
    sides: Sequence[Side], golden: Mapping[str, Any]
) -> tuple[tuple[GoldenScore | None, ...], tuple[str, ...]]:
    """Return each side's score, None for a side without fields; and a sentence where it can't be told."""
    scores: list[GoldenScore | None] = []
    try:
        for side in sides:
            fields = extracted_fields(side)
            told = None if fields is None else asked_for(fields, golden)
            scores.append(None if told is None else score_golden(told, dict(golden)))
    except GoldenError as error:
        return (), (str(error),)
    return tuple(scores), ()
