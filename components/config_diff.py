"""What differs between two configurations: the merged graph, and a sentence for each difference."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.config_graph import config_graph_alt, config_graph_dot
from components.failure import plain
from components.formatting import count_text
from lineup.compare.config_changes import ConfigDiff, StepChange
from lineup.comparing.config_sentences import config_sentences

_PROCESSOR = "custom_processor_id"
_MOST_SHOWN = 12
_MOST = 150
"""How many sentences are shown at once, and at all."""


def draw_config_diff(
    told: ConfigDiff,
    *,
    names: Mapping[str, str] | None = None,
    same: str = "Nothing differs: same steps, same settings.",
) -> None:
    """Draw the graph and the sentences; where nothing differs, the sentence that says so.

    `names` are what custom processors are called, by their ids.
    """
    if told.is_same:
        st.markdown(f":gray[=] {same}")
        return
    diff = named_diff(told, names or {})
    st.graphviz_chart(config_graph_dot(diff), width="content", alt=config_graph_alt(diff))
    sentences = config_sentences(diff)
    st.markdown(sentences_markdown(sentences[:_MOST_SHOWN]))
    rest = sentences[_MOST_SHOWN:]
    if rest:
        with st.expander(f"{count_text(len(rest), 'more difference')}"):
            st.markdown(sentences_markdown(rest[:_MOST]))
            if len(rest) > _MOST:
                st.caption(f"{len(rest) - _MOST:,} more are not shown here.")


def named_diff(diff: ConfigDiff, names: Mapping[str, str]) -> ConfigDiff:
    """Return the differences with custom steps called as their processors are, as far as these have a name."""
    steps = tuple(_named(step, names) for step in diff.steps)
    return replace(diff, steps=steps)


def _named(step: StepChange, names: Mapping[str, str]) -> StepChange:
    settings = tuple(
        replace(
            change,
            path="processor",
            before=names.get(str(change.before), change.before),
            after=names.get(str(change.after), change.after),
        )
        if change.path == _PROCESSOR
        else change
        for change in step.settings
    )
    called = names.get(step.custom_processor_id or "", step.step_type)
    return replace(step, step_type=called, settings=settings)


def sentences_markdown(sentences: Sequence[str]) -> str:
    """Return the sentences as a list; a line end in a value must not end its line."""
    return "\n".join(f"- {plain(' '.join(sentence.split()))}" for sentence in sentences)
