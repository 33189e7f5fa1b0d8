"""In words, every way in which a comparison's sides can't be compared like with like."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lineup.compare.runs import StepRow
from lineup.compare.sides import Side, Standing
from lineup.comparing.naming import config_hash, wire_steps
from lineup.comparing.reading_model import ComparisonReading, ReadDocument
from lineup.contract.pipelines import DRAFT, Pipeline, PipelineVersion

_OPTIONS = {
    "output_format": "output format",
    "run_evals": "evaluation",
    "processing_location": "processing location",
}
_SCHEMAS = ("page_schema", "segmentation_schema")
_NAMED = 3
"""How many documents a sentence names."""


class Concern(StrEnum):
    """What isn't the same on all sides."""

    DOCUMENTS = "documents"
    OPTIONS = "options"
    PAGES = "pages"
    SCHEMA = "schema"
    FORMATS = "formats"
    MISSING = "missing"
    FAILED = "failed"
    CACHED = "cached"
    VERSIONS = "versions"
    DRAFT = "draft"
    READ = "read"
    """How the results were read."""


@dataclass(frozen=True)
class Caution:
    """One way in which sides aren't comparable; `documents` are the keys of those it is about, none for all."""

    concern: Concern
    sentence: str
    documents: tuple[str, ...] = ()


def comparability(reading: ComparisonReading) -> tuple[Caution, ...]:
    """Return what to know before trusting the figures; empty where all sides did the same work on the same documents.

    What explains the differences by itself comes first: no result, another document, nothing of a sort to compare.
    """
    documents = reading.documents
    found = [
        *_standings(reading),
        *_other_documents(documents),
        *_other_options(documents),
        *_notes(documents),
        *_schemas(reading),
        *_formats(documents),
        *_cached(documents),
        *_versions(documents),
    ]
    return tuple(found)


def draft_warnings(
    reading: ComparisonReading, pipeline: Pipeline, versions: Sequence[PipelineVersion]
) -> tuple[Caution, ...]:
    """Return whether a pipeline's draft has moved on since it was compared, and which version it became (rulings 30)."""
    now = config_hash(wire_steps(pipeline.steps))
    found = []
    for side in reading.comparison.sides:
        is_draft = side.version == DRAFT and side.pipeline_id == pipeline.pipeline_id
        became = [
            version.version
            for version in versions
            if config_hash(wire_steps(version.steps)) == side.config_hash
        ]
        if is_draft and became:
            sentence = f"{side.label} was published as version {min(became)}."
            found.append(Caution(Concern.DRAFT, sentence))
        elif is_draft and now != side.config_hash:
            sentence = f"The draft has changed since {side.label} was compared."
            found.append(Caution(Concern.DRAFT, sentence))
    return tuple(found)


def _standings(reading: ComparisonReading) -> Iterator[Caution]:
    """Yield where sides have no result, those whose runs have not ended together: that is nothing of the sides'."""
    documents, open_runs = reading.documents, reading.open_runs
    words = {
        Standing.FAILED: (Concern.FAILED, "failed"),
        Standing.MISSING: (Concern.MISSING, "no result"),
        Standing.EMPTY: (Concern.MISSING, "an empty result"),
    }
    for standing, (concern, word) in words.items():
        for position, label in _labels(documents):
            about = [
                read
                for read in documents
                if _standing(read, position) is standing
                and (read.document.key, position) not in open_runs
            ]
            if about:
                yield _about(concern, f"{label}: {word} on", about)
    waiting = {key for key, _ in open_runs}
    running = [read for read in documents if read.document.key in waiting or _runs(read)]
    if running:
        yield _about(Concern.MISSING, "Not run to the end on all sides:", running)


def _standing(read: ReadDocument, position: int) -> Standing:
    return read.measured.comparison.sides[position].standing


def _runs(read: ReadDocument) -> bool:
    return any(state.standing is Standing.RUNNING for state in read.measured.comparison.sides)


def _labels(documents: Sequence[ReadDocument]) -> list[tuple[int, str]]:
    sides = documents[0].sides if documents else ()
    return [(position, side.label) for position, side in enumerate(sides)]


def _other_documents(documents: Sequence[ReadDocument]) -> Iterator[Caution]:
    other = _differing(documents, _document_of)
    if other:
        yield _about(Concern.DOCUMENTS, "The sides did not read the same document on", other)


