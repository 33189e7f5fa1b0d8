"""The processors that installed packages declare under the entry point group `lineup.processors`."""

import logging
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from lineup.engine.processors.protocol import CustomProcessor, Processor
from lineup.engine.processors.registry import ProcessorRegistry

GROUP = "lineup.processors"
"""The entry point group; each entry names a class whose instances are processors, custom ones with all their versions."""

Value = TypeVar("Value")

_LOGGER = logging.getLogger(__name__)
_PROCESSOR_ID = re.compile(r"cp_[A-Za-z0-9]{12}")


def load_processors() -> ProcessorRegistry:
    """Return all installed processors. One that can't be loaded is told in the log and left out: the others still serve."""
    return load_entries(entry_points(group=GROUP))


def load_entries(entries: Iterable[EntryPoint]) -> ProcessorRegistry:
    """Return the processors that the entries name, without those that can't be loaded."""
    registry = ProcessorRegistry({}, {})
    for entry in entries:
        try:
            registry = registered(registry, entry.load()())
        except Exception:
            _LOGGER.exception(
                "the processor %r of the entry point %r is left out", entry.name, entry.value
            )
    return registry


def registered(
    registry: ProcessorRegistry, processor: Processor | CustomProcessor
) -> ProcessorRegistry:
    """Return the registry with one more processor, raising ValueError for one that is there or breaks a rule."""
    if isinstance(processor, CustomProcessor):
        _require_sound(processor)
        custom = _added(registry.custom, processor.processor_id, processor)
        return ProcessorRegistry(registry.by_type, custom)
    return ProcessorRegistry(
        _added(registry.by_type, processor.step_type, processor), registry.custom
    )


def _added(existing: Mapping[str, Value], name: str, value: Value) -> dict[str, Value]:
    if name in existing:
        message = f"{name!r} is declared twice"
        raise ValueError(message)
    return {**existing, name: value}


def _require_sound(processor: CustomProcessor) -> None:
    numbers = [version.number for version in processor.versions]
    texts = {version.processor.version for version in processor.versions}
    if not _PROCESSOR_ID.fullmatch(processor.processor_id):
        message = f"{processor.processor_id!r} is not cp_ and twelve letters and digits"
        raise ValueError(message)
    if not numbers or min(numbers) < 1 or len(set(numbers)) < len(numbers):
        message = f"the versions of {processor.processor_id} are not numbered from 1: {numbers}"
        raise ValueError(message)
    if len(texts) < len(numbers):
        message = f"two versions of {processor.processor_id} say the same of themselves: {texts}"
        raise ValueError(message)
