"""Comparisons of our own making, as they are read: documents × sides, without a workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from lineup.compare.comparison import DocumentComparison, FieldTally, Pairing
from lineup.compare.config import diff_config
from lineup.compare.differences import Difference, Place, Reading
from lineup.compare.golden_scores import GoldenScore
from lineup.compare.kinds import Kind, State, View
from lineup.compare.measured import Measured
from lineup.compare.rates import Rate
from lineup.compare.runs import RunFacts, diff_steps
from lineup.compare.sides import Side, SideState, Standing
from lineup.compare.totals import agreement, figures
from lineup.compare.verdicts import Preference
from lineup.comparing.letters import LETTERS
from lineup.comparing.reading import with_verdicts
from lineup.comparing.reading_model import ComparisonReading, Noise, ReadDocument, SideFigures
from lineup.comparing.rules import ComparisonRules
from lineup.contract.executions import Execution
from lineup.contract.pipelines import PipelineStep
from lineup.workspace.comparison_model import (
    Cell,
    CellState,
    ComparedDocument,
    ComparedSide,
    Comparison,
)
from lineup.workspace.documents import Document
from lineup.workspace.verdicts import Judgement

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
_ALL = Rate(10, 10)
_STATES = {Standing.RUNNING: "running", Standing.FAILED: "failed"}
_CELLS = {Standing.RUNNING: CellState.RUNNING, Standing.FAILED: CellState.FAILED}


@dataclass(frozen=True)
class MadeSide:
    """What one side made of a document; `alike` are the fields that it reads as the baseline does."""

    standing: Standing = Standing.COMPARED
    alike: Rate = _ALL
    score: GoldenScore | None = None
    pages: int | None = 2
    cents: Decimal | None = Decimal(2)
    seconds: float | None = 1.5
    is_cached: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    versions: str = ""


FINE = MadeSide()
FAILED = MadeSide(Standing.FAILED, Rate(0, 0), pages=None, cents=None, seconds=None)
RUNNING = MadeSide(Standing.RUNNING, Rate(0, 0), pages=None, cents=None, seconds=None)


def difference(
    *texts: str, document: str = "a", kind: Kind = Kind.FIELD, path: str = "total", **more: Any
) -> Difference:
    """Return a difference; a side without a text here has no reading."""
    readings = tuple(
        Reading(State.VALUE if text else State.ABSENT, text, text) for text in texts or ("1", "2")
    )
    page = more.pop("page", 0)
    return Difference(document, kind, Place(page, path), readings, **more)


def compared_side(
    at: int, steps: Sequence[PipelineStep] = (), version: int | None = None
) -> ComparedSide:
    """Return a side of a pipeline, by default the version after the one before."""
    number = at + 6 if version is None else version
    return ComparedSide(
        key=f"pl_000000000001@{number}",
        label=f"Invoices v{number}",
        pipeline_id="pl_000000000001",
        pipeline_name="Invoices",
        version=number,
        steps=tuple(step.to_wire() for step in steps),
        config_hash=f"{number:08}",
    )


def read_document(
    name: str,
    *sides: MadeSide,
    differences: Sequence[Difference] = (),
    tags: tuple[str, ...] = (),
    document_type: str | None = "pdf",
    notes: tuple[str, ...] = (),
) -> ReadDocument:
    """Return a document as it was read; its key is its name."""
    made = [_side(at, name, side) for at, side in enumerate(sides)]
    states = tuple(
        SideState(side.key, side.label, told.standing, "" if told.standing is Standing.COMPARED else f"{told.standing}.")
        for side, told in zip(made, sides, strict=True)
    )  # fmt: skip
    comparison = DocumentComparison(
        document=name,
        sides=states,
        views=tuple(View.JSON for _ in sides),
        differences=tuple(differences),
        pairings=tuple(
            Pairing(fields=FieldTally(alike=side.alike)) if at else Pairing()
            for at, side in enumerate(sides)
        ),
    )
    scores = tuple(side.score for side in sides)
    measured = Measured(comparison, tuple(map(_run, sides)), scores if any(scores) else ())
    known = Document(name, name, document_type, 2, 999, tags, NOON, None)
    return ReadDocument(
        ComparedDocument(name, name),
        known if document_type else None,
        tuple(made),
        measured,
        diff_steps(made),
        tuple(frozenset({"json"}) for _ in sides),
        notes,
    )


def comparison_reading(
    *documents: ReadDocument,
    sides: Sequence[ComparedSide] = (),
    verdicts: Mapping[str, Sequence[int]] | None = None,
    noise: Sequence[Noise] = (),
    rules: ComparisonRules | None = None,
) -> ComparisonReading:
    """Return a comparison of documents; `verdicts` are the positions of right sides by the differences' ids."""
    many = len(documents[0].sides) if documents else 2
    own = tuple(sides) or tuple(map(compared_side, range(many)))
    measured = [document.measured for document in documents]
    comparison = Comparison("cmp_000000000001", "Invoices", "embedded", own, {}, {}, NOON, "Ada")
    others = tuple(
        SideFigures(
            position=at,
            side=side,
            agreement=agreement(measured, at),
            figures=figures(measured, at),
            preference=Preference(0, 0, 0, 0),
            config=diff_config(_steps(own[0]), _steps(side)),
        )
        for at, side in enumerate(own)
        if at
    )
    reading = ComparisonReading(
        comparison,
        tuple(_cell(read, own[at], at) for read in documents for at in range(len(own))),
        rules or ComparisonRules(),
        documents,
        others,
        tuple(noise),
        {},
    )
    return with_verdicts(
        reading,
        {
            name: Judgement(name, frozenset(own[at].key for at in right), "", "Ada", NOON)
            for name, right in (verdicts or {}).items()
        },
    )


def _side(at: int, name: str, told: MadeSide) -> Side:
    execution = Execution.model_validate(
        {
            "execution_id": f"pex_{at:012}",
            "pipeline_id": "pl_000000000001",
            "pipeline_version": at + 6,
            "status": _STATES.get(told.standing, "completed"),
            "steps": [{"step_index": 0, "step_type": "convert", "status": "completed"}],
            "input_config": {"sha256": name, **told.options},
        }
    )
    results = {0: {"versions": told.versions}} if told.versions else {}
    return Side(LETTERS[at], f"Invoices v{at + 6}", execution, results)


def _run(told: MadeSide) -> RunFacts:
    return RunFacts(
        has_ended=told.standing is not Standing.RUNNING,
        has_failed=told.standing is Standing.FAILED,
        pages=told.pages,
        cents=told.cents,
        seconds=told.seconds,
        is_cached=told.is_cached,
    )


def _cell(read: ReadDocument, side: ComparedSide, at: int) -> Cell:
    state = _CELLS.get(read.measured.comparison.sides[at].standing, CellState.DONE)
    return Cell(at, read.document, side.key, 0, 0, state)


def _steps(side: ComparedSide) -> list[PipelineStep]:
    return [PipelineStep.model_validate(step) for step in side.steps]
