"""Which processors there are, and which of them does a step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lineup.contract.wire import JsonObject
from lineup.engine.processors.protocol import CUSTOM, CustomProcessor, CustomVersion, Processor

ID_KEY = "custom_processor_id"
"""Where a custom step says which processor does it."""

VERSION_KEY = "custom_processor_version"
"""Where a frozen step says which version of its custom processor it was submitted with."""


class UnknownProcessorError(Exception):
    """Nothing installed does a step; the text is a sentence, `field` the part of the step that names the processor."""

    def __init__(self, sentence: str, *, field: str = ID_KEY) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class ProcessorRegistry:
    """The installed processors: those that a step names by its type, and the custom ones by their ids."""

    by_type: Mapping[str, Processor]
    custom: Mapping[str, CustomProcessor]

    @property
    def step_types(self) -> list[str]:
        """The types of steps that something does, sorted."""
        return sorted({*self.by_type, *([CUSTOM] if self.custom else [])})

    def find(self, step: JsonObject) -> Processor:
        """Return the processor of a frozen step; its `version` says which. Raises UnknownProcessorError.

        A custom step without a version, as in a draft, means the newest one.
        """
        if step["type"] == CUSTOM:
            return self.find_version(step).processor
        found = self.by_type.get(step["type"])
        if found is None:
            known = ", ".join(self.step_types)
            sentence = f"This engine has no processor for {step['type']!r}; it has: {known}."
            raise UnknownProcessorError(sentence, field="type")
        return found

    def find_version(self, step: JsonObject) -> CustomVersion:
        """Return the version of its processor that a frozen custom step names, else the newest one."""
        processor = self.find_custom(step.get(ID_KEY))
        asked = step.get(VERSION_KEY)
        if asked is None:
            return newest(processor)
        found = next((each for each in processor.versions if each.number == asked), None)
        if found is None:
            sentence = (
                f"Version {asked} of the processor {processor.name!r} is no longer installed."
            )
            raise UnknownProcessorError(sentence)
        return found

    def find_custom(self, processor_id: str | None) -> CustomProcessor:
        """Return the custom processor with the id, raising UnknownProcessorError."""
        found = self.custom.get(processor_id or "")
        if found is None:
            known = ", ".join(sorted(self.custom)) or "none"
            what = f"There is no custom processor {processor_id!r} here"
            if not processor_id:
                what = f"A custom step names its processor in {ID_KEY}"
            sentence = f"{what}; installed: {known}."
            raise UnknownProcessorError(sentence)
        return found

    def name(self, step: JsonObject) -> str:
        """Return what people call the step's processor: a custom one's own name, else the step's type."""
        is_custom = step["type"] == CUSTOM
        return self.find_custom(step.get(ID_KEY)).name if is_custom else str(step["type"])

    def versions(self, steps: Iterable[JsonObject]) -> dict[str, str]:
        """Return the versions of the frozen steps' processors, by step type or custom processor's id."""
        return {_id(step): self.find(step).version for step in steps}

    def all(self) -> Iterable[Processor]:
        """Yield every processor, all versions of the custom ones too."""
        yield from self.by_type.values()
        for custom in self.custom.values():
            yield from (version.processor for version in custom.versions)


def _id(step: JsonObject) -> str:
    return str(step[ID_KEY] if step["type"] == CUSTOM else step["type"])


def newest(processor: CustomProcessor) -> CustomVersion:
    """Return the processor's version with the highest number."""
    return max(processor.versions, key=lambda version: version.number)
