"""The sides of a new comparison, as the URL names them: `PIPELINE@VERSION`, `@0` the draft, or an execution's id."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lineup.client import ClientError
from lineup.comparing.naming import EXECUTION_PREFIX
from lineup.comparing.requests import document_of
from lineup.contract.executions import Execution
from lineup.contract.extension import Capabilities, Feature
from lineup.contract.pipelines import DRAFT, Pipeline, PipelineStep, PipelineVersion
from lineup.workspace.comparison_model import ComparedDocument, ComparedSide
from state import executions, queries, rates
from state.connection import Connection

VERSION = "version"
"""The URL's parameter that names a side of a new comparison; it stands several times."""

AMONG = "among"
"""The URL's parameter that names an execution to take what was run before from; none takes all."""


@dataclass(frozen=True)
class SideChoice:
    """A side that was named; `versions` are all of its pipeline's, `problem` says why it can't be compared.

    `execution` is set where it is one of the past, `number` is the version's, 0 for the draft.
    """

    name: str
    pipeline: Pipeline | None = None
    versions: tuple[PipelineVersion, ...] = ()
    number: int | None = None
    execution: Execution | None = None
    problem: str | None = None

    @property
    def is_run(self) -> bool:
        """Whether comparing starts executions for it."""
        return self.execution is None

    @property
    def label(self) -> str:
        """The side for people: `Invoices v6`, `Invoices draft`, `invoice.pdf on Invoices v6`."""
        if self.pipeline is None or self.number is None:
            return self.name
        which = "draft" if self.number == DRAFT else f"v{self.number}"
        side = f"{self.pipeline.title} {which}"
        return side if self.execution is None else f"{self.execution.document_name} on {side}"

    @property
    def steps(self) -> tuple[PipelineStep, ...]:
        """The steps that run; none for an execution of the past."""
        if self.pipeline is None or self.execution is not None:
            return ()
        return tuple(rates.steps_by_version(self.pipeline, self.versions).get(self.number or 0, ()))

    @property
    def document(self) -> ComparedDocument | None:
        """The document that an execution of the past has read."""
        return None if self.execution is None else document_of(self.execution)


def side_name(pipeline_id: str, number: int) -> str:
    """Return how the URL names a version."""
    return f"{pipeline_id}@{number}"


def read_sides(connection: Connection, names: Sequence[str]) -> list[SideChoice]:
    """Return the sides of these names; one that isn't there has a problem."""
    return [_read(connection, name) for name in names]


def read_stored(connection: Connection, sides: Sequence[ComparedSide]) -> list[SideChoice]:
    """Return the sides of a comparison as the server has them now; a draft keeps its own name, it may have moved on."""
    names = [
        side_name(side.pipeline_id, DRAFT) if side.version == DRAFT else side.key for side in sides
    ]
    found = read_sides(connection, names)
    return [replace(choice, name=side.key) for choice, side in zip(found, sides, strict=True)]


def side_rates(
    connection: Connection,
    capabilities: Capabilities | None,
    sides: Sequence[SideChoice],
    location: str | None,
) -> list[tuple[str, Decimal | None]]:
    """Return the label of each side that is run with its cents per 1,000 pages; None where the server doesn't tell."""
    return [
        (side.label, _rate(connection, capabilities, side.pipeline, side, location))
        for side in sides
        if side.is_run and side.pipeline is not None
    ]


def _read(connection: Connection, name: str) -> SideChoice:
    try:
        if name.startswith(EXECUTION_PREFIX) and "@" not in name:
            return _read_execution(connection, name)
        return _read_version(connection, name)
    except ClientError as error:
        return SideChoice(name, problem=error.sentence)


def _read_execution(connection: Connection, name: str) -> SideChoice:
    execution = executions.get_execution(connection, name)
    pipeline = queries.pipeline(connection, execution.pipeline_id)
    versions = tuple(queries.versions(connection, execution.pipeline_id))
    problem = None if execution.is_terminal else "This execution has not ended yet: wait for it."
    return SideChoice(name, pipeline, versions, execution.pipeline_version, execution, problem)


def _read_version(connection: Connection, name: str) -> SideChoice:
    pipeline_id, _, told = name.rpartition("@")
    if not pipeline_id or not (told.isascii() and told.isdecimal()):
        return SideChoice(name, problem="This names neither a version nor an execution.")
    number = int(told[:10])
    pipeline = queries.pipeline(connection, pipeline_id)
    versions = tuple(queries.versions(connection, pipeline_id))
    is_known = number == DRAFT or number in {version.version for version in versions}
    problem = None if is_known else f"{pipeline.title} has no version {number}."
    return SideChoice(name, pipeline, versions, number, problem=problem)


def _rate(
    connection: Connection,
    capabilities: Capabilities | None,
    pipeline: Pipeline,
    side: SideChoice,
    location: str | None,
) -> Decimal | None:
    number = side.number or DRAFT
    if capabilities is not None and capabilities.has(Feature.VERSION_RATES):
        return rates.own_rates(connection, pipeline.pipeline_id, [number], location)[number]
    steps = rates.steps_by_version(pipeline, side.versions)
    return rates.rates_by_default(connection, pipeline, steps, location).get(number)
