"""What is run: the pipeline, its versions, and the documents."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import streamlit as st

from components.choice_words import told_apart
from components.failure import plain
from components.formatting import rate_text, size_text, version_text
from lineup.contract.pipelines import DRAFT, Pipeline, PipelineVersion
from lineup.samples import Sample
from state.documents import RunDocument

SOURCES = ("Upload", "URLs", "Samples")
"""Where documents come from."""


def choose_pipeline(pipelines: Sequence[Pipeline], shown: Pipeline, *, key: str) -> Pipeline:
    """Draw the pipelines and return the one chosen, at first the shown one."""
    by_id = {pipeline.pipeline_id: pipeline for pipeline in pipelines}
    ids, titles = list(by_id), told_apart({each: one.title for each, one in by_id.items()})
    picked = st.selectbox(
        "Pipeline",
        ids,
        index=ids.index(shown.pipeline_id),
        format_func=lambda each: titles[each],
        key=key,
    )
    return by_id[str(picked)]


def choose_versions(
    choices: Sequence[int], shown: Sequence[int], active: int, *, key: str
) -> list[int]:
    """Draw the versions and return the ticked ones, at first the shown ones."""
    return st.pills(
        "Versions",
        choices,
        selection_mode="multi",
        default=list(shown),
        format_func=lambda number: version_choice_text(number, active),
        key=key,
    )


def version_choices(pipeline: Pipeline, versions: Sequence[PipelineVersion]) -> list[int]:
    """Return the versions in the order people look for them: the active one, the draft, then newest first."""
    published = sorted((version.version for version in versions), reverse=True)
    active = [number for number in published if number == pipeline.active_version]
    return [*active, DRAFT, *(number for number in published if number not in active)]


def version_choice_text(number: int, active: int) -> str:
    """Return a version's name, and that it is the active one."""
    return (
        f"{version_text(number)} (active)" if number and number == active else version_text(number)
    )


def rates_text(rates: Mapping[int, Decimal | None]) -> str:
    """Return `v6 $25.00 per 1,000 pages · draft rate not told`."""
    return " · ".join(f"{version_text(number)} {rate_text(rate)}" for number, rate in rates.items())


def choose_source(shown: str, *, key: str) -> str:
    """Draw where documents come from and return the one chosen, at first the shown one."""
    picked = st.segmented_control(
        "Documents", SOURCES, default=shown, required=True, key=key, width="stretch"
    )
    return str(picked or shown)


def edit_urls(*, key: str) -> str:
    """Draw a field for addresses and return its text."""
    text = st.text_area(
        "Addresses, one a line",
        key=key,
        placeholder="https://example.org/report.pdf",
        height=120,
        persist_state="session",
    )
    return text or ""


def choose_sample(
    samples: Sequence[Sample], chosen: str, *, key: str, on_choose: Callable[[Sample], None]
) -> None:
    """Draw the samples; choosing one calls back, because it brings its own pipeline."""
    for sample in samples:
        with st.container(horizontal=True, vertical_alignment="center", border=True, wrap=False):
            st.markdown(
                f"**{sample.title}**  \n:small[:gray[{sample.description}]]", width="stretch"
            )
            st.button(
                "✔ Chosen" if sample.name == chosen else "Use this",
                key=f"{key}-{sample.name}",
                help=f"Runs with {sample.pipeline_name}",
                on_click=on_choose,
                args=(sample,),
            )


def draw_documents(documents: Sequence[RunDocument]) -> None:
    """Draw a line for each document, with what is wrong beside it."""
    for document in documents:
        st.markdown(document_line(document))


def document_line(document: RunDocument) -> str:
    """Return the document's line: name, kind, pages, size, problem."""
    facts = [document.kind]
    if document.pages is not None:
        facts.append("1 page" if document.pages == 1 else f"{document.pages:,} pages")
    if document.size is not None:
        facts.append(size_text(document.size))
    line = f"**{plain(document.name)}**  :gray[{' · '.join(facts)}]"
    return f"{line}  \n:small[:red[⚠ {plain(document.problem)}]]" if document.problem else line
