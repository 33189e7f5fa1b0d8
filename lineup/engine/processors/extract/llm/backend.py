"""The language model as an extraction backend."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lineup.contract.wire import JsonObject
from lineup.engine.outbound.llm import LlmSession
from lineup.engine.outbound.llm_errors import LlmError, LlmFault
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.extract.backend import (
    Extraction,
    ExtractionBackend,
    Finding,
    ListFinding,
    ObjectFinding,
    ValueFinding,
)
from lineup.engine.processors.extract.llm.asking import Asker
from lineup.engine.processors.extract.llm.findings import Reader
from lineup.engine.processors.extract.llm.grounding import Places
from lineup.engine.processors.extract.llm.groups import FieldGroup, groups_of
from lineup.engine.processors.extract.llm.passages import Passage, passages_of
from lineup.engine.processors.extract.schema.fields import (
    Field,
    FieldSchema,
    ListField,
    ObjectField,
    ValueField,
)

NAME = "llm"

_HOPELESS = {
    LlmFault.SETTINGS,
    LlmFault.KEY,
    LlmFault.NOT_FOUND,
    LlmFault.UNREACHABLE,
    LlmFault.RATE_LIMIT,
    LlmFault.BUDGET,
    LlmFault.TIME,
}
"""After these no further question is asked: it would end the same way."""


@dataclass
class _Progress:
    """Which fields the model answered, which it did not, and why not."""

    answered: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    failures: list[LlmError] = field(default_factory=list)
    partly: list[tuple[str, LlmError]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not (self.left or self.partly)

    @property
    def is_hopeless(self) -> bool:
        told = (*self.failures, *(error for _, error in self.partly))
        return any(error.fault in _HOPELESS for error in told)


@dataclass
class LlmExtraction:
    """Asks a language model, and takes the deterministic backend's findings for what it fails at and to judge what it says.

    The result's metadata names the fields that each of the two answered: nothing passes for the other's.
    """

    session: LlmSession
    baseline: ExtractionBackend
    name: str = NAME

    def extract(self, schema: FieldSchema, document: Document) -> Extraction:
        """Return what was found. Raises ProcessorError where the deterministic backend can't work at all."""
        baseline = self.baseline.extract(schema, document)
        passages = passages_of(document)
        progress = _Progress()
        found: dict[str, Finding] = {}
        for group in groups_of(schema.root) if passages else ():
            found |= self._group(group, passages, baseline.root, progress)
        root = ObjectFinding(
            {
                part.name: found.get(part.name, _of(part, baseline.root))
                for part in schema.root.properties
            }
        )
        notes = (*baseline.notes, *self._notes(progress))
        metadata = baseline.metadata | self._metadata(schema, progress)
        return Extraction(root, notes, metadata, is_lasting=progress.is_whole)

    def _group(
        self,
        group: FieldGroup,
        passages: tuple[Passage, ...],
        baseline: ObjectFinding,
        progress: _Progress,
    ) -> dict[str, Finding]:
        names = [part.name for part in group.fields]
        if progress.is_hopeless:
            progress.left += names
            return {}
        try:
            answer, failures = Asker(self.session, passages).answers(group)
        except LlmError as error:
            progress.failures.append(error)
            progress.left += names
            return {}
        progress.answered += names
        progress.partly += [(names[0], error) for error in failures]
        reader = Reader(Places(passages))
        return {
            part.name: reader.finding(
                part, answer.get(part.name), baseline.properties.get(part.name)
            )
            for part in group.fields
        }

    def _notes(self, progress: _Progress) -> Iterator[str]:
        for name, error in progress.partly:
            yield f"The list {name} may lack items: the language model failed on a part of the document. {error}"
        if not progress.left:
            return
        why = "; ".join(dict.fromkeys(str(error) for error in progress.failures))
        what = "nothing" if not progress.answered else f"{len(progress.answered)} of the fields"
        yield (
            f"The language model answered {what}: the deterministic backend answered {_listed(progress.left)}. {why}"
        )

    def _metadata(self, schema: FieldSchema, progress: _Progress) -> JsonObject:
        deterministic = [
            part.name for part in schema.root.properties if part.name not in progress.answered
        ]
        return {
            "extraction_backend": _answered_by(self.baseline.name, progress, deterministic),
            "extraction_model": self.session.endpoint.model if progress.answered else None,
            "llm": {
                "questions": self.session.questions,
                "tokens": self.session.tokens_used,
                "fields": {NAME: progress.answered, self.baseline.name: deterministic},
            },
        }


def _answered_by(baseline: str, progress: _Progress, deterministic: list[str]) -> str:
    if not progress.answered:
        return baseline
    return f"{NAME}, {baseline}" if deterministic else NAME


def _of(part: Field, baseline: ObjectFinding) -> Finding:
    found = baseline.properties.get(part.name)
    return _empty(part) if found is None else found


def _empty(part: Field) -> Finding:
    match part:
        case ValueField():
            return ValueFinding()
        case ListField():
            return ListFinding()
        case ObjectField(properties=properties):
            return ObjectFinding({each.name: _empty(each) for each in properties})


def _listed(names: list[str], most: int = 8) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
