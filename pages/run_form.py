"""The form of the run page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from components.run_inputs import (
    SOURCES,
    choose_pipeline,
    choose_sample,
    choose_source,
    choose_versions,
    draw_documents,
    edit_urls,
    rates_text,
    version_choices,
)
from components.run_options import OptionNotes, RunChoices, edit_run_options
from components.run_plan import plan_run, run_label
from components.run_requests import run_options
from lineup.contract.extension import Capabilities, Feature
from lineup.contract.pipelines import Pipeline, PipelineStep, PipelineVersion
from lineup.samples import SAMPLES, Sample
from pages.uploading import choose_uploads
from state import documents, presses, queries, rates, rubrics, runs, url
from state.connection import Connection
from state.documents import RunDocument
from state.presses import Press


@dataclass(frozen=True)
class _Choice:
    """What is to be run: the pipeline, the steps of all its versions, and the ticked ones."""

    pipeline: Pipeline
    steps: dict[int, list[PipelineStep]]
    numbers: list[int]


def edit_run(
    connection: Connection, capabilities: Capabilities | None, pipelines: Sequence[Pipeline]
) -> None:
    """Draw the form, and the button that runs what it says."""
    what = _choose_what(connection, pipelines)
    left, right = st.columns(2, gap="medium")
    with left:
        chosen = _choose_documents(pipelines)
    runnable = [document for document in chosen if document.problem is None]
    with right:
        choices = edit_run_options(_notes(connection, capabilities, runnable, what), key="option")
    chosen_rates = _rates(connection, capabilities, what, choices.processing_location)
    plan = plan_run([document.pages for document in runnable], choices.page_range, chosen_rates)
    several = capabilities is not None
    starts = [
        runs.Start(
            what.pipeline.pipeline_id,
            document,
            run_options(choices, number, what.steps[number], takes_several=several),
        )
        for document in runnable
        for number in what.numbers
    ]
    press = runs.press_to_start(connection, starts)
    missing = why_not(chosen, what.numbers, choices)
    _offer_run(run_label(plan), press, missing, rates_text(chosen_rates))


def _rates(
    connection: Connection,
    capabilities: Capabilities | None,
    what: _Choice,
    processing_location: str | None,
) -> dict[int, Decimal | None]:
    """Return the ticked versions' rates in cents per 1,000 pages; None where the server doesn't tell one."""
    if capabilities is not None and capabilities.has(Feature.VERSION_RATES):
        return rates.own_rates(
            connection, what.pipeline.pipeline_id, what.numbers, processing_location
        )
    told = rates.rates_by_default(connection, what.pipeline, what.steps, processing_location)
    return {number: told[number] for number in what.numbers}


def why_not(
    chosen: Sequence[RunDocument], numbers: Sequence[int], choices: RunChoices
) -> str | None:
    """Return what is missing before anything can be run; None if nothing is."""
    if not chosen:
        return "Choose a document first."
    if all(document.problem for document in chosen):
        return "None of the documents can be run."
    if not numbers:
        return "Tick at least one version."
    return "Mend what is marked above first." if choices.problems else None


def _choose_what(connection: Connection, pipelines: Sequence[Pipeline]) -> _Choice:
    left, right = st.columns(2, gap="medium")
    with left:
        pipeline = _choose_pipeline(pipelines)
    with right:
        versions = queries.versions(connection, pipeline.pipeline_id)
        numbers = _choose_versions(pipeline, versions)
    return _Choice(pipeline, rates.steps_by_version(pipeline, versions), numbers)


def _choose_pipeline(pipelines: Sequence[Pipeline]) -> Pipeline:
    current = url.text("pipeline")
    shown = next((each for each in pipelines if each.pipeline_id == current), pipelines[0])
    pipeline = choose_pipeline(pipelines, shown, key=f"pipeline-{current}")
    if pipeline.pipeline_id != shown.pipeline_id:
        url.go(pipeline=pipeline.pipeline_id, version=None)
    return pipeline


def _choose_versions(pipeline: Pipeline, versions: Sequence[PipelineVersion]) -> list[int]:
    choices = version_choices(pipeline, versions)
    shown = [number for number in choices if number in url.numbers("version")]
    shown = shown or [pipeline.default_version]
    key = f"versions-{pipeline.pipeline_id}-{url.revision('version')}"
    numbers = choose_versions(choices, shown, pipeline.active_version, key=key)
    if numbers and set(numbers) != set(shown):
        url.go(version=[str(number) for number in choices if number in numbers])
    return numbers


def _choose_documents(pipelines: Sequence[Pipeline]) -> list[RunDocument]:
    current = url.text("source")
    shown = current if current in SOURCES else SOURCES[0]
    source = choose_source(shown, key=f"source-{current}")
    if source != shown:
        url.go(source=source)
    chosen = _documents_of(source, pipelines)
    draw_documents(chosen)
    return chosen


def _documents_of(source: str, pipelines: Sequence[Pipeline]) -> list[RunDocument]:
    match source:
        case "URLs":
            return documents.from_urls(edit_urls(key="urls"))
        case "Samples":
            return _choose_sample(pipelines)
        case _:
            return choose_uploads(key="uploads")


def _choose_sample(pipelines: Sequence[Pipeline]) -> list[RunDocument]:
    name = url.text("sample")

    def choose(sample: Sample) -> None:
        ids = [each.pipeline_id for each in pipelines if each.name == sample.pipeline_name]
        own = {"pipeline": ids[0], "version": None} if ids else {}
        url.put(source="Samples", sample=sample.name, **own)

    choose_sample(SAMPLES, name, key="sample", on_choose=choose)
    return [documents.from_sample(sample) for sample in SAMPLES if sample.name == name]


def _notes(
    connection: Connection,
    capabilities: Capabilities | None,
    runnable: Sequence[RunDocument],
    what: _Choice,
) -> OptionNotes:
    refused = {
        field.field: field.message for each in runs.failed_starts() for field in each.error.fields
    }
    return OptionNotes(
        page_counts={document.name: document.pages for document in runnable},
        recorded_only=capabilities.recorded_only if capabilities else (),
        refused=refused,
        scored=rubrics.scored_steps(connection, [what.steps[number] for number in what.numbers]),
    )


def _offer_run(label: str, press: Press, missing: str | None, rates_said: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(rates_said, width="stretch")
        if missing:
            st.caption(missing, width="content")
        st.button(
            label,
            type="primary",
            icon=":material/play_arrow:",
            disabled=missing is not None,
            key="run",
            on_click=presses.request,
            args=(presses.press_number(), press),
        )
