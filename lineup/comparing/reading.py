"""A comparison of the workspace read by `lineup.compare`: what differs, and every figure."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from lineup.compare.config import diff_config
from lineup.compare.measured import Measured
from lineup.compare.sides import FEWEST
from lineup.compare.totals import agreement, figures
from lineup.compare.verdicts import Preference, Verdict, preference
from lineup.comparing.archived_sides import Runs, archived_of, runs_of
from lineup.comparing.document_reading import DocumentReader
from lineup.comparing.golden_values import nested
from lineup.comparing.reading_cache import ReadingCache
from lineup.comparing.reading_model import (
    ComparisonReading,
    Noise,
    ReadDocument,
    SideFigures,
    numbers_of,
)
from lineup.comparing.rules import read_rules
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from lineup.workspace.archive import Archived
from lineup.workspace.comparison_model import Cell, ComparedDocument, ComparedSide, Comparison
from lineup.workspace.documents import Document
from lineup.workspace.opening import Workspace
from lineup.workspace.verdicts import Judgement

Tell = Callable[[int, int], None]
"""Is told how many documents are read, and of how many."""


@dataclass(frozen=True)
class ComparisonReader:
    """Reads comparisons; what was read before is taken from the cache as long as nothing has changed."""

    workspace: Workspace
    cache: ReadingCache

    @classmethod
    def of(cls, workspace: Workspace) -> Self:
        """Return a reader of a workspace with a cache of its own over what the workspace keeps."""
        return cls(workspace, ReadingCache(workspace.derived))

    def read(
        self,
        comparison_id: str,
        golden: Mapping[str, Mapping[str, Any]] | None = None,
        sides: Sequence[str] = (),
        tell: Tell | None = None,
    ) -> ComparisonReading:
        """Return a comparison as it stands, raising UnknownError.

        `golden` are right values by the documents' keys that count instead of the workspace's own. `sides` are the keys of
        the sides to compare, the baseline first; all in their own order for none, and for fewer than two that it has.
        `tell` is called after each document with how many are read, and of how many.
        """
        comparison = _of_sides(self.workspace.comparisons.get(comparison_id), sides)
        cells = self.workspace.comparisons.cells(comparison_id)
        state = self._state(comparison, cells, golden or {})
        rules = read_rules(comparison.rules)
        reader = DocumentReader(self.workspace, rules, self.cache)
        named = list(dict.fromkeys(cell.document for cell in cells))
        documents = tuple(self._read_each(reader, state, named, tell))
        verdicts = self.workspace.verdicts.current(comparison_id)
        return ComparisonReading(
            comparison=comparison,
            cells=tuple(cells),
            rules=rules,
            documents=documents,
            others=_others(comparison, documents, verdicts),
            noise=tuple(self._noise(reader, state, named)),
            verdicts=verdicts,
        )

    def prepare(self, comparison_id: str, documents: Collection[str]) -> None:
        """Compare documents, given by their keys, ahead of whoever will look at them. Raises UnknownError."""
        comparison = self.workspace.comparisons.get(comparison_id)
        cells = [
            cell
            for cell in self.workspace.comparisons.cells(comparison_id)
            if cell.document.key in documents
        ]
        state = self._state(comparison, cells, {})
        reader = DocumentReader(self.workspace, read_rules(comparison.rules), self.cache)
        named = list(dict.fromkeys(cell.document for cell in cells))
        for _ in self._read_each(reader, state, named, None):
            pass

    def _state(
        self,
        comparison: Comparison,
        cells: Sequence[Cell],
        golden: Mapping[str, Mapping[str, Any]],
    ) -> "_State":
        return _State(
            comparison=comparison,
            runs=runs_of(cells),
            archived=archived_of(self.workspace.archive, comparison.server, cells),
            known=self._known(cells),
            golden=golden,
        )

    def _read_each(
        self,
        reader: DocumentReader,
        state: "_State",
        documents: Sequence[ComparedDocument],
        tell: Tell | None,
    ) -> Iterator[ReadDocument]:
        said = self._said(documents)
        for number, document in enumerate(documents, start=1):
            yield self._read(reader, state, document, said)
            if tell:
                tell(number, len(documents))

    def _known(self, cells: Sequence[Cell]) -> dict[str, Document]:
        keys = {cell.document.key for cell in cells if not cell.document.is_address}
        return {known.sha256: known for known in self.workspace.documents.list_documents(keys)}

    def _said(self, documents: Sequence[ComparedDocument]) -> Mapping[str, JsonObject]:
        """Return the golden values that people gave, as one object by document."""
        told = self.workspace.golden.current_of([document.key for document in documents])
        return {
            key: nested({path: value.value for path, value in values.items()})
            for key, values in told.items()
        }

    def _read(
        self,
        reader: DocumentReader,
        state: "_State",
        document: ComparedDocument,
        said: Mapping[str, JsonObject],
    ) -> ReadDocument:
        runs = [(side, state.runs.get((document.key, side.key, 0))) for side in state.sides]
        golden = state.golden.get(document.key, said.get(document.key))
        return reader.read(
            document, runs, state.archived, state.known.get(document.key), golden or None
        )

    def _noise(
        self, reader: DocumentReader, state: "_State", documents: Sequence[ComparedDocument]
    ) -> list[Noise]:
        """Return the noise of each side that was run again."""
        found: list[Noise] = []
        for side in state.sides:
            again = sorted({run for (_, key, run) in state.runs if key == side.key and run})
            pairs = [
                reader.read(document, [(side, first), (side, other)], state.archived, None, None)
                for document in documents
                for number in again
                if (first := state.runs.get((document.key, side.key, 0)))
                and (other := state.runs.get((document.key, side.key, number)))
            ]
            if pairs:
                told = [pair.measured for pair in pairs]
                compared = sum(_is_compared(pair) for pair in pairs)
                found.append(Noise(side, compared, numbers_of(agreement(told, 1))))
        return found


@dataclass(frozen=True)
class _State:
    comparison: Comparison
    runs: Runs
    archived: Mapping[str, Archived]
    known: Mapping[str, Document]
    golden: Mapping[str, Mapping[str, Any]]

    @property
    def sides(self) -> tuple[ComparedSide, ...]:
        return self.comparison.sides


def _is_compared(pair: ReadDocument) -> bool:
    return all(state.is_compared for state in pair.measured.comparison.sides)


def _of_sides(comparison: Comparison, keys: Sequence[str]) -> Comparison:
    own = {side.key: side for side in comparison.sides}
    chosen = tuple(own[key] for key in dict.fromkeys(keys) if key in own)
    return replace(comparison, sides=chosen) if len(chosen) >= FEWEST else comparison


def with_verdicts(
    reading: ComparisonReading, verdicts: Mapping[str, Judgement]
) -> ComparisonReading:
    """Return a comparison that was read before with the verdicts that count now."""
    others = tuple(
        replace(
            other,
            preference=_preference(
                reading.baseline, other.side, other.position, _measured(reading), verdicts
            ),
        )
        for other in reading.others
    )
    return replace(reading, verdicts=verdicts, others=others)


def _measured(reading: ComparisonReading) -> list[Measured]:
    return [document.measured for document in reading.documents]


def _preference(
    baseline: ComparedSide,
    side: ComparedSide,
    position: int,
    measured: Sequence[Measured],
    verdicts: Mapping[str, Judgement],
) -> Preference:
    told = [
        Verdict(difference.id, judged.right)
        for document in measured
        for difference in document.comparison.differences
        if (judged := verdicts.get(difference.id)) is not None
        and judged.right is not None
        and difference.differs(position)
    ]
    return preference(told, baseline.key, side.key)


def _others(
    comparison: Comparison,
    documents: Sequence[ReadDocument],
    verdicts: Mapping[str, Judgement],
) -> tuple[SideFigures, ...]:
    baseline = comparison.sides[0]
    measured = [document.measured for document in documents]
    found = []
    for position, side in enumerate(comparison.sides[1:], start=1):
        found.append(
            SideFigures(
                position=position,
                side=side,
                agreement=agreement(measured, position),
                figures=figures(measured, position),
                preference=_preference(baseline, side, position, measured, verdicts),
                config=diff_config(_steps(baseline), _steps(side)),
            )
        )
    return tuple(found)


def _steps(side: ComparedSide) -> list[PipelineStep]:
    return [PipelineStep.model_validate(step) for step in side.steps]