def _document_of(side: Side) -> Hashable:
    asked = (side.execution.input_config or {}) if side.execution else {}
    return asked.get("sha256") or asked.get("filename") or asked.get("file_url")


def _other_options(documents: Sequence[ReadDocument]) -> Iterator[Caution]:
    other = _differing(documents, lambda side: str(_asked(side).get("page_range") or "all"))
    if other:
        yield _about(Concern.PAGES, "The sides read other pages of", other)
    for name, word in _OPTIONS.items():
        other = _differing(documents, lambda side, name=name: str(_asked(side).get(name) or ""))  # type: ignore[misc]
        if other:
            yield _about(Concern.OPTIONS, f"The sides ran with another {word} on", other)
    counted = [read for read in documents if len(_page_counts(read)) > 1]
    if counted:
        yield _about(Concern.PAGES, "The sides count other numbers of pages on", counted)


def _asked(side: Side) -> dict[str, object]:
    return dict((side.execution.input_config or {}) if side.execution else {})


def _page_counts(read: ReadDocument) -> set[int]:
    return {run.pages for run in read.measured.runs if run.pages is not None}


def _schemas(reading: ComparisonReading) -> Iterator[Caution]:
    for other in reading.others:
        paths = [change.path for step in other.config.steps for change in step.schema]
        if paths:
            many = f"{len(paths)} places" if len(paths) > 1 else "one place"
            sentence = f"The schema of {other.side.label} differs from {reading.baseline.label}'s in {many}: {_some(paths)}."
            yield Caution(Concern.SCHEMA, sentence)


def _formats(documents: Sequence[ReadDocument]) -> Iterator[Caution]:
    other = [read for read in documents if len({told for told in read.formats if told}) > 1]
    if other:
        sides = [
            (label, {told for read in other for told in read.formats[at]})
            for at, label in _labels(other)
        ]
        told = "; ".join(
            f"{label}: {', '.join(sorted(formats))}" for label, formats in sides if formats
        )
        yield _about(Concern.FORMATS, f"The sides gave other output formats ({told}) on", other)


def _cached(documents: Sequence[ReadDocument]) -> Iterator[Caution]:
    for position, label in _labels(documents):
        reused = [read for read in documents if read.measured.runs[position].is_cached]
        if reused:
            words = f"{label} took earlier results over, which are left out of latency and cost, on"
            yield _about(Concern.CACHED, words, reused)


def _versions(documents: Sequence[ReadDocument]) -> Iterator[Caution]:
    other = [read for read in documents if any(row.has_other_versions for row in read.steps)]
    if other:
        rows = [row for read in other for row in read.steps if row.has_other_versions]
        told = _some(dict.fromkeys(words for row in rows for words in _other_versions(row)))
        words = f"Engines or libraries of other versions did the work ({told}) on"
        yield _about(Concern.VERSIONS, words, other)


def _other_versions(row: StepRow) -> Iterator[str]:
    """Yield `convert: engine 1.2, 1.3` for all that is not the same on the sides that tell versions of the step."""
    told = [dict(facts.versions) for facts in row.sides if facts and facts.versions]
    for name in dict.fromkeys(name for each in told for name in each):
        versions = dict.fromkeys(each.get(name, "none") for each in told)
        if len(versions) > 1:
            yield f"{row.step_type}: {name} {', '.join(versions)}"


def _notes(documents: Sequence[ReadDocument]) -> Iterator[Caution]:
    counted = Counter(note for read in documents for note in read.notes)
    for note in counted:
        about = [read for read in documents if note in read.notes]
        yield Caution(
            Concern.READ, f"{note} ({_names(about)})", tuple(read.document.key for read in about)
        )


def _differing(
    documents: Sequence[ReadDocument], of: Callable[[Side], Hashable]
) -> list[ReadDocument]:
    return [
        read
        for read in documents
        if len({of(side) for side in read.sides if side.execution is not None}) > 1
    ]


def _about(concern: Concern, words: str, documents: Sequence[ReadDocument]) -> Caution:
    keys = tuple(read.document.key for read in documents)
    return Caution(concern, f"{words} {_names(documents)}.", keys)


def _names(documents: Sequence[ReadDocument]) -> str:
    return _some([read.document.name for read in documents])


def _some(names: Iterable[str]) -> str:
    told = list(names)
    more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return f"{', '.join(told[:_NAMED])}{more}"
