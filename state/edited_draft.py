"""A draft as it is being edited: what the server has of it, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from components.json_text import is_same_json
from components.step_order import inserted, moved, without
from lineup.client import ClientError
from lineup.contract.pipelines import Pipeline, PipelineStep
from lineup.contract.wire import JsonObject


@dataclass(frozen=True)
class EditedStep:
    """A step, the settings that it began with, and the texts in its fields that can't be read yet, by field.

    `key` stands for it in the keys of widgets, wherever it is moved.
    """

    key: str
    step: PipelineStep
    opened: JsonObject
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EditedDraft:
    """The steps as they are typed, and how the server had them.

    `base` are the server's steps when they were last read or written here, `sent` the steps that it took from here then:
    a server may write steps in its own way. `newer` are the server's steps where somebody else changed them meanwhile.
    `refusal` says why the server did not take the steps. `revision` counts how often the draft was begun anew. `typed` says
    when it was typed, where that was at an earlier visit.
    """

    base: tuple[PipelineStep, ...]
    sent: tuple[PipelineStep, ...]
    edited: tuple[EditedStep, ...]
    revision: int = 0
    counter: int = 0
    newer: tuple[PipelineStep, ...] | None = None
    refusal: ClientError | None = None
    typed: datetime | None = None

    @property
    def steps(self) -> list[PipelineStep]:
        """The steps as far as what was typed can be read."""
        return [each.step for each in self.edited]

    @property
    def is_readable(self) -> bool:
        """Whether everything that was typed can be read."""
        return not any(each.texts for each in self.edited)

    @property
    def is_saved(self) -> bool:
        """Whether the server has what was typed."""
        return self.is_readable and are_same(self.steps, self.sent)

    def says_same(self, other: "EditedDraft") -> bool:
        """Whether the same was typed in another one."""
        texts, others = ([dict(each.texts) for each in one.edited] for one in (self, other))
        return are_same(self.steps, other.steps) and texts == others

    def with_step(
        self, position: int, step: PipelineStep, texts: Mapping[str, str]
    ) -> "EditedDraft":
        """Return the draft with one step as it was typed."""
        edited = list(self.edited)
        edited[position] = replace(edited[position], step=step, texts=texts)
        return replace(self, edited=tuple(edited))

    def with_added(self, step: PipelineStep, position: int) -> "EditedDraft":
        """Return the draft with one more step."""
        new = EditedStep(f"{self.revision}.{self.counter}", step, step.settings)
        added = tuple(inserted(self.edited, new, position))
        return replace(self, edited=added, counter=self.counter + 1)

    def with_removed(self, position: int) -> "EditedDraft":
        """Return the draft without a step."""
        return replace(self, edited=tuple(without(self.edited, position)))

    def with_moved(self, position: int, to: int) -> "EditedDraft":
        """Return the draft with a step at another position."""
        return replace(self, edited=tuple(moved(self.edited, position, to)))


def begun(steps: Sequence[PipelineStep], revision: int = 0) -> EditedDraft:
    """Return a draft that begins with the server's steps."""
    edited = tuple(
        EditedStep(f"{revision}.{number}", step, step.settings) for number, step in enumerate(steps)
    )
    return EditedDraft(tuple(steps), tuple(steps), edited, revision, counter=len(edited))


def are_same(steps: Sequence[PipelineStep], others: Sequence[PipelineStep]) -> bool:
    """Whether two lists of steps say the same."""
    return is_same_json([step.to_wire() for step in steps], [other.to_wire() for other in others])


def is_changed(draft: EditedDraft, pipeline: Pipeline) -> bool:
    """Whether the server's draft is another than the one that was begun with."""
    return not are_same(draft.base, pipeline.steps)
