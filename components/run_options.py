"""The options of a run: exactly the run endpoint's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from components.failure import plain
from components.formatting import format_text
from components.page_ranges import PageRangeReading, read_page_range
from lineup.contract.addresses import address_problem
from lineup.contract.executions import OUTPUT_FORMATS, PROCESSING_LOCATIONS
from lineup.contract.page_ranges import PageRange
from lineup.contract.wire import JsonObject

_AS_VERSION = "As the version says"
_LOCATION_NAMES = {"us": "United States", "eu": "European Union"}
_OWN_LOCATION = "The account's own"
_LATER = "recorded; takes effect in a later release"


@dataclass(frozen=True)
class RunChoices:
    """What was chosen for a run; `output_format` None is the version's own, `problems` are by the field's name."""

    page_range: PageRange | None = None
    page_range_text: str | None = None
    output_format: str | None = None
    run_evals: bool = False
    skip_cache: bool = False
    webhook_url: str | None = None
    processing_location: str | None = None
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OptionNotes:
    """What is said beside the options: page counts by document, options only recorded, what a server refused.

    `scored` says by what rubric which step is scored; None where it isn't known.
    """

    page_counts: Mapping[str, int | None]
    recorded_only: Sequence[str] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    scored: Sequence[str] | None = None


def edit_run_options(notes: OptionNotes, *, key: str) -> RunChoices:
    """Draw the options with what is wrong beside each, and return what was chosen."""
    choices = _edit_reading(notes, key)
    left, right = st.columns(2, gap="medium")
    with left:
        location = _choose_location(notes, key)
    with right:
        webhook = _edit_webhook(notes, key)
    problem = webhook_problem(webhook)
    problems = {**choices.problems, **({"webhook_url": problem} if problem else {})}
    asked = replace(
        choices,
        webhook_url=webhook or None,
        processing_location=location,
        problems=problems,
    )
    return _with_ticks(asked, notes, key)


def edit_options_of_many(notes: OptionNotes, *, key: str) -> RunChoices:
    """Draw the options of runs that are made together, as `edit_run_options` does: nobody waits for each one's end."""
    choices = _edit_reading(notes, key)
    asked = replace(choices, processing_location=_choose_location(notes, key))
    return _with_ticks(asked, notes, key)


def chosen_wire_options(choices: RunChoices) -> JsonObject:
    """Return what was chosen by its names on the wire, without what was not."""
    told = {
        "page_range": choices.page_range_text,
        "output_format": choices.output_format,
        "run_evals": choices.run_evals,
        "skip_cache": choices.skip_cache,
        "webhook_url": choices.webhook_url,
        "processing_location": choices.processing_location,
    }
    return {name: value for name, value in told.items() if value}


def scored_text(scored: Sequence[str]) -> str:
    """Return which steps can be scored, as markdown."""
    if not scored:
        return "No step of what is ticked has a rubric: there is nothing to score by."
    return f"Can be scored: {plain('; '.join(scored))}"


def webhook_problem(url: str) -> str | None:
    """Return what is wrong with a webhook's address; an empty one is none."""
    return address_problem(url) if url else None


def draw_field_problem(problem: str | None) -> None:
    """Draw what is wrong with the field above; nothing where nothing is."""
    if problem:
        st.markdown(f":small[:red[⚠ {plain(problem)}]]")


@dataclass(frozen=True)
class _Pages:
    text: str
    reading: PageRangeReading


def _edit_reading(notes: OptionNotes, key: str) -> RunChoices:
    """Draw which pages are read and in which format the results are, and return the choices with it."""
    pages = _edit_pages(notes, key)
    problem = pages.reading.problem
    return RunChoices(
        page_range=pages.reading.pages,
        page_range_text=pages.text or None,
        output_format=_choose_format(notes, key),
        problems={"page_range": problem} if problem else {},
    )


def _with_ticks(choices: RunChoices, notes: OptionNotes, key: str) -> RunChoices:
    """Draw what is ticked or not, and return the choices with it."""
    run_evals = _tick("Run evals", "run_evals", "Score the steps that have a rubric.", notes, key)
    if notes.scored or (run_evals and notes.scored is not None):
        st.caption(scored_text(notes.scored))
    skip_cache = _tick("Skip cache", "skip_cache", "Run every step anew.", notes, key)
    return replace(choices, run_evals=run_evals, skip_cache=skip_cache)


def _edit_pages(notes: OptionNotes, key: str) -> _Pages:
    text = st.text_input(
        "Pages",
        key=f"{key}-page_range",
        placeholder="all, or 0-based such as 0,2-4",
        help="Pages count from 0 here, as in the API: 0 is the first page.",
        live=True,
        persist_state="session",
    )
    typed = (text or "").strip()
    reading = read_page_range(typed, notes.page_counts)
    if reading.words:
        st.caption(reading.words)
    draw_field_problem(reading.problem or notes.refused.get("page_range"))
    return _Pages(typed, reading)


def _choose_format(notes: OptionNotes, key: str) -> str | None:
    chosen = st.segmented_control(
        "Output format",
        [_AS_VERSION, *OUTPUT_FORMATS],
        default=_AS_VERSION,
        required=True,
        format_func=lambda name: name if name == _AS_VERSION else format_text(name),
        key=f"{key}-output_format",
        wrap=True,
        persist_state="session",
    )
    draw_field_problem(notes.refused.get("output_format"))
    return None if chosen in {None, _AS_VERSION} else str(chosen)


def _choose_location(notes: OptionNotes, key: str) -> str | None:
    chosen = st.selectbox(
        "Processing location",
        [None, *PROCESSING_LOCATIONS],
        format_func=lambda name: _LOCATION_NAMES.get(name, _OWN_LOCATION),
        placeholder=_OWN_LOCATION,  # what is kept from before is no choice of None
        help="Uploads are stored first then, because a run in a named location takes no file.",
        key=f"{key}-processing_location",
        persist_state="session",
    )
    draw_field_problem(notes.refused.get("processing_location"))
    return chosen


def _edit_webhook(notes: OptionNotes, key: str) -> str:
    url = st.text_input(
        "Webhook URL",
        key=f"{key}-webhook_url",
        placeholder="https://",
        help="Told by POST when the execution ends.",
        persist_state="session",
    )
    typed = (url or "").strip()
    if "webhook_url" in notes.recorded_only:
        st.caption(_LATER)
    draw_field_problem(webhook_problem(typed) or notes.refused.get("webhook_url"))
    return typed


def _tick(label: str, name: str, purpose: str, notes: OptionNotes, key: str) -> bool:
    later = f" :gray[{_LATER}]" if name in notes.recorded_only else ""
    ticked = st.checkbox(
        f"{label}{later}", key=f"{key}-{name}", help=purpose, wrap=True, persist_state="session"
    )
    draw_field_problem(notes.refused.get(name))
    return ticked
