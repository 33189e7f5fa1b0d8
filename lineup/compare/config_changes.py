"""What a comparison of two step lists is made of: marks, settings, schema fields, and one merged graph."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Mark(StrEnum):
    """What became of a step, an edge, a setting or a schema field from the first list to the second."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    """The same step at another place among the others; its settings may have changed as well."""
    RENAMED = "renamed"
    """A schema field under another name."""


@dataclass(frozen=True)
class SettingChange:
    """One setting that differs: `path` as in `settings.mode`; a value that isn't there is None, and the mark says so."""

    path: str
    mark: Mark
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class SchemaChange:
    """One schema field that differs, by its path in the first list (the second's for one that was added).

    `what` names the part that differs: `field`, `name`, `type`, `description`, or another keyword of the schema.
    `similarity` from 0 to 1 is how alike a renamed field's two forms are.
    """

    path: str
    mark: Mark
    what: str
    before: Any = None
    after: Any = None
    similarity: float | None = None


@dataclass(frozen=True)
class StepChange:
    """One step of the merged list; `before` and `after` are its 0-based positions, None where it isn't.

    `custom_processor_id` is that of a custom step, the second list's where it is in both.
    """

    step_type: str
    mark: Mark
    before: int | None
    after: int | None
    settings: tuple[SettingChange, ...] = ()
    schema: tuple[SchemaChange, ...] = ()
    custom_processor_id: str | None = None

    @property
    def key(self) -> str:
        """The name of its node in the merged graph, unique in a diff."""
        return f"{'' if self.before is None else self.before}:{'' if self.after is None else self.after}"


@dataclass(frozen=True)
class Edge:
    """One step feeding another, by their keys."""

    source: str
    target: str
    mark: Mark


@dataclass(frozen=True)
class ConfigDiff:
    """What differs between two step lists: every step once, in reading order, and the edges between them.

    The steps are the nodes of the merged graph.
    """

    steps: tuple[StepChange, ...]
    edges: tuple[Edge, ...]

    @property
    def is_same(self) -> bool:
        """Whether the two lists do the same."""
        return all(step.mark is Mark.SAME for step in self.steps)

    @property
    def changed_steps(self) -> tuple[StepChange, ...]:
        """The steps that were added, removed, moved or changed."""
        return tuple(step for step in self.steps if step.mark is not Mark.SAME)
