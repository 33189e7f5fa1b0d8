"""Which versions of what make a result."""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from lineup.contract.wire import JsonObject
from lineup.engine.processors.protocol import Processor
from lineup.engine.processors.registry import ProcessorRegistry


def made_by(processor: Processor) -> JsonObject:
    """Return a processor's version and those of the libraries that it declares to depend on."""
    return {"version": processor.version, "libraries": library_versions([processor])}


def library_versions(processors: Iterable[Processor]) -> dict[str, str]:
    """Return the versions of the libraries that processors name in `libraries`, by distribution; one may name none."""
    names = {name for each in processors for name in getattr(each, "libraries", ())}
    return {name: _version(name) for name in sorted(names)}


def step_made_by(registry: ProcessorRegistry, step: JsonObject) -> JsonObject:
    """Return what does a frozen step now, raising UnknownProcessorError where nothing does.

    A processor whose results depend on more than that, such as a language model, may say so in `depends_on(settings)`.
    """
    processor = registry.find(step)
    depends_on = getattr(processor, "depends_on", None)
    more = {} if depends_on is None else depends_on(step.get("settings") or {})
    return made_by(processor) | more


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
