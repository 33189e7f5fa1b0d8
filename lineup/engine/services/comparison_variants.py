"""The variants of a comparison: a version's steps with other modes, and nothing else changed (contract §8.2).

Decisions of ours where the API's text is silent: a variant names its settings by step type, or by their names in the
answer; without variants an extract pipeline is compared in the modes that the names stand for, convert's and extract's
together, and `accurate` extracts in `balanced`, whose older name it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from lineup.contract.comparisons import FEWEST_VARIANTS, MOST_VARIANTS, NewVariant
from lineup.contract.wire import JsonObject
from lineup.engine.errors import InvalidRequest, NotPossible, Problem
from lineup.engine.processors.registry import ProcessorRegistry

CONVERT, EXTRACT = "convert", "extract"
_MODE_NAMES = ("mode", "output_mode")
_CHANGEABLE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    CONVERT: {CONVERT: (*_MODE_NAMES, "merge_cross_page")},
    EXTRACT: {CONVERT: _MODE_NAMES, EXTRACT: ("extraction_mode",)},
}
"""What a variant may change, by what is compared and by step type."""

_DEFAULTS = {"Fast": ("fast", "fast"), "Balanced": ("balanced", "balanced")} | {
    "Accurate": ("accurate", "balanced")
}
"""The variants that are compared where none are given: the modes of convert and of extract."""

_MOST_PROBLEMS, _SHOWN = 20, 100
"""How many problems are told, and how much of a name that somebody made up."""

Changes = Mapping[str, JsonObject]
"""The settings that a variant changes, by step type."""


@dataclass(frozen=True)
class VariantSteps:
    """A variant with the steps that it comes to, as their author could have written them."""

    name: str
    changes: Changes
    steps: tuple[JsonObject, ...]


def compared_step_of(steps: Sequence[JsonObject]) -> str:
    """Return the type of the step whose results are compared, raising NotPossible for a pipeline that has none."""
    types = [step["type"] for step in steps]
    if types.count(EXTRACT) == 1:
        return EXTRACT
    if set(types) == {CONVERT}:
        return CONVERT
    message = (
        "A comparison needs a pipeline of convert steps alone, whose pages are compared, or one with exactly one extract "
        f"step, whose fields are; this one has {', '.join(types)}."
    )
    raise NotPossible(message)


def plan_variants(
    steps: Sequence[JsonObject], asked: Sequence[NewVariant] | None, processors: ProcessorRegistry
) -> list[VariantSteps]:
    """Return the variants, raising InvalidRequest for each that can't be run, NotPossible as above."""
    compared = compared_step_of(steps)
    named = _default_changes(compared, steps) if asked is None else _asked_changes(asked)
    variants = [VariantSteps(name, changes, _merged(steps, changes)) for name, changes in named]
    problems = [
        *_set_problems([variant.name for variant in variants]),
        *(
            problem
            for at, variant in enumerate(variants)
            for problem in _problems(at, variant, compared, processors)
        ),
    ]
    if problems:
        raise InvalidRequest(*problems[:_MOST_PROBLEMS])
    return variants


def _default_changes(compared: str, steps: Sequence[JsonObject]) -> list[tuple[str, Changes]]:
    types = {step["type"] for step in steps}
    return [
        (
            name,
            {
                step_type: settings
                for step_type, settings in (
                    (CONVERT, {"output_mode": convert}),
                    (EXTRACT, {"extraction_mode": extract}),
                )
                if step_type in types and step_type in _CHANGEABLE[compared]
            },
        )
        for name, (convert, extract) in _DEFAULTS.items()
    ]


def _asked_changes(asked: Sequence[NewVariant]) -> list[tuple[str, Changes]]:
    return [(variant.name, variant.changes) for variant in asked]


def _merged(steps: Sequence[JsonObject], changes: Changes) -> tuple[JsonObject, ...]:
    return tuple(
        step | {"settings": _changed(step.get("settings") or {}, changes[step["type"]])}
        if changes.get(step["type"])
        else step
        for step in steps
    )


def _changed(settings: JsonObject, changes: JsonObject) -> JsonObject:
    """Return settings with the changes; a mode replaces the earlier one under whichever of its names it stood."""
    mode = next((changes[name] for name in reversed(_MODE_NAMES) if name in changes), None)
    if mode is None:
        return settings | changes
    dropped = set(_MODE_NAMES)
    kept = {name: value for name, value in (settings | changes).items() if name not in dropped}
    return kept | {"mode": mode}


def _set_problems(names: Sequence[str]) -> Iterator[Problem]:
    if len(names) < FEWEST_VARIANTS:
        message = (
            f"One variant has nothing to be compared with: give {FEWEST_VARIANTS} to {MOST_VARIANTS}, or none to compare "
            "the modes."
        )
        yield Problem(("body", "variants"), message)
    for at, name in enumerate(names):
        if name in names[:at]:
            message = f"Two variants are called {name!r}: give each a name of its own."
            yield Problem(("body", "variants", at, "name"), message)


def _problems(
    at: int, variant: VariantSteps, compared: str, processors: ProcessorRegistry
) -> Iterator[Problem]:
    types = {step["type"] for step in variant.steps}
    for step_type, settings in variant.changes.items():
        path = ("body", "variants", at, "steps", step_type[:_SHOWN])
        changeable = _CHANGEABLE[compared].get(step_type, ())
        if step_type not in types or not changeable:
            message = (
                f"Variant {variant.name!r}: there is no step {step_type!r} that it could change."
            )
            yield Problem(path, message)
            continue
        for name in sorted(set(settings) - set(changeable)):
            allowed = " and ".join(changeable)
            message = f"Variant {variant.name!r} may change only the mode of {step_type!r} ({allowed}), not {name[:_SHOWN]!r}."
            yield Problem((*path, name[:_SHOWN]), message)
    yield from _wrong_settings(at, variant, processors)


def _wrong_settings(
    at: int, variant: VariantSteps, processors: ProcessorRegistry
) -> Iterator[Problem]:
    for step in variant.steps:
        if not variant.changes.get(step["type"]):
            continue
        try:
            processors.find(step).settings_model.model_validate(step["settings"])
        except ValidationError as error:
            for item in error.errors(include_url=False, include_context=False, include_input=False):
                reason = item["msg"].removeprefix("Value error, ")
                path = ("body", "variants", at, "steps", step["type"], *item["loc"])
                told = f"Variant {variant.name!r}, step {step['type']!r}: {reason[: 2 * _SHOWN]}."
                yield Problem(path, told)
