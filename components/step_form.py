"""The form of one step: what it does, its settings, and the rubric that scores it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from components.choice_words import told_apart
from components.failure import plain
from components.json_text import is_same_json
from components.run_options import draw_field_problem
from components.setting_fields import SettingField
from components.settings_form import FormNotes, SettingsEdit, edit_settings
from components.settings_schema import setting_fields
from components.step_order import step_title
from components.step_refusals import refused_settings, refused_step
from lineup.client import ClientError
from lineup.contract.installed_processors import InstalledProcessor, InstalledProcessors
from lineup.contract.pipelines import PipelineStep
from state.edited_draft import EditedStep

_NO_FORMS = (
    "This server doesn't tell what this step can be set to, so its settings are edited as JSON."
)


@dataclass(frozen=True)
class StepNotes:
    """What a step's form is drawn beside: what the server refused of the draft, and the rubrics there are, by id."""

    refusal: ClientError | None = None
    rubrics: Mapping[int, str] = field(default_factory=dict)


def edit_step(
    edited: EditedStep, position: int, known: InstalledProcessors, notes: StepNotes, *, key: str
) -> EditedStep:
    """Draw the form and return the step as it says now."""
    processor = known.find(edited.step)
    fields = setting_fields((processor.settings_schema if processor else None) or {})
    draw_step_head(edited.step, position, processor, known)
    for problem in refused_step(notes.refusal, position):
        draw_field_problem(problem)
    said = edit_settings(
        fields,
        SettingsEdit(edited.step.settings, edited.texts),
        FormNotes(edited.opened, refused_settings(notes.refusal, position, field_names(fields))),
        key=key,
    )
    step = with_rubric(edited.step, _choose_rubric(edited.step, notes.rubrics, f"{key}-rubric"))
    if not is_same_json(said.settings, step.settings):
        step = step.model_copy(update={"settings": said.settings})
    return replace(edited, step=step, texts=said.texts)


def draw_step_head(
    step: PipelineStep,
    position: int,
    processor: InstalledProcessor | None,
    known: InstalledProcessors,
) -> None:
    """Draw what the step is called and does, and what is special about it."""
    st.markdown(f"**{position} {plain(step_title(step, known))}**")
    for line in step_remarks(processor):
        st.caption(plain(line))


def step_remarks(processor: InstalledProcessor | None) -> list[str]:
    """Return what is said below a step's name."""
    if processor is None:
        return [_NO_FORMS]
    told = [processor.description] if processor.description else []
    if processor.custom_processor_id:
        version = f", version {processor.active_version}" if processor.active_version else ""
        told.append(f"Custom processor {processor.custom_processor_id}{version}")
    if processor.archived:
        told.append("This processor is archived: choose another before the next publishing.")
    return told if processor.settings_schema else [*told, _NO_FORMS]


def field_names(fields: Sequence[SettingField]) -> list[str]:
    """Return all names by which a server may blame the fields."""
    return [name for each in fields for name in (each.name, *each.also)]


def with_rubric(step: PipelineStep, rubric_id: int | None) -> PipelineStep:
    """Return the step with its rubric; one that never had any stays without the key."""
    if rubric_id == step.eval_rubric_id:
        return step
    return step.model_copy(update={"eval_rubric_id": rubric_id})


def _choose_rubric(step: PipelineStep, rubrics: Mapping[int, str], key: str) -> int | None:
    if not rubrics:
        return step.eval_rubric_id
    options = [None, *rubrics]
    words = told_apart({each: "No rubric" if each is None else rubrics[each] for each in options})
    return st.selectbox(
        "Scored by",
        options,
        options.index(step.eval_rubric_id),
        words.__getitem__,
        key=key,
        help="The rubric that judges what the step made, in runs with evals.",
    )
