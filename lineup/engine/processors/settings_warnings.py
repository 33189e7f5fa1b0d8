"""Settings that nothing reads, told as sentences: they may be misspelt."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from pydantic import AliasChoices, BaseModel
from pydantic.fields import FieldInfo

from lineup.contract.wire import JsonObject
from lineup.engine.processors.protocol import StepOutput

MAX_WARNINGS = 20
"""The most keys that are named one by one."""

_MAX_KEY = 60
_OF_THE_RUN = {
    "skip_cache",
    "save_checkpoint",
    "checkpoint_id",
    "run_evals",
    "webhook_url",
    "processing_location",
    "force_new",
}


def settings_warnings(model: type[BaseModel], settings: JsonObject, name: str) -> list[str]:
    """Return a sentence for each key of a step's settings that its processor, called `name`, doesn't read."""
    known = set(_keys(model))
    unknown = [key for key in settings if key not in known]
    sentences = [_sentence(key, known, name) for key in unknown[:MAX_WARNINGS]]
    more = len(unknown) - MAX_WARNINGS
    return (
        [*sentences, f"{more} more settings are not known and have no effect."]
        if more > 0
        else sentences
    )


def with_warnings(output: StepOutput, warnings: list[str]) -> StepOutput:
    """Return the output with the warnings in its result's metadata, before those that are there."""
    if not warnings:
        return output
    metadata = output.result.get("metadata") or {}
    told = metadata | {"warnings": [*warnings, *metadata.get("warnings", [])]}
    return replace(output, result=output.result | {"metadata": told})


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        aliases = _aliases(field)
        yield from aliases
        if not aliases or model.model_config.get("populate_by_name"):
            yield name


def _aliases(field: FieldInfo) -> list[str]:
    alias = field.validation_alias
    choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
    return [choice for choice in choices if isinstance(choice, str)]


def _sentence(key: str, known: set[str], name: str) -> str:
    shown = key if len(key) <= _MAX_KEY else f"{key[:_MAX_KEY]}…"
    if key in _OF_THE_RUN:
        return f"The setting '{key}' is the run's rather than a step's, and has no effect here."
    alike = get_close_matches(shown, sorted(known), n=1)
    advice = f" Did you mean '{alike[0]}'?" if alike else ""
    return f"The setting '{shown}' is not known to {name} and has no effect.{advice}"
