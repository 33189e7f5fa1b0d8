"""What changed in a configuration, line by line for people."""

import json
from collections.abc import Iterator
from typing import Any

from lineup.compare.config_changes import ConfigDiff, Mark, SchemaChange, SettingChange, StepChange

_LONGEST = 200
_LONGEST_IN_LINE, _MOST_IN_LINE = 32, 4
_LACKING: tuple[Any, ...] = (None, "")
_SIGNS = {Mark.ADDED: "+", Mark.REMOVED: "−"}


def config_sentences(diff: ConfigDiff) -> tuple[str, ...]:
    """Return a line for each step, setting and schema field that differs; empty where nothing does."""
    return tuple(line for step in diff.changed_steps for line in _step(step))


def _step(step: StepChange) -> Iterator[str]:
    if step.mark in {Mark.ADDED, Mark.REMOVED}:
        yield f"{step.step_type}: step {step.mark}"
        return
    if step.mark is Mark.MOVED:
        yield f"{step.step_type}: moved from step {step.before} to step {step.after}"
    yield from (f"{step.step_type}: {_change(change)}" for change in step.settings)
    yield from (f"{step.step_type}: schema {_field(change)}" for change in step.schema)


def _change(change: SettingChange) -> str:
    match change.mark:
        case Mark.ADDED:
            return f"{change.path} added: {_value(change.after)}"
        case Mark.REMOVED:
            return f"{change.path} removed: {_value(change.before)}"
        case _:
            return f"{change.path} {_value(change.before)} → {_value(change.after)}"


def _field(change: SchemaChange) -> str:
    match change.mark:
        case Mark.ADDED | Mark.REMOVED:
            return f"{change.path} {change.mark}"
        case Mark.RENAMED:
            return f"{change.path} renamed to {_value(change.after)}"
        case _:
            return f"{change.path} {change.what} {_part(change.before, change.after)}"


def _part(before: Any, after: Any) -> str:  # noqa: ANN401 (JSON)
    """Return what became of one part of a field, such as its description, which either schema may lack."""
    if before in _LACKING:
        return f"added: {_value(after)}"
    if after in _LACKING:
        return f"removed: {_value(before)}"
    return f"{_value(before)} → {_value(after)}"


def _value(value: Any) -> str:  # noqa: ANN401 (JSON)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def config_headline(diff: ConfigDiff) -> str:
    """Return what differs in one line: `convert.mode fast → balanced · extract schema + currency_code`."""
    told = [part for step in diff.changed_steps for part in _short(step)]
    more = len(told) - _MOST_IN_LINE
    shown = " · ".join(told[:_MOST_IN_LINE])
    return f"{shown} · {more:,} more" if more > 0 else shown


def _short(step: StepChange) -> Iterator[str]:
    name = _cut(step.step_type)
    if step.mark in {Mark.ADDED, Mark.REMOVED}:
        yield f"{_SIGNS[step.mark]} {name}"
        return
    if step.mark is Mark.MOVED:
        yield f"{name} moved"
    for change in step.settings:
        path = f"{name}.{_cut(change.path.removeprefix('settings.'))}"
        if change.mark in _SIGNS:
            yield f"{_SIGNS[change.mark]} {path}"
        else:
            yield f"{path} {_cut(_value(change.before))} → {_cut(_value(change.after))}"
    for field in step.schema:
        yield f"{name} schema {_SIGNS.get(field.mark, '~')} {_cut(field.path)}"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_IN_LINE else f"{words[:_LONGEST_IN_LINE]}…"
