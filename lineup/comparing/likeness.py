"""What a comparison's sides are known to have in common; what isn't told is not claimed."""

from collections.abc import Hashable, Iterable, Sequence

from lineup.comparing.comparability import Caution, Concern
from lineup.comparing.reading_model import ComparisonReading, ReadDocument
from lineup.workspace.comparison_model import ComparedSide

_OF_RUNS = (Concern.DOCUMENTS, Concern.OPTIONS, Concern.PAGES)
"""What executions say of themselves."""

_FEWEST = 2


def alike_concerns(reading: ComparisonReading, cautions: Iterable[Caution]) -> tuple[Concern, ...]:
    """Return what all sides are known to share, where no caution says otherwise; nothing before two sides have run."""
    warned = {caution.concern for caution in cautions}
    run = [read for read in reading.documents if len(_asked(read)) >= _FEWEST]
    if not run:
        return ()
    is_told = all(told is not None for read in run for told in _asked(read))
    known = [
        *(_OF_RUNS if is_told else ()),
        *((Concern.SCHEMA,) if _has_one_schema(reading.comparison.sides) else ()),
        *((Concern.VERSIONS,) if any(map(_tells_versions, run)) else ()),
    ]
    return tuple(concern for concern in known if concern not in warned)


def _asked(read: ReadDocument) -> list[object]:
    """Return what each side that has run was asked, None where the server doesn't tell."""
    return [side.execution.input_config for side in read.sides if side.execution is not None]


def _has_one_schema(sides: Sequence[ComparedSide]) -> bool:
    """Return whether all sides have the same schemas, and some at all."""
    first, *others = map(_schemas, sides)
    return bool(first) and all(other == first for other in others)


def _schemas(side: ComparedSide) -> list[tuple[Hashable, dict[str, object]]]:
    told = [
        (
            step.get("type"),
            {name: value for name, value in _settings(step).items() if "schema" in name},
        )
        for step in side.steps
    ]
    return [(kind, schemas) for kind, schemas in told if schemas]


def _settings(step: dict[str, object]) -> dict[str, object]:
    settings = step.get("settings")
    return settings if isinstance(settings, dict) else {}


def _tells_versions(read: ReadDocument) -> bool:
    """Return whether a step of the document names its engine's versions on two sides."""
    return any(
        sum(bool(facts and facts.versions) for facts in row.sides) >= _FEWEST for row in read.steps
    )
